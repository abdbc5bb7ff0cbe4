import { expect, it } from "vitest";
import { parseOrderFilter } from "./schema.ts";

const STORE = { timeZone: "Asia/Shanghai", dayStartMinute: 0, practice: false };
const parse = (wanted: unknown) => parseOrderFilter(wanted, STORE, new Date(0));
const ID = "0198c0de-0000-7000-8000-000000000001";

const ODD_SEARCHES = ["\u0000", "a\u0000b", "line\nbreak", "\u007f", "\ud800", " ", "x".repeat(65), ["a"], { a: 1 }];
it.each(ODD_SEARCHES)("B44 S4 leaves out a search that is no line of text: %j", (search) => {
  expect(parse({ search })).toEqual(parse({}));
});

const ODD_CURSORS = [
  ...[`2026-13-45T25:61:61.000Z_${ID}`, `2026-02-30T00:00:00.000Z_${ID}`, `0000-01-01T00:00:00.000Z_${ID}`],
  ...[`2026-01-01T00:00:00.000Z_${"-".repeat(36)}`, `2026-01-01T00:00:00.000Z_${"a".repeat(36)}`],
  ...[`2026-01-01T00:00:00.000Z_${ID}_`, "2026-01-01T00:00:00.000Z", `_${ID}`, ""],
];
it.each(ODD_CURSORS)("B44 S4 leaves out a place in the list that no page named: %j", (olderThan) => {
  expect(parse({ olderThan })).toEqual(parse({}));
});

it("B44 keeps what the list itself writes, and what people look for", () => {
  const [search, olderThan] = ["桌 12 👨‍👩‍👧", `2026-02-28T23:59:59.999Z_${ID}`];
  const read = [{ kind: "reference", beginning: search }];
  expect(parse({ search, olderThan })).toMatchObject({ search: read, olderThan });
});
