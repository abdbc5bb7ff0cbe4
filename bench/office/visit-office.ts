// Somebody in the office, in a process of its own: reads the report of a month, a second later once more, and meanwhile downloads all orders
// of a store, again and again, until it is told to stop.
import { setTimeout as wait } from "node:timers/promises";
import type { SignIn } from "../../e2e/fixtures/app.ts";
import { signIn } from "../../e2e/fixtures/sign-in.ts";

export type VisitOrder = { readonly baseURL: string; readonly owner: SignIn; readonly storeId: string };
/** Reports that were read, and lines of tables. */
export type VisitReport = { readonly seconds: number; readonly reports: number; readonly lines: number };

const { baseURL, owner, storeId }: VisitOrder = JSON.parse(process.argv[2] ?? "");
const cookie = await signIn(baseURL, owner);
if (cookie === null) throw new Error("the owner could not sign in");
const headers = { cookie, origin: baseURL };
const stopping = new AbortController();
const begin = performance.now();
let [reports, lines] = [0, 0];

async function ask(path: string, method: "GET" | "POST"): Promise<Response> {
  const { signal } = stopping;
  const answer = await fetch(new URL(path, baseURL), { method, headers, signal, redirect: "manual" });
  if (answer.status !== 200) throw new Error(`${path} was answered ${answer.status}`);
  return answer;
}

async function readReport(): Promise<void> {
  await (await ask(`/dashboard?from=2026-10-01&until=2026-10-31&storeId=${storeId}`, "GET")).text();
  reports++;
  await wait(1000, undefined, { signal: stopping.signal });
}

async function takeOrders(): Promise<void> {
  const { body } = await ask(`/orders/export?day=all&storeId=${storeId}`, "POST");
  for await (const part of body ?? []) lines += Buffer.from(part).filter((byte) => byte === 0x0a).length;
}

async function again(work: () => Promise<void>): Promise<void> {
  while (!stopping.signal.aborted)
    await work().catch((error: unknown) => {
      if (!stopping.signal.aborted) throw error;
    });
}

process.once("disconnect", () => process.exit());
process.once("message", () => stopping.abort());
const visits = Promise.all([again(readReport), again(takeOrders)]);
process.send?.("ready");
await visits;
process.send?.({ seconds: (performance.now() - begin) / 1000, reports, lines } satisfies VisitReport);
