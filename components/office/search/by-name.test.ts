import { expect, test } from "vitest";
import { byName, isWanted } from "./by-name.ts";

const sorted = (language: string, names: string[]) =>
  names
    .map((name) => ({ name }))
    .toSorted(byName(language))
    .map(({ name }) => name);

test("numbers in names count as numbers, and Chinese stands in its own order", () => {
  expect(sorted("en", ["Shop 10", "shop 2", "Bund 1"])).toEqual(["Bund 1", "shop 2", "Shop 10"]);
  expect(sorted("zh-CN", ["王府井店", "陆家嘴店 10", "陆家嘴店 9"])).toEqual(["陆家嘴店 9", "陆家嘴店 10", "王府井店"]);
});

test("a part of any of the texts is enough, whatever its case; nothing wanted is found everywhere", () => {
  expect(isWanted(" LI ", ["Li Na", "li.na"])).toBe(true);
  expect(isWanted("陆家", ["Chen Bo", "陆家嘴店"])).toBe(true);
  expect(isWanted("wu", ["Li Na", "li.na"])).toBe(false);
  expect(isWanted("", ["Li Na"])).toBe(true);
});
