import { expect, test } from "vitest";
import { readWish } from "./link.ts";

test.each([
  ["", "", null],
  ["", "#displays", ""],
  ["?display=012345", "", "012345"],
  ["?display=1", "", ""],
  ["?display=%3Cb%3E", "", ""],
  ["?other=1", "#else", null],
])("D3 an address with %j and %j asks for %j", (search, hash, wish) => {
  expect(readWish({ search, hash })).toBe(wish);
});
