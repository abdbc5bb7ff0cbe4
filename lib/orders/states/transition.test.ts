import { describe, expect, it } from "vitest";
import { nextCall } from "./next-call.ts";
import { after, NEWS } from "./testing/news.ts";
import { at, trade } from "./testing/payment-state.ts";
import { type News, transition } from "./transition.ts";

describe("asking for the code", () => {
  it("shows the code that came", () => {
    expect(after(["code"])).toMatchObject({ status: "waiting", codeText: "https://qr.alipay.com/bax1" });
  });

  it("F24 F26 F27 is being checked, neither failed nor paid, when the answer is unclear", () => {
    expect(after(["code_unclear"])).toMatchObject({ status: "checking", orderStatus: "open", codeText: null });
  });

  it("B27 shows an unproved refusal while it is being checked, and forgets it when the code comes", () => {
    const claim = { reason: "keys", code: "isv.invalid-app-id" } as const;
    const claimed: News = { kind: "code_answered", outcome: { kind: "unclear", why: "no_signature", claim } };
    expect(after([claimed])).toMatchObject({ status: "checking", failure: "keys", failureCode: "isv.invalid-app-id" });
    expect(after([claimed, "code"])).toMatchObject({ status: "waiting", failure: null, failureCode: null });
  });

  it("fails with the reason when Alipay refuses", () => {
    expect(after(["code_refused"])).toMatchObject({
      status: "failed",
      orderStatus: "failed",
      failure: "contract",
      nextCheckAt: null,
    });
  });

  it("watches the number after a refusal that follows an unclear call", () => {
    const refused: News = { kind: "code_answered", outcome: { kind: "refused", reason: "settings", code: "X" } };
    const asked: News = { kind: "code_asked", codeEndsAt: at(200) };
    expect(after(["code_unclear", asked, refused]).nextCheckAt).not.toBeNull();
  });

  it("fails at once when the first call never left the house", () => {
    expect(after(["code_not_sent"])).toMatchObject({ status: "failed", failure: "unreachable" });
    expect(after(["code_unclear", { kind: "code_asked", codeEndsAt: at(200) }, "code_not_sent"]).status).toBe(
      "checking",
    );
  });

  it("F28 never shows a code that arrives after the cashier cancelled", () => {
    expect(after(["cancel_wanted", "code"])).toMatchObject({ status: "cancelling", codeText: null });
  });

  it("F1 asks first about a sale whose caller died, then asks for the code again", () => {
    expect(after(["query_none"])).toMatchObject({ status: "checking", checkAnswer: "not_paid" });
  });
});

