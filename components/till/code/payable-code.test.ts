import { expect, test } from "vitest";
import { TILL_STATES } from "#lib/orders/view.ts";
import { order } from "../testing/order.ts";
import { payableCode } from "./payable-code.ts";

const DURING = Date.parse("2026-11-21T06:04:00.000Z");

test("D6 draws a code in the waiting state only, byte for byte", () => {
  for (const state of TILL_STATES) {
    const code = payableCode(order({ state }), DURING)?.text ?? null;
    expect(code).toBe(state === "waiting" ? "https://qr.alipay.com/bax00000000000000000" : null);
  }
});

test("D6 draws no code after its end, also while the server has not said expired", () => {
  expect(payableCode(order(), Date.parse("2026-11-21T06:05:10.999Z"))).not.toBeNull();
  expect(payableCode(order(), Date.parse("2026-11-21T06:05:11.000Z"))).toBeNull();
});
