// What there is to try, read from the source: whoever adds something is asked by a failing test who may use it.
import fs from "node:fs";
import path from "node:path";

const filesUnder = (folder: string): string[] =>
  fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => path.posix.join(folder, file))
    .toSorted();

const sources = (folder: string) =>
  filesUnder(folder)
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\/testing\//.test(file))
    .map((file) => ({ file, text: fs.readFileSync(file, "utf8") }));

const namesIn = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].flatMap(([, name]) => name ?? []);

/** Names of all server actions. */
export function findActions(all = ["app", "components"].flatMap(sources)): string[] {
  return all.flatMap(({ file, text }) => {
    const marked = /^["']use server["'];/m.test(text);
    if (!marked && /["']use server["']/.test(text))
      throw new Error(`${file}: "use server" belongs at the top of a file`);
    return marked ? namesIn(text, /^export (?:async )?(?:const|let|var|function\*?) (\w+)/gm) : [];
  });
}

/** Names of the actions that want a sign-in that is young. */
export const findFresh = (all = ["app", "components"].flatMap(sources)): string[] =>
  all.flatMap(({ text }) => namesIn(text, /\baction\(\s*\{ name: "(\w+)",[^{}]* fresh: true \}/g));

/** Where a page's table is had from. */
const DOWNLOAD = /\/export\/route\.tsx?$/;

/** Addresses of pages and route handlers, as the folders of app/ write them. */
export const findPages = (files = filesUnder("app")): string[] =>
  addressesOf(files.filter((file) => /\/(?:page|route)\.tsx?$/.test(file) && !DOWNLOAD.test(file)));

/** Addresses that answer a post with a file. */
export const findDownloads = (files = filesUnder("app")): string[] =>
  addressesOf(files.filter((file) => DOWNLOAD.test(file)));

const addressesOf = (files: string[]): string[] =>
  files.map(
    (file) =>
      path.posix
        .dirname(file)
        .replace(/^app/, "")
        .replace(/\/\([^)]+\)/g, "") || "/",
  );

/** Addresses that the front answers itself, each with its method. */
export function findEndpoints(all = sources("server/front/machine")): string[] {
  const calls = all.flatMap(({ text }) => [...text.matchAll(/\bapp\.(get|post|put|patch|delete|on)\(\s*([^,]+),/g)]);
  return calls.map(([, method = "", address = ""]) => {
    const [, literal] = /^"(\/[^"]+)"$/.exec(address) ?? [];
    const constant = all.flatMap(({ text }) => namesIn(text, new RegExp(`const ${address} = \`([^\`]+)\``, "g")));
    const found = literal ?? constant[0];
    if (found === undefined) throw new Error(`${method} ${address}: its address cannot be read from the source`);
    return `${method.toUpperCase()} ${found.replace(/\{(?:[^{}]|\{[^{}]*\})*\}/g, "")}`;
  });
}

/** First segments of addresses that the front keeps from the pages. */
export const findOwnSegments = (text = fs.readFileSync("server/front/gate/paths.ts", "utf8")): string[] =>
  namesIn(text.slice(0, text.indexOf("export")), /"([a-z-]+)"/g);
