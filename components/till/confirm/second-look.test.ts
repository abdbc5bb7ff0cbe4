import { expect, test } from "vitest";
import { order } from "../testing/order.ts";
import { secondLook } from "./second-look.ts";

const yuan = (confirmFrom: string | null) => [{ currency: "CNY", minAmount: "1", maxAmount: "100000000", confirmFrom }];
const sale = (amount: string, reference = "") => ({ currency: "CNY", amount, lines: [], reference });

test("C8 reads an amount back from the store's limit on, that amount included", () => {
  const shop = { currencies: yuan("100000"), orders: [] };
  expect(secondLook(sale("999.99"), shop)).toBeNull();
  expect(secondLook(sale("1000.00", "T12"), shop)).toEqual({
    amount: { minor: "100000", currency: "CNY" },
    reference: "T12",
    twin: null,
  });
  expect(secondLook(sale("1000.00"), { ...shop, currencies: yuan(null) })).toBeNull();
  expect(secondLook({ ...sale("5000"), currency: "JPY" }, shop)).toBeNull();
});

test("P7 warns before a sale is charged again while the end of the same one is open", () => {
  const open = order({ state: "checking", reference: "T12", code: null });
  const look = (amount: string, reference: string, orders = [open]) =>
    secondLook(sale(amount, reference), { currencies: yuan(null), orders })?.twin ?? null;
  expect(look("128.50", "T12")).toBe(open);
  expect(look("128.50", "T13")).toBeNull();
  expect(look("128.51", "T12")).toBeNull();
  expect(look("128.50", "T12", [{ ...open, state: "cancelled" }])).toBeNull();
  expect(look("128.50", "", [{ ...open, reference: null }])).not.toBeNull();
});
