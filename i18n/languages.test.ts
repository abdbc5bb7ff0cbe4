import { expect, test } from "vitest";
import en from "../messages/en.json" with { type: "json" };
import zh from "../messages/zh-CN.json" with { type: "json" };
import { preferredLanguage } from "./languages.ts";

test.each([
  ["", "en"],
  ["zh-CN,zh;q=0.9,en;q=0.8", "zh-CN"],
  ["zh-TW", "zh-CN"],
  ["fr, de;q=0.9", "en"],
  ["fr, zh;q=0.5, en;q=0.4", "zh-CN"],
  ["en;q=0.2, zh;q=0.7", "zh-CN"],
  ["zh;q=0, en", "en"],
  ["en-GB", "en"],
])("L1 answers Accept-Language %j in %s", (header, language) => {
  expect(preferredLanguage(header)).toBe(language);
});

const leaves = (tree: object, path = ""): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [[`${path}${key}`, value]] : leaves(value, `${path}${key}.`),
  );

const CHOICE = /, (?:select|plural),((?:\s*[\w=]+ \{(?:[^{}]|\{\w+\})*\})+)/g;
const BRANCH = /[\w=]+ \{((?:[^{}]|\{\w+\})*)\}/g;
const names = (text: string) => [...text.matchAll(/\{(\w+)\s*[,}]/g)].map((match) => match[1]);

/** The names in braces, which a translation must keep, also within the branches of a choice; the branches themselves are text. */
const slots = (text: string) => {
  const branches = [...text.matchAll(CHOICE)].flatMap(([, all = ""]) => [...all.matchAll(BRANCH)]);
  return [...new Set([text.replaceAll(CHOICE, ""), ...branches.map(([, inner = ""]) => inner)].flatMap(names))].sort();
};

test("L1 has each text in both languages, with the same slots", () => {
  const english = leaves(en);
  const chinese = new Map(leaves(zh));
  expect([...chinese.keys()].sort()).toEqual(english.map(([key]) => key).sort());
  for (const [key, text] of english) expect([key, slots(chinese.get(key) ?? "")]).toEqual([key, slots(text)]);
});