describe("while the code can be scanned", () => {
  it("P3 keeps waiting while Alipay knows no such trade", () => {
    expect(after(["code", "query_none", "query_none"])).toMatchObject({
      status: "waiting",
      checks: 2,
      checkAnswer: "not_paid",
    });
  });

  it("keeps the order waiting when the query times out", () => {
    expect(after(["code", "query_unclear"])).toMatchObject({ status: "waiting", orderStatus: "open" });
  });

  it("tells that the customer has scanned, and by which account", () => {
    expect(after(["code", "query_waiting"])).toMatchObject({ status: "scanned", buyer: "li***@example.com" });
  });

  it("P2 is paid by a query alone and by a notice alone", () => {
    expect(after(["code", "query_paid"])).toMatchObject({ status: "paid", orderStatus: "paid", nextCheckAt: null });
    expect(after(["code", "notice_paid"])).toMatchObject({ status: "paid", orderStatus: "paid", nextCheckAt: null });
  });

  it("F43 takes a notice that is faster than the code", () => {
    expect(after(["notice_paid", "code"])).toMatchObject({ status: "paid", codeText: null });
  });

  it("F35 stays paid whatever a later query says", () => {
    expect(
      after(["code", "notice_paid", "query_waiting", "query_none", "query_closed", "query_unclear"]).orderStatus,
    ).toBe("paid");
  });

  it("tells that the customer's payment did not go through when the trade is closed before its time", () => {
    expect(after(["code", "query_waiting", "query_closed"])).toMatchObject({
      status: "failed",
      failure: "declined",
    });
  });

  it("is expired when Alipay closes the trade at the end of its time", () => {
    expect(transition(after(["code"]), NEWS.query_closed, at(179))).toMatchObject({
      status: "closed",
      orderStatus: "expired",
    });
  });

  it("B16 ends a frozen sale whose odd trade was closed unpaid", () => {
    const odd: News = { kind: "mismatch", trade: trade("closed") };
    expect(after(["code", "mismatch", odd])).toMatchObject({
      status: "failed",
      orderStatus: "failed",
      resolvedAt: at(3),
    });
  });

  it("lets a person end a frozen sale", () => {
    const ending = after(["code", "mismatch", "cancel_wanted", "mismatch"]);
    expect(ending).toMatchObject({ status: "cancelling", checkAnswer: "scanned", nextCheckAt: at(4) });
  });

  it("P21 keeps waiting while a generation only tells that it knows the sale", () => {
    expect(after(["code", "query_pending"])).toMatchObject({ status: "waiting", checkAnswer: "not_paid" });
  });

  it("ends the code by as much earlier as the gateway says", () => {
    const ending = (earlierByMs: number): News => ({
      kind: "code_answered",
      outcome: { kind: "code", text: "x", earlierByMs },
    });
    expect(after([ending(120_000)]).codeEndsAt).toEqual(at(60));
    expect(after(["code"]).codeEndsAt).toEqual(at(180));
  });

  it("B16 opens the question again when more money turns up after the end", () => {
    const ended = after(["code", "mismatch", "cancel_wanted", "mismatch", "cancel_sent", "cancel_closed"]);
    expect(ended.resolvedAt).not.toBeNull();
    expect(transition(ended, NEWS.query_paid, at(60))).toMatchObject({ anomaly: "paid_late", resolvedAt: null });
    expect(transition(ended, NEWS.mismatch, at(60))).toMatchObject({ anomaly: "amount_mismatch", resolvedAt: null });
  });

  it("B16 does not take a trade about other money for one that never was", () => {
    const vain = [NEWS.cancel_wanted, NEWS.query_none, NEWS.cancel_sent, NEWS.cancel_no_trade, NEWS.query_none];
    expect(after(["code", "mismatch", ...vain]).status).toBe("cancelling");
    const unseen = after(["code_unclear", "mismatch", "cancel_wanted"]);
    expect(transition(unseen, NEWS.query_unclear, at(300))).toMatchObject({
      status: "cancelling",
      orderStatus: "open",
    });
  });

  it("B16 waits between cancels that meet no trade although a query knows one", () => {
    const again = after([
      "code",
      "mismatch",
      "cancel_wanted",
      "mismatch",
      "cancel_sent",
      "cancel_no_trade",
      "mismatch",
    ]);
    expect(again.nextCheckAt?.getTime()).toBeGreaterThan(at(8).getTime());
  });

  it("B16 keeps in sight the payment that was seen before an answer about other money says closed", () => {
    const seen = after(["code", "time_over", "query_none", "cancel_sent", "cancel_unclear", "query_paid"]);
    const odd: News = { kind: "mismatch", trade: trade("closed") };
    expect(transition(seen, odd, at(9))).toMatchObject({ orderStatus: "open", resolvedAt: null });
  });

  it("B16 goes on with a frozen sale when the gateway's answer is about our money again", () => {
    expect(after(["code", "mismatch", "query_waiting"])).toMatchObject({ status: "scanned", anomaly: null });
  });

  it("B16 is settled with the end of the sale, and no news on one that had ended when nothing was paid", () => {
    const cancelledOne = after(["code", "mismatch", "cancel_wanted", "mismatch", "cancel_sent", "cancel_closed"]);
    expect(cancelledOne).toMatchObject({ orderStatus: "cancelled", anomaly: "amount_mismatch", resolvedAt: at(6) });
    const ended = after(["code", "cancel_wanted", "query_none", "cancel_sent", "cancel_no_trade", "query_none"]);
    expect(transition(ended, { kind: "mismatch", trade: trade("closed") }, at(60))).toBe(ended);
  });

  it("B16 freezes a sale whose trade is about other money", () => {
    const frozen = after(["code", "mismatch"]);
    expect(frozen).toMatchObject({ status: "checking", anomaly: "amount_mismatch", orderStatus: "open" });
    expect(frozen.nextCheckAt).not.toBeNull();
  });
});

