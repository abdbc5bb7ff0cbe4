import { expect, test } from "vitest";
import { order, refund } from "../till/testing/order.ts";
import { lookOf, lookOfRow } from "./look.ts";

const at = (text: string) => Date.parse(text);

test("A7 is expiring in the last 30 s of the code, and stays so until the server says expired", () => {
  expect(lookOf(order(), at("2026-11-21T06:04:41.000Z"))).toBe("waiting");
  expect(lookOf(order(), at("2026-11-21T06:04:41.001Z"))).toBe("expiring");
  expect(lookOf(order(), at("2026-11-21T06:06:00.000Z"))).toBe("expiring");
});

test("shows a cancel as being checked after 10 s", () => {
  const cancelling = order({ state: "cancelling", since: "2026-11-21T06:03:00.000Z", code: null });
  expect(lookOf(cancelling, at("2026-11-21T06:03:10.000Z"))).toBe("cancelling");
  expect(lookOf(cancelling, at("2026-11-21T06:03:10.001Z"))).toBe("checking");
});

test("I16 says paid only when the server says so", () => {
  const late = at("2026-11-21T09:00:00.000Z");
  expect(lookOf(order({ state: "scanned", code: null }), late)).toBe("scanned");
  expect(lookOf(order({ state: "paid", code: null }), late)).toBe("paid");
});

const yuan = (minor: string) => ({ minor, currency: "CNY" });
const paid = (more: Parameters<typeof order>[0]) => order({ state: "paid", code: null, ...more });

test("shows a refund as sent for 5 s, and then as being checked", () => {
  const sent = paid({ refund: refund({ state: "checking" }), refundable: yuan("10000") });
  expect(lookOf(sent, at("2026-11-21T06:10:05.000Z"))).toBe("refunding");
  expect(lookOf(sent, at("2026-11-21T06:10:05.001Z"))).toBe("refund_checking");
  const stored = paid({ refund: refund({ state: "sending" }), refundable: yuan("10000") });
  expect(lookOf(stored, at("2026-11-21T06:10:05.000Z"))).toBe("refunding");
});

test("R5 says refunded only when the server says so", () => {
  const late = at("2026-11-22T09:00:00.000Z");
  const look = (state: "checking" | "queued" | "refused" | "done", left: string) =>
    lookOf(paid({ refund: refund({ state }), refundable: yuan(left) }), late);
  expect(look("checking", "0")).toBe("refund_checking");
  expect(look("queued", "0")).toBe("refund_queued");
  expect(look("refused", "0")).toBe("refund_failed");
  expect(look("done", "10000")).toBe("partly_refunded");
  expect(look("done", "0")).toBe("refunded");
});

test("P10 late money that went back in part still waits for a decision", () => {
  const late = { state: "paid_late" as const, code: null, refundable: yuan("10000") };
  const now = at("2026-11-21T06:10:01.000Z");
  expect(lookOf(order({ ...late, refund: refund({ state: "done" }) }), now)).toBe("paid_late");
  expect(lookOf(order({ ...late, refund: refund({ state: "checking" }) }), now)).toBe("refunding");
  expect(lookOf(order({ ...late, refund: refund({ state: "refused" }) }), now)).toBe("refund_failed");
});

test("names in the list what went back of a paid order, whole or in part", () => {
  const row = { state: "paid" as const, amount: yuan("12850") };
  expect(lookOfRow({ ...row, refunded: null })).toBe("paid");
  expect(lookOfRow({ ...row, refunded: yuan("2850") })).toBe("partly_refunded");
  expect(lookOfRow({ ...row, refunded: yuan("12850") })).toBe("refunded");
});

test("P13 a paid sale that may be paid twice says so, until its money goes back", () => {
  const now = at("2026-11-21T06:10:01.000Z");
  expect(lookOf(paid({ possibleDouble: true }), now)).toBe("double");
  expect(lookOf(order({ state: "paid_late", code: null, possibleDouble: true }), now)).toBe("paid_late");
  const back = refund({ state: "done" });
  expect(lookOf(paid({ possibleDouble: true, refund: back, refundable: yuan("10000") }), now)).toBe("partly_refunded");
});
