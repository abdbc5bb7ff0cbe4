import { expect, test } from "vitest";
import { isUndecided, TILL_STATES } from "#lib/orders/view.ts";
import { customerLook } from "./customer-look.ts";

test("tells a customer that the payment is being checked until the shop knows its end", () => {
  for (const state of TILL_STATES) expect(customerLook(state) === "checking", state).toBe(isUndecided(state));
});

test("I16 tells a customer paid when the shop knows it, and never else", () => {
  expect(TILL_STATES.filter((state) => customerLook(state) === "paid")).toEqual(["paid"]);
});
