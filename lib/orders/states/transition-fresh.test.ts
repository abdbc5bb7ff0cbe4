import { describe, expect, it } from "vitest";
import { nextCall } from "./next-call.ts";
import { FRESH_WAIT_MS } from "./schedule.ts";
import { after, NEWS } from "./testing/news.ts";
import { at, newSale } from "./testing/payment-state.ts";
import { transition } from "./transition.ts";

/** Ended for a fresh code, with which the sale goes on. */
const replaced = () => after(["code", "fresh_wanted", "query_none", "cancel_sent", "cancel_no_trade", "query_none"]);

describe("a fresh code for the same sale", () => {
  it("P8 L10 begins with the end of the one that is shown, as Alipay knows it: asked, cancelled, asked again", () => {
    const wanted = after(["code", "fresh_wanted"]);
    expect(wanted).toMatchObject({ status: "cancelling", orderStatus: "open", endReason: "fresh_code" });
    expect(nextCall(wanted, at(3)).kind).toBe("query");
    expect(nextCall(transition(wanted, NEWS.query_none, at(3)), at(3)).kind).toBe("cancel");
    expect(replaced()).toMatchObject({ status: "closed", orderStatus: "open", anomaly: null });
  });

  it.each(["query_waiting", "cancel_wanted", "time_over", "query_paid"] as const)(
    "P8 is for a code that can be scanned, and comes too late after %s",
    (news) => {
      const sale = after(["code", news]);
      expect(transition(sale, NEWS.fresh_wanted, at(5))).toBe(sale);
    },
  );

  it("P8 is not made when the old code was paid meanwhile", () => {
    expect(after(["code", "fresh_wanted", "query_paid"])).toMatchObject({ status: "paid", orderStatus: "paid" });
  });

  it("F36 ends the sale when the cancel met a payment and sent it back", () => {
    expect(after(["code", "fresh_wanted", "query_none", "cancel_sent", "cancel_refunded"])).toMatchObject({
      orderStatus: "cancelled",
      anomaly: "cancelled_refunded",
    });
  });

  it("P8 is not made any more once the cashier cancels the sale", () => {
    const cancelled = after(["code", "fresh_wanted", "query_none", "cancel_sent", "cancel_wanted", "cancel_closed"]);
    expect(cancelled).toMatchObject({ status: "closed", orderStatus: "cancelled", endReason: "cashier" });
  });

  it("P8 is not made when the end is proved so late that nobody stands there any more", () => {
    const sent = after(["code", "fresh_wanted", "query_none", "cancel_sent"]);
    const inTime = new Date(sent.statusSince.getTime() + FRESH_WAIT_MS);
    const late = new Date(inTime.getTime() + 1);
    expect(transition(sent, NEWS.cancel_closed, inTime)).toMatchObject({ status: "closed", orderStatus: "open" });
    expect(transition(sent, NEWS.cancel_closed, late)).toMatchObject({ status: "closed", orderStatus: "expired" });
  });

  it("B16 goes to a person instead when Alipay names other money under the old number", () => {
    expect(after(["code", "fresh_wanted", "mismatch"])).toMatchObject({ status: "checking", endReason: null });
    const odd = after(["code", "fresh_wanted", "query_none", "cancel_sent", "mismatch", "cancel_closed"]);
    expect(odd).toMatchObject({ status: "closed", orderStatus: "expired", anomaly: "amount_mismatch" });
  });

  it("P12 is asked for once stored, counts its life from then, and expires when nobody did in its time", () => {
    const unasked = newSale({ createCalls: 0 });
    expect(nextCall(unasked, at(1))).toEqual({ kind: "request_code" });
    const asked = transition(unasked, NEWS.code_asked, at(1));
    expect(asked).toMatchObject({ status: "creating", createCalls: 1, codeEndsAt: at(300) });
    expect(nextCall(asked, at(30))).toEqual({ kind: "query" });
    expect(nextCall(unasked, at(180))).toEqual({ kind: "end", why: "expiry" });
  });
});

describe("the code that was replaced", () => {
  it("F38 I2 pays the sale when money comes on it after all", () => {
    const late = transition(replaced(), NEWS.notice_paid, at(20));
    expect(late).toMatchObject({ status: "closed", orderStatus: "open", nextCheckAt: at(20) });
    expect(transition(late, NEWS.query_paid, at(21))).toMatchObject({
      status: "paid",
      orderStatus: "paid",
      paidAt: at(21),
      anomaly: null,
    });
  });

  it("F38 I2 is paid twice when the fresh one had been paid before", () => {
    const sold = { ...replaced(), orderStatus: "paid" as const, paidAt: at(15) };
    expect(transition(sold, NEWS.query_paid, at(20))).toMatchObject({ status: "paid", anomaly: "paid_twice" });
  });

  it("P10 stays late when the sale had ended before both were paid, until a person takes it", () => {
    const late = { ...replaced(), orderStatus: "paid" as const, paidAt: at(15), anomaly: "paid_late" as const };
    expect(transition(late, NEWS.query_paid, at(20))).toMatchObject({ status: "paid", anomaly: "paid_late" });
    const accepted = { ...late, resolvedAt: at(18) };
    expect(transition(accepted, NEWS.query_paid, at(20))).toMatchObject({ anomaly: "paid_twice", resolvedAt: null });
  });

  it("P10 is paid late when the sale has ended meanwhile", () => {
    const over = { ...replaced(), orderStatus: "expired" as const };
    expect(transition(over, NEWS.query_paid, at(20))).toMatchObject({ status: "paid", anomaly: "paid_late" });
  });

  it("P10 F38 is paid late, too, when the sale has ended with money of the fresh one that a cancel sent back", () => {
    const over = { ...replaced(), orderStatus: "cancelled" as const, anomaly: "cancelled_refunded" as const };
    expect(transition(over, NEWS.query_paid, at(20))).toMatchObject({ status: "paid", anomaly: "paid_late" });
    expect(transition(over, NEWS.mismatch, at(20))).toMatchObject({ status: "closed", anomaly: "amount_mismatch" });
  });

  it("I4 is no payment any more once a late answer says that its money went back", () => {
    const back = transition(replaced(), NEWS.cancel_refunded, at(20));
    expect(back).toMatchObject({ status: "closed", orderStatus: "open", anomaly: null, paidSeen: true });
    expect(transition(back, NEWS.query_paid, at(21))).toMatchObject({ status: "closed", orderStatus: "open" });
  });

  it("is watched for as long as it could be scanned", () => {
    expect(replaced().nextCheckAt).not.toBeNull();
  });
});

it("F38 I2 the fresh code is ended when the old one was paid", () => {
  const sold = { ...after(["code"]), orderStatus: "paid" as const, paidAt: at(5) };
  expect(nextCall(sold, at(6))).toEqual({ kind: "end", why: "sold" });
  const unasked = { ...newSale({ createCalls: 0 }), orderStatus: "paid" as const, paidAt: at(5) };
  expect(nextCall(unasked, at(6))).toEqual({ kind: "end", why: "sold" });
});