describe("ending a sale", () => {
  const waiting = after(["code"]);

  it("asks before it cancels", () => {
    expect(after(["cancel_wanted"], waiting)).toMatchObject({
      status: "cancelling",
      checkAnswer: null,
      nextCheckAt: at(1),
    });
  });

  it("is cancelled when the trade was closed", () => {
    expect(after(["cancel_wanted", "query_waiting", "cancel_sent", "cancel_closed"], waiting)).toMatchObject({
      status: "closed",
      orderStatus: "cancelled",
      anomaly: null,
    });
  });

  it("is cancelled for good, and watched no more, when the order is void: scanned or not (clarification 10)", () => {
    const done = after(["cancel_wanted", "query_none", "cancel_sent", "cancel_void"], waiting);
    expect(done).toMatchObject({ status: "closed", orderStatus: "cancelled", anomaly: null, nextCheckAt: null });
    const paid = after(["cancel_wanted", "query_none", "cancel_sent", "query_paid", "cancel_void"], waiting);
    expect(paid).toMatchObject({ orderStatus: "cancelled", anomaly: "cancelled_refunded" });
  });

  it("is cancelled after a cancel without a trade only when the query after it knows none either, and is watched", () => {
    const sent = after(["cancel_wanted", "query_none", "cancel_sent", "cancel_no_trade"], waiting);
    expect(sent.status).toBe("cancelling");
    const done = transition(sent, NEWS.query_none, at(6));
    expect(done).toMatchObject({ status: "closed", orderStatus: "cancelled" });
    expect(done.nextCheckAt).not.toBeNull();
  });

  it("goes on cancelling when somebody scanned in between", () => {
    const sent = after(["cancel_wanted", "query_none", "cancel_sent", "cancel_no_trade", "query_waiting"], waiting);
    expect(sent).toMatchObject({ status: "cancelling", nextCheckAt: at(5) });
  });

  it("does not take a lost trade for one that never was", () => {
    const scanned = after(["code", "query_waiting"]);
    expect(after(["cancel_wanted", "query_none", "cancel_sent", "cancel_no_trade", "query_none"], scanned).status).toBe(
      "cancelling",
    );
  });

  it("F36 says that the money went back when the cancel met a payment", () => {
    expect(after(["cancel_wanted", "query_waiting", "cancel_sent", "cancel_refunded"], waiting)).toMatchObject({
      status: "closed",
      orderStatus: "cancelled",
      anomaly: "cancelled_refunded",
    });
  });

  it("is paid when the customer paid before the cancel was sent", () => {
    expect(after(["cancel_wanted", "query_paid"], waiting)).toMatchObject({ status: "paid", orderStatus: "paid" });
    expect(after(["cancel_wanted", "notice_paid"], waiting)).toMatchObject({ status: "paid", orderStatus: "paid" });
  });

  it("I11 hands out nothing on a success once a cancel was sent, until that cancel is answered", () => {
    const sent = [NEWS.cancel_wanted, NEWS.query_none, NEWS.cancel_sent];
    expect(after([...sent, "query_paid"], waiting)).toMatchObject({ status: "cancelling", paidSeen: true });
    expect(after([...sent, "notice_paid"], waiting)).toMatchObject({ status: "cancelling", paidSeen: true });
    expect(after([...sent, "cancel_unclear", "query_paid"], waiting).status).toBe("cancelling");
    expect(after([...sent, "notice_paid", "cancel_refunded"], waiting).anomaly).toBe("cancelled_refunded");
    expect(after([...sent, "notice_paid", "query_closed"], waiting).anomaly).toBe("cancelled_refunded");
  });

  it("is paid after the cancel was finally refused and the query says paid", () => {
    const refused = after(["cancel_wanted", "query_waiting", "cancel_sent", "cancel_refused"], waiting);
    expect(refused).toMatchObject({ status: "cancelling", nextCheckAt: at(4) });
    expect(transition(refused, NEWS.query_paid, at(5))).toMatchObject({ status: "paid", orderStatus: "paid" });
  });

  it("repeats a cancel whose answer was lost, later and later", () => {
    const lost = after(["cancel_wanted", "query_none", "cancel_sent", "cancel_unclear"], waiting);
    expect(lost).toMatchObject({ status: "cancelling", cancelAnswer: "unclear", checkAnswer: null });
    expect(lost.nextCheckAt?.getTime()).toBeGreaterThan(at(4).getTime() + 1500);
    expect(lost.nextCheckAt?.getTime()).toBeLessThan(at(4).getTime() + 2500);
    const again = after(["cancel_sent", "cancel_unclear", "query_none", "cancel_sent", "cancel_unclear"], lost);
    expect(again.nextCheckAt?.getTime()).toBeGreaterThan(at(5).getTime() + 3000);
  });

  it("I10 repeats a cancel whose answer was lost as soon as a query has met the payment", () => {
    const lost = after(["cancel_wanted", "query_none", "cancel_sent", "cancel_unclear"], waiting);
    const seen = transition(lost, NEWS.query_paid, at(10));
    expect(seen).toMatchObject({ status: "cancelling", paidSeen: true, nextCheckAt: at(10) });
    expect(nextCall(seen, at(10))).toEqual({ kind: "cancel" });
  });

  it("is expired, not cancelled, when time ended it", () => {
    const end = [NEWS.time_over, NEWS.query_none, NEWS.cancel_sent, NEWS.cancel_no_trade, NEWS.query_none];
    expect(after(end, waiting)).toMatchObject({ status: "closed", orderStatus: "expired" });
  });

  it("I10 ends a sale whose code nobody ever saw, even if Alipay never answers", () => {
    const ending = after(["code_unclear", { kind: "end_wanted", why: "no_code" }]);
    expect(transition(ending, NEWS.query_unclear, at(100)).status).toBe("cancelling");
    expect(transition(ending, NEWS.query_unclear, at(211))).toMatchObject({
      status: "failed",
      orderStatus: "failed",
      nextCheckAt: null,
    });
  });

  it("waits longer each time when cancels of a known trade are answered in vain", () => {
    const round = [NEWS.query_waiting, NEWS.cancel_sent, NEWS.cancel_no_trade];
    const first = after(["cancel_wanted", ...round, "query_waiting"], after(["code", "query_waiting"]));
    expect(first.nextCheckAt?.getTime()).toBeGreaterThan(at(5).getTime() + 1000);
    const later = after([...round, ...round, "query_waiting"], first);
    expect(later.nextCheckAt?.getTime()).toBeGreaterThan(at(7).getTime() + 3000);
  });

  it("I10 ends an hour after the code's life when neither query nor cancel knows the trade any more", () => {
    const ending = after(["code", "query_waiting", "cancel_wanted", "query_none", "cancel_sent", "cancel_no_trade"]);
    expect(transition(ending, NEWS.query_none, at(3700)).status).toBe("cancelling");
    expect(transition(ending, NEWS.query_none, at(3800))).toMatchObject({ status: "closed", orderStatus: "cancelled" });
  });

  it("does not guess the end of a code that was shown", () => {
    expect(transition(after(["cancel_wanted"], waiting), NEWS.query_unclear, at(1000)).status).toBe("cancelling");
  });
});

