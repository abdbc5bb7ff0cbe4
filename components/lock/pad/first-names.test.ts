import { expect, test } from "vitest";
import { firstNames, initials } from "./first-names.ts";

test("T9 a tile shows the first name, and the whole one where two share it", () => {
  const people = ["Li Na", "Wang Wei", "Li Jun", "小李"].map((name) => ({ id: name, name }));
  expect([...firstNames(people).values()]).toEqual(["Li Na", "Wang", "Li Jun", "小李"]);
});

test.each([
  ["Li Na", "LN"],
  ["owner", "O"],
  ["Anna Maria Schmidt", "AM"],
  ["小李", "小"],
])("T9 the initials of %s are %s", (name, letters) => {
  expect(initials(name)).toBe(letters);
});
