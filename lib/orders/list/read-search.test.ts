import { expect, test } from "vitest";
import { readSearch } from "./read-search.ts";

const kinds = (text: string) => readSearch(text).map(({ kind }) => kind);
const ID = "01a139f0-569a-7bca-ba4d-b7f053d1ecd5";

test("M3 reads a text as everything that it can be", () => {
  expect(kinds("Zhang")).toEqual(["reference"]);
  expect(kinds("128.5")).toEqual(["reference", "amount"]);
  expect(kinds("2026 1122 2200 1404 6305 0000 1234")).toEqual(["reference", "merchant", "trade"]);
  expect(kinds(ID)).toEqual(["reference", "order", "merchant", "refund", "merchant", "trade"]);
  expect(kinds(ID.replaceAll("-", ""))).toEqual(["reference", "order", "merchant", "refund", "trade"]);
  expect(kinds("2-261122-9F3C1A")).toContain("receipt");
});

test("M3 takes a receipt's number apart, and one of no day as something else", () => {
  expect(readSearch("shop-1-260228-9f3c1a").at(-1)).toEqual({
    kind: "receipt",
    ...{ what: "refund", register: "SHOP-1", day: "2026-02-28", digits: "9f3c1a" },
  });
  expect(kinds("2-260230-9F3C1A")).not.toContain("receipt");
});

test("P16 reads an amount in each number of decimals, and none that cannot be written so", () => {
  const [, amount] = readSearch("7.715");
  expect(amount).toEqual({ kind: "amount", minors: [null, null, 7715n] });
  expect(readSearch("7715")[1]).toEqual({ kind: "amount", minors: [7715n, 771_500n, 7_715_000n] });
});

test("B48 takes signs of a pattern as they are", () => {
  expect(readSearch("50%_")).toEqual([{ kind: "reference", beginning: "50\\%\\_" }]);
});
