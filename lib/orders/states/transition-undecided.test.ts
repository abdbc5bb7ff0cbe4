import { describe, expect, it } from "vitest";
import { nextCall } from "./next-call.ts";
import { after, NEWS } from "./testing/news.ts";
import { at } from "./testing/payment-state.ts";
import { transition } from "./transition.ts";

describe("when the gateway knows the sale, but not in words that we were given", () => {
  const undecided = after(["code", "query_undecided"]);

  it("is being checked, and stays so past its time: nothing is cancelled and nothing is paid by itself", () => {
    expect(undecided).toMatchObject({ status: "checking", anomaly: "undecided", orderStatus: "open" });
    for (const answer of [NEWS.query_undecided, NEWS.query_unclear, NEWS.query_none]) {
      const later = transition(undecided, answer, at(400));
      expect(later).toMatchObject({ status: "checking", orderStatus: "open" });
      expect(nextCall(later, at(400))).toEqual({ kind: "query" });
    }
  });

  it("is paid as soon as an answer says so, and waits for its end as soon as one says that it is not", () => {
    expect(after(["query_paid"], undecided)).toMatchObject({ orderStatus: "paid", anomaly: null });
    const told = transition(undecided, NEWS.query_pending, at(400));
    expect(told).toMatchObject({ status: "checking", anomaly: null });
    expect(nextCall(told, at(400))).toEqual({ kind: "end", why: "expiry" });
  });

  it("is asked about with growing pauses, whatever the answers", () => {
    for (const answer of [NEWS.query_none, NEWS.query_pending, NEWS.query_undecided]) {
      const later = transition(undecided, answer, at(100));
      expect(later.nextCheckAt?.getTime()).toBeGreaterThan(at(101).getTime());
    }
  });

  it("is not cancelled by its time when it is first seen then, and neither is other money", () => {
    for (const [found, anomaly] of [
      [NEWS.query_undecided, "undecided"],
      [NEWS.mismatch, "amount_mismatch"],
    ] as const) {
      const late = after(["code", "query_none", "time_over", found]);
      expect(late).toMatchObject({ status: "checking", orderStatus: "open", anomaly, endReason: null });
      expect(nextCall(late, at(400))).toEqual({ kind: "query" });
    }
  });

  it.each([NEWS.cancel_no_trade, NEWS.cancel_refused])(
    "is not cancelled by its time after a cancel in vain either: %j",
    (vain) => {
      for (const odd of [NEWS.query_undecided, NEWS.mismatch]) {
        const late = after(["code", "query_none", "time_over", "query_none", "cancel_sent", vain, odd]);
        expect(late).toMatchObject({ status: "checking", cancelSentAt: null, cancelAnswer: null });
        expect(nextCall(late, at(400))).toEqual({ kind: "query" });
        expect(after(["query_paid"], late)).toMatchObject({ status: "paid", orderStatus: "paid", anomaly: null });
      }
    },
  );

  it("goes on with a cancel that was sent: its answer may have been lost on the way", () => {
    const sent = after(["code", "time_over", "query_none", "cancel_sent", "cancel_unclear", "query_undecided"]);
    expect(sent).toMatchObject({ status: "cancelling", checkAnswer: "undecided" });
    expect(nextCall(sent, at(6))).toEqual({ kind: "cancel" });
  });

  it("shows up on a sale that had ended, and goes with the first answer that can be read", () => {
    const ended = after(["code", "cancel_wanted", "query_none", "cancel_sent", "cancel_no_trade", "query_none"]);
    const found = transition(ended, NEWS.query_undecided, at(60));
    expect(found).toMatchObject({ status: "closed", orderStatus: "cancelled", anomaly: "undecided" });
    expect(transition(found, NEWS.query_undecided, at(8000)).nextCheckAt).not.toBeNull();
    expect(transition(found, NEWS.query_pending, at(61))).toMatchObject({ anomaly: null });
    expect(transition(found, NEWS.query_closed, at(61))).toMatchObject({ anomaly: null, nextCheckAt: null });
    expect(transition(found, NEWS.query_paid, at(61))).toMatchObject({ anomaly: "paid_late", orderStatus: "paid" });
  });

  it("is no news after a cancel that made the order void (clarification 10)", () => {
    const dead = after(["code", "cancel_wanted", "query_none", "cancel_sent", "cancel_void"]);
    expect(transition(dead, NEWS.query_undecided, at(60))).toMatchObject({ orderStatus: "cancelled", anomaly: null });
    const sentBack = after(["code", "cancel_wanted", "query_none", "cancel_sent", "cancel_refunded"]);
    expect(transition(sentBack, NEWS.query_undecided, at(60)).anomaly).toBe("cancelled_refunded");
  });

  it("goes from a sale that had ended when nobody is on its code after its life", () => {
    const ended = after([
      "code",
      "cancel_wanted",
      "query_none",
      "cancel_sent",
      "cancel_no_trade",
      "query_none",
      "query_undecided",
    ]);
    expect(transition(ended, NEWS.query_none, at(100)).anomaly).toBe("undecided");
    expect(transition(ended, NEWS.query_none, at(300)).anomaly).toBeNull();
  });

  it("keeps a code that comes late off the screen", () => {
    expect(after(["query_undecided", "code"])).toMatchObject({ status: "checking", anomaly: "undecided" });
  });

  it("goes when the trade turns out closed, before its time and at its end", () => {
    expect(after(["query_closed"], undecided)).toMatchObject({ status: "failed", anomaly: null });
    expect(transition(undecided, NEWS.query_closed, at(179))).toMatchObject({
      orderStatus: "expired",
      anomaly: null,
    });
  });

  it("lets a person end it", () => {
    const ending = after(["cancel_wanted", "query_undecided", "cancel_sent"], undecided);
    expect(after(["cancel_wanted", "query_undecided"], undecided)).toMatchObject({ checkAnswer: "undecided" });
    expect(after(["cancel_closed"], ending)).toMatchObject({ orderStatus: "cancelled", anomaly: null });
  });
});
