import { expect, test } from "vitest";
import { order } from "../testing/order.ts";
import { foldedTabs, tabsThatFit } from "./folded.ts";

const nine = Array.from({ length: 9 }, (_, index) => order({ id: String(index) }));
const ids = (shown: string | null, places: number) => foldedTabs(nine, shown, places).map(({ id }) => id);

test("C10 shows as many tabs as have room, and keeps room for the way to the others", () => {
  expect(tabsThatFit(2, { width: 400, rem: 16 })).toBe(2);
  expect(tabsThatFit(3, { width: 400, rem: 16 })).toBe(3);
  expect(tabsThatFit(9, { width: 400, rem: 16 })).toBe(2);
  expect(tabsThatFit(9, { width: 2000, rem: 16 })).toBe(9);
  expect(tabsThatFit(9, { width: 60, rem: 16 })).toBe(0);
});

test("C10 keeps places while another tab is picked, and the picked one always in sight", () => {
  expect(ids("1", 3)).toEqual(["0", "1", "2"]);
  expect(ids("2", 3)).toEqual(["0", "1", "2"]);
  expect(ids("7", 3)).toEqual(["0", "1", "7"]);
  expect(ids(null, 3)).toEqual(["0", "1", "2"]);
  expect(ids("7", 0)).toEqual([]);
});
