import { describe, expect, it } from "vitest";
import { TRAITS } from "#lib/payments/traits.ts";
import { nextRefundCall, nightEnd } from "./next-call.ts";
import type { RefundState } from "./status.ts";

const beijing = (text: string): Date => new Date(`${text}+08:00`);
const NOON = beijing("2026-11-22T12:00:00");

const refund = (change: Partial<RefundState> = {}): RefundState => ({
  retryKeys: [],
  lost: false,
  way: "refund",
  status: "pending",
  statusSince: NOON,
  calls: 0,
  answer: null,
  failure: null,
  failureCode: null,
  again: false,
  nextCheckAt: NOON,
  checks: 0,
  checkedAt: null,
  ...change,
});
const { openapi, mapi, intl } = TRAITS;
const next = (state: RefundState, traits = openapi, now = NOON) =>
  nextRefundCall(state, traits, { madeAt: beijing("2026-11-22T11:00:00"), now });

describe("what a refund needs next", () => {
  it("is sent, and then asked about where the interface has that question", () => {
    expect(next(refund())).toEqual({ kind: "refund" });
    const sent = refund({ status: "checking", answer: "unclear", calls: 1 });
    expect(next(sent)).toEqual({ kind: "query_refund" });
    expect(next({ ...sent, answer: "not_done" })).toEqual({ kind: "refund" });
    expect(next(sent, mapi)).toEqual({ kind: "refund" });
    expect(next(sent, intl)).toEqual({ kind: "refund" });
  });

  it("P14 I11 a cancel follows a query of its trade", () => {
    const cancel = refund({ way: "cancel" });
    expect(next(cancel, mapi)).toEqual({ kind: "query_trade" });
    const asked = { ...cancel, answer: "paid", checkedAt: NOON } as const;
    expect(next(asked, mapi)).toEqual({ kind: "cancel" });
    expect(next(asked, mapi, beijing("2026-11-22T12:00:10"))).toEqual({ kind: "query_trade" });
    expect(next({ ...cancel, answer: "unclear", calls: 1 }, mapi)).toEqual({ kind: "query_trade" });
    const tooLate = beijing("2026-11-23T00:15:00");
    expect(next({ ...asked, checkedAt: tooLate }, mapi, tooLate)).toEqual({ kind: "change_way" });
  });

  it("R7 legacy refunds wait for 01:30 Beijing time, first calls and repeats alike", () => {
    const night = beijing("2026-11-22T00:20:31");
    const until = beijing("2026-11-22T01:30:00");
    expect(next(refund(), mapi, night)).toEqual({ kind: "wait", until });
    expect(next(refund({ status: "checking", answer: "unclear" }), mapi, night)).toEqual({ kind: "wait", until });
    expect(next(refund(), openapi, night)).toEqual({ kind: "refund" });
    expect(nightEnd(beijing("2026-11-22T01:29:59"))).toEqual(until);
    expect(nightEnd(until)).toBeNull();
    expect(nightEnd(beijing("2026-11-21T23:59:59"))).toBeNull();
  });
});