describe("after the end", () => {
  const ended = after(["code", "cancel_wanted", "query_none", "cancel_sent", "cancel_no_trade", "query_none"]);

  it("F37 P10 records money that comes later as paid late, once the query proves it", () => {
    const told = transition(ended, NEWS.notice_paid, at(60));
    expect(told).toMatchObject({ status: "closed", orderStatus: "cancelled", nextCheckAt: at(60) });
    expect(transition(told, NEWS.query_paid, at(61))).toMatchObject({
      status: "paid",
      orderStatus: "paid",
      anomaly: "paid_late",
    });
  });

  it("F25 P10 P22 goes on asking after money of which it was told, or that may have come, until Alipay has answered", () => {
    const long = 5 * 3600;
    const told = transition(transition(ended, NEWS.query_none, at(long)), NEWS.notice_paid, at(long + 60));
    const silent = transition(told, NEWS.query_unclear, at(long + 61));
    expect(silent.nextCheckAt?.getTime()).toBeGreaterThan(at(long + 61).getTime());
    expect(transition(silent, NEWS.query_paid, at(long + 900))).toMatchObject({ status: "paid", anomaly: "paid_late" });
    // The line was down for as long as the code was watched.
    const lost = transition(ended, NEWS.query_unclear, at(long));
    expect(lost.nextCheckAt?.getTime()).toBeGreaterThan(at(long).getTime());
    expect(transition(lost, NEWS.query_none, at(long + 900)).nextCheckAt).toBeNull();
  });

  it("does not call a payment late that the cancel sent back", () => {
    const sentBack = after(["code", "cancel_wanted", "query_none", "cancel_sent", "cancel_refunded"]);
    const told = transition(sentBack, NEWS.notice_paid, at(60));
    expect(transition(told, NEWS.query_paid, at(61))).toMatchObject({
      anomaly: "cancelled_refunded",
      orderStatus: "cancelled",
    });
    expect(transition(told, NEWS.query_sent_back, at(61))).toMatchObject({
      orderStatus: "cancelled",
      anomaly: "cancelled_refunded",
      nextCheckAt: null,
    });
  });

  it("lets a person accept late money once", () => {
    const late = transition(transition(ended, NEWS.notice_paid, at(60)), NEWS.query_paid, at(61));
    const accepted = transition(late, { kind: "late_accepted" }, at(90));
    expect(accepted.resolvedAt).toEqual(at(90));
    expect(transition(accepted, { kind: "late_accepted" }, at(91))).toBe(accepted);
  });

  it("lets a person take that back, after which it is late as before", () => {
    const late = transition(transition(ended, NEWS.notice_paid, at(60)), NEWS.query_paid, at(61));
    const accepted = transition(late, NEWS.late_accepted, at(90));
    expect(transition(accepted, NEWS.word_taken_back, at(95))).toEqual(late);
    expect(transition(late, NEWS.word_taken_back, at(95))).toBe(late);
  });

  it("leaves a sale ended that a person settled about other money and took that back: it waits for a person, and for nothing else", () => {
    const odd = after(["code", "mismatch"]);
    const settled = transition(odd, { kind: "mismatch_settled", reason: "Given back in the portal" }, at(600));
    expect(settled).toMatchObject({ orderStatus: "failed", failure: "settled", resolvedAt: at(600) });
    expect(transition(settled, NEWS.word_taken_back, at(605))).toEqual({ ...settled, resolvedAt: null });
  });

  it("looks at a code that may still be scanned until its life is over, then at 2 min, 10 min and 1 h", () => {
    let sale = ended;
    const looks: number[] = [];
    while (sale.nextCheckAt !== null) {
      const now = sale.nextCheckAt;
      looks.push(Math.round((now.getTime() - at(0).getTime()) / 1000));
      sale = transition(sale, NEWS.query_none, now);
    }
    expect(looks.slice(0, 3)).toEqual([16, 26, 36]);
    expect(looks.filter((second) => second > 210)).toEqual([606, 3606]);
  });
});
