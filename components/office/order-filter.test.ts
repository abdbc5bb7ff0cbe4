import { expect, test } from "vitest";
import { isNarrow, orderAddress, readOrderFilter } from "./order-filter.ts";

test("reads an address and writes it again", () => {
  const filter = readOrderFilter({ day: "week", state: "paid", search: " T12 ", olderThan: "x_y" });
  expect(filter).toEqual({ day: "week", state: "paid", storeId: null, search: "T12", olderThan: "x_y" });
  expect(orderAddress(filter)).toBe("/orders?day=week&state=paid&search=T12&olderThan=x_y");
});

test("shows today for an address without wishes, and for unknown ones", () => {
  expect(readOrderFilter({ day: "someday", state: "rich", search: ["a", "b"] })).toEqual(readOrderFilter({}));
  expect(orderAddress(readOrderFilter({}))).toBe("/orders");
});

test("knows when a filter may hide orders", () => {
  expect(isNarrow(readOrderFilter({}))).toBe(true);
  expect(isNarrow(readOrderFilter({ day: "all" }))).toBe(false);
  expect(isNarrow(readOrderFilter({ day: "all", search: "5" }))).toBe(true);
});
