import fs from "node:fs";
import type { App } from "../fixtures/app.ts";

type Entry = { workers: Record<string, unknown>; filename: string; exportedName: string };

/** The server actions of the build, by name: their ids, and a page that has them. */
export function builtActions(): Map<string, { id: string; page: string }> {
  const manifest = JSON.parse(fs.readFileSync(".next/server/server-reference-manifest.json", "utf8"));
  const entries: [string, Entry][] = Object.entries(manifest.node);
  return new Map(
    entries.map(([id, { workers, exportedName }]) => {
      const pages = Object.keys(workers).map(
        (worker) => worker.replace(/^app|\/page$/g, "").replace(/\/\([^)]+\)/g, "") || "/",
      );
      const [page = "/"] = pages.toSorted((a, b) => Number(a.includes("[")) - Number(b.includes("[")));
      return [exportedName, { id, page: page.replace(/\[\w+\]/g, crypto.randomUUID()) }];
    }),
  );
}

export type Called = { status: number; kind: string | null; text: string };

/** Calls a server action as its page's script does; an empty header is left out. */
export async function callAction(
  { baseURL }: Pick<App, "baseURL">,
  name: string,
  { cookies, input, headers = {} }: { cookies: string; input: unknown; headers?: Record<string, string> },
): Promise<Called> {
  const { id, page } = builtActions().get(name) ?? { id: "", page: "/" };
  const usual = {
    origin: baseURL,
    "next-action": id,
    "content-type": "text/plain;charset=UTF-8",
    accept: "text/x-component",
  };
  const answer = await fetch(baseURL + page, {
    method: "POST",
    headers: Object.entries({ ...usual, cookie: cookies, ...headers }).filter(([, value]) => value !== ""),
    body: JSON.stringify([input]),
    redirect: "manual",
  });
  const text = await answer.text();
  return { status: answer.status, kind: kindIn(text), text };
}

/** What the action returned, out of React's answer. */
const kindIn = (text: string): string | null => /^1:\{.*?"kind":"(\w+)"/m.exec(text)?.[1] ?? null;
