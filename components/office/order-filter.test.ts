import { expect, test } from "vitest";
import { isFoldedUsed, isNarrow, orderAddress, readOrderFilter } from "./order-filter.ts";

test("reads an address and writes it again", () => {
  const filter = readOrderFilter({ day: "week", state: "paid", search: " T12 ", olderThan: "x_y" });
  expect(filter).toMatchObject({ day: "week", state: "paid", storeId: null, search: "T12", olderThan: "x_y" });
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

test("M3 keeps every filter in the address, and knows which are folded away", () => {
  const address = "/orders?registerId=r&cashierId=c&currency=USD&from=2026-11-01&until=2026-11-02&least=5&most=9.50";
  const filter = readOrderFilter(Object.fromEntries(new URLSearchParams(address.split("?")[1])));
  expect(orderAddress(filter)).toBe(address);
  expect(isFoldedUsed(filter)).toBe(true);
  expect(isFoldedUsed(readOrderFilter({ day: "week", storeId: "s" }))).toBe(false);
});
