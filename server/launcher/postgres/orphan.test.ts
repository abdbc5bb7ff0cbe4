import { expect, test } from "vitest";
import { judge } from "./orphan.mjs";

const FILE = "4711\n/data/pg\n1700000000\n5432\n\n127.0.0.1\n 12 34\nready\n";
const runs =
  (...words: string[]) =>
  () =>
    words;

test("a server on this folder that outlived its launcher is an orphan", () => {
  expect(judge(FILE, runs("/x/bin/postgres", "-D", "/data/pg"))).toEqual({ kind: "orphan", pid: 4711 });
});

test.for([
  ["another program that got the number", runs("node", "worker.ts")],
  ["a server on another folder", runs("/x/bin/postgres", "-D", "/other/pg")],
  ["a killed server that nobody collected", runs("")],
] as const)("%s makes the file stale", ([, command]) => {
  expect(judge(FILE, command)).toEqual({ kind: "stale" });
});

test("without a file, with an empty one or with a dead number there is nothing to do", () => {
  expect(judge(undefined, runs("postgres"))).toEqual({ kind: "none" });
  expect(judge("", runs("postgres"))).toEqual({ kind: "none" });
  expect(judge(FILE, () => undefined)).toEqual({ kind: "none" });
});
