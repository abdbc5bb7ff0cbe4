import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextCall } from "./next-call.ts";
import { isOpen } from "./status.ts";
import {
  after,
  at,
  cancelled,
  cancelRefused,
  cancelSent,
  cancelUnclear,
  cashierCancels,
  code,
  mismatch,
  noTrade,
  notice,
  queried,
  timeIsOver,
  trade,
  unclearCode,
  unclearQuery,
} from "./testing/payment-state.ts";
import { type News, transition } from "./transition.ts";

describe("asking for the code", () => {
  it("shows the code that came", () => {
    expect(after([code])).toMatchObject({ status: "waiting", codeText: "https://qr.alipay.com/bax1" });
  });

  it("F24 F26 F27 is being checked, neither failed nor paid, when the answer is unclear", () => {
    expect(after([unclearCode])).toMatchObject({ status: "checking", orderStatus: "open", codeText: null });
  });

  it("B27 shows an unproved refusal while it is being checked, and forgets it when the code comes", () => {
    const claim = { reason: "keys", code: "isv.invalid-app-id" } as const;
    const claimed: News = { kind: "code_answered", outcome: { kind: "unclear", why: "no_signature", claim } };
    expect(after([claimed])).toMatchObject({ status: "checking", failure: "keys", failureCode: "isv.invalid-app-id" });
    expect(after([claimed, code])).toMatchObject({ status: "waiting", failure: null, failureCode: null });
  });

  it("fails with the reason when Alipay refuses", () => {
    const refused: News = {
      kind: "code_answered",
      outcome: { kind: "refused", reason: "contract", code: "ACQ.ACCESS_FORBIDDEN" },
    };
    expect(after([refused])).toMatchObject({
      status: "failed",
      orderStatus: "failed",
      failure: "contract",
      nextCheckAt: null,
    });
  });

  it("watches the number after a refusal that follows an unclear call", () => {
    const refused: News = { kind: "code_answered", outcome: { kind: "refused", reason: "settings", code: "X" } };
    const asked: News = { kind: "code_asked", codeEndsAt: at(200) };
    expect(after([unclearCode, asked, refused]).nextCheckAt).not.toBeNull();
  });

  it("fails at once when the first call never left the house", () => {
    const notSent: News = { kind: "code_answered", outcome: { kind: "not_sent", why: "refused" } };
    expect(after([notSent])).toMatchObject({ status: "failed", failure: "unreachable" });
    expect(after([unclearCode, { kind: "code_asked", codeEndsAt: at(200) }, notSent]).status).toBe("checking");
  });

  it("F28 never shows a code that arrives after the cashier cancelled", () => {
    expect(after([cashierCancels, code])).toMatchObject({ status: "cancelling", codeText: null });
  });

  it("F1 asks first about a sale whose caller died, then asks for the code again", () => {
    expect(after([noTrade])).toMatchObject({ status: "checking", checkAnswer: "not_paid" });
  });
});

describe("while the code can be scanned", () => {
  it("P3 keeps waiting while Alipay knows no such trade", () => {
    expect(after([code, noTrade, noTrade])).toMatchObject({ status: "waiting", checks: 2, checkAnswer: "not_paid" });
  });

  it("keeps the order waiting when the query times out", () => {
    expect(after([code, unclearQuery])).toMatchObject({ status: "waiting", orderStatus: "open" });
  });

  it("tells that the customer has scanned, and by which account", () => {
    expect(after([code, queried("waiting")])).toMatchObject({ status: "scanned", buyer: "li***@example.com" });
  });

  it("P2 is paid by a query alone and by a notice alone", () => {
    expect(after([code, queried("paid")])).toMatchObject({ status: "paid", orderStatus: "paid", nextCheckAt: null });
    expect(after([code, notice("paid")])).toMatchObject({ status: "paid", orderStatus: "paid", nextCheckAt: null });
  });

  it("F43 takes a notice that is faster than the code", () => {
    expect(after([notice("paid"), code])).toMatchObject({ status: "paid", codeText: null });
  });

  it("F35 stays paid whatever a later query says", () => {
    expect(
      after([code, notice("paid"), queried("waiting"), noTrade, queried("closed"), unclearQuery]).orderStatus,
    ).toBe("paid");
  });

  it("tells that the customer's payment did not go through when the trade is closed before its time", () => {
    expect(after([code, queried("waiting"), queried("closed")])).toMatchObject({
      status: "failed",
      failure: "declined",
    });
  });

  it("is expired when Alipay closes the trade at the end of its time", () => {
    expect(transition(after([code]), queried("closed"), at(179))).toMatchObject({
      status: "closed",
      orderStatus: "expired",
    });
  });

  it("B16 ends a frozen sale whose odd trade was closed unpaid", () => {
    const odd: News = { kind: "mismatch", trade: trade("closed") };
    expect(after([code, mismatch, odd])).toMatchObject({ status: "failed", orderStatus: "failed", resolvedAt: at(3) });
  });

  it("lets a person end a frozen sale", () => {
    const ending = after([code, mismatch, cashierCancels, mismatch]);
    expect(ending).toMatchObject({ status: "cancelling", checkAnswer: "scanned", nextCheckAt: at(4) });
  });

  it("P21 keeps waiting while a generation only tells that it knows the sale", () => {
    expect(after([code, queried("pending")])).toMatchObject({ status: "waiting", checkAnswer: "not_paid" });
  });

  it("ends the code by as much earlier as the gateway says", () => {
    const ending = (earlierByMs: number): News => ({
      kind: "code_answered",
      outcome: { kind: "code", text: "x", earlierByMs },
    });
    expect(after([ending(120_000)]).codeEndsAt).toEqual(at(60));
    expect(after([code]).codeEndsAt).toEqual(at(180));
  });

  describe("when the gateway knows the sale, but not in words that we were given", () => {
    const undecided = after([code, queried("undecided")]);

    it("is being checked, and stays so past its time: nothing is cancelled and nothing is paid by itself", () => {
      expect(undecided).toMatchObject({ status: "checking", anomaly: "undecided", orderStatus: "open" });
      for (const answer of [queried("undecided"), unclearQuery, noTrade]) {
        const later = transition(undecided, answer, at(400));
        expect(later).toMatchObject({ status: "checking", orderStatus: "open" });
        expect(nextCall(later, at(400))).toEqual({ kind: "query" });
      }
    });

    it("is paid as soon as an answer says so, and waits for its end as soon as one says that it is not", () => {
      expect(after([queried("paid")], undecided)).toMatchObject({ orderStatus: "paid", anomaly: null });
      const told = transition(undecided, queried("pending"), at(400));
      expect(told).toMatchObject({ status: "checking", anomaly: null });
      expect(nextCall(told, at(400))).toEqual({ kind: "end", why: "expiry" });
    });

    it("is asked about with growing pauses, whatever the answers", () => {
      for (const answer of [noTrade, queried("pending"), queried("undecided")]) {
        const later = transition(undecided, answer, at(100));
        expect(later.nextCheckAt?.getTime()).toBeGreaterThan(at(101).getTime());
      }
    });

    it("is not cancelled by its time when it is first seen then, and neither is other money", () => {
      for (const [found, anomaly] of [
        [queried("undecided"), "undecided"],
        [mismatch, "amount_mismatch"],
      ] as const) {
        const late = after([code, noTrade, timeIsOver, found]);
        expect(late).toMatchObject({ status: "checking", orderStatus: "open", anomaly, endReason: null });
        expect(nextCall(late, at(400))).toEqual({ kind: "query" });
      }
    });

    it.each([cancelled("no_trade"), cancelRefused])(
      "is not cancelled by its time after a cancel in vain either: %j",
      (vain) => {
        for (const odd of [queried("undecided"), mismatch]) {
          const late = after([code, noTrade, timeIsOver, noTrade, cancelSent, vain, odd]);
          expect(late).toMatchObject({ status: "checking", cancelSentAt: null, cancelAnswer: null });
          expect(nextCall(late, at(400))).toEqual({ kind: "query" });
          expect(after([queried("paid")], late)).toMatchObject({ status: "paid", orderStatus: "paid", anomaly: null });
        }
      },
    );

    it("goes on with a cancel that was sent: its answer may have been lost on the way", () => {
      const sent = after([code, timeIsOver, noTrade, cancelSent, cancelUnclear, queried("undecided")]);
      expect(sent).toMatchObject({ status: "cancelling", checkAnswer: "undecided" });
      expect(nextCall(sent, at(400))).toEqual({ kind: "cancel" });
    });

    it("shows up on a sale that had ended, and goes with the first answer that can be read", () => {
      const ended = after([code, cashierCancels, noTrade, cancelSent, cancelled("no_trade"), noTrade]);
      const found = transition(ended, queried("undecided"), at(60));
      expect(found).toMatchObject({ status: "closed", orderStatus: "cancelled", anomaly: "undecided" });
      expect(transition(found, queried("undecided"), at(8000)).nextCheckAt).not.toBeNull();
      expect(transition(found, queried("pending"), at(61))).toMatchObject({ anomaly: null });
      expect(transition(found, queried("closed"), at(61))).toMatchObject({ anomaly: null, nextCheckAt: null });
      expect(transition(found, queried("paid"), at(61))).toMatchObject({ anomaly: "paid_late", orderStatus: "paid" });
    });

    it("is no news after a cancel that made the order void (clarification 10)", () => {
      const dead = after([code, cashierCancels, noTrade, cancelSent, cancelled("void")]);
      expect(transition(dead, queried("undecided"), at(60))).toMatchObject({ orderStatus: "cancelled", anomaly: null });
      const sentBack = after([code, cashierCancels, noTrade, cancelSent, cancelled("refunded")]);
      expect(transition(sentBack, queried("undecided"), at(60)).anomaly).toBe("cancelled_refunded");
    });

    it("goes from a sale that had ended when nobody is on its code after its life", () => {
      const ended = after([
        code,
        cashierCancels,
        noTrade,
        cancelSent,
        cancelled("no_trade"),
        noTrade,
        queried("undecided"),
      ]);
      expect(transition(ended, noTrade, at(100)).anomaly).toBe("undecided");
      expect(transition(ended, noTrade, at(300)).anomaly).toBeNull();
    });

    it("keeps a code that comes late off the screen", () => {
      expect(after([queried("undecided"), code])).toMatchObject({ status: "checking", anomaly: "undecided" });
    });

    it("goes when the trade turns out closed, before its time and at its end", () => {
      expect(after([queried("closed")], undecided)).toMatchObject({ status: "failed", anomaly: null });
      expect(transition(undecided, queried("closed"), at(179))).toMatchObject({
        orderStatus: "expired",
        anomaly: null,
      });
    });

    it("lets a person end it", () => {
      const ending = after([cashierCancels, queried("undecided"), cancelSent], undecided);
      expect(after([cashierCancels, queried("undecided")], undecided)).toMatchObject({ checkAnswer: "undecided" });
      expect(after([cancelled("closed")], ending)).toMatchObject({ orderStatus: "cancelled", anomaly: null });
    });
  });

  it("B16 goes on with a frozen sale when the gateway's answer is about our money again", () => {
    expect(after([code, mismatch, queried("waiting")])).toMatchObject({ status: "scanned", anomaly: null });
  });

  it("B16 is settled with the end of the sale, and no news on one that had ended when nothing was paid", () => {
    const cancelledOne = after([code, mismatch, cashierCancels, mismatch, cancelSent, cancelled("closed")]);
    expect(cancelledOne).toMatchObject({ orderStatus: "cancelled", anomaly: "amount_mismatch", resolvedAt: at(6) });
    const ended = after([code, cashierCancels, noTrade, cancelSent, cancelled("no_trade"), noTrade]);
    expect(transition(ended, { kind: "mismatch", trade: trade("closed") }, at(60))).toBe(ended);
  });

  it("B16 freezes a sale whose trade is about other money", () => {
    const frozen = after([code, mismatch]);
    expect(frozen).toMatchObject({ status: "checking", anomaly: "amount_mismatch", orderStatus: "open" });
    expect(frozen.nextCheckAt).not.toBeNull();
  });
});

describe("ending a sale", () => {
  const waiting = after([code]);

  it("asks before it cancels", () => {
    expect(after([cashierCancels], waiting)).toMatchObject({
      status: "cancelling",
      checkAnswer: null,
      nextCheckAt: at(1),
    });
  });

  it("is cancelled when the trade was closed", () => {
    expect(after([cashierCancels, queried("waiting"), cancelSent, cancelled("closed")], waiting)).toMatchObject({
      status: "closed",
      orderStatus: "cancelled",
      anomaly: null,
    });
  });

  it("is cancelled for good, and watched no more, when the order is void: scanned or not (clarification 10)", () => {
    const done = after([cashierCancels, noTrade, cancelSent, cancelled("void")], waiting);
    expect(done).toMatchObject({ status: "closed", orderStatus: "cancelled", anomaly: null, nextCheckAt: null });
    const paid = after([cashierCancels, noTrade, cancelSent, queried("paid"), cancelled("void")], waiting);
    expect(paid).toMatchObject({ orderStatus: "cancelled", anomaly: "cancelled_refunded" });
  });

  it("is cancelled after a cancel without a trade only when the query after it knows none either, and is watched", () => {
    const sent = after([cashierCancels, noTrade, cancelSent, cancelled("no_trade")], waiting);
    expect(sent.status).toBe("cancelling");
    const done = transition(sent, noTrade, at(6));
    expect(done).toMatchObject({ status: "closed", orderStatus: "cancelled" });
    expect(done.nextCheckAt).not.toBeNull();
  });

  it("goes on cancelling when somebody scanned in between", () => {
    const sent = after([cashierCancels, noTrade, cancelSent, cancelled("no_trade"), queried("waiting")], waiting);
    expect(sent).toMatchObject({ status: "cancelling", nextCheckAt: at(5) });
  });

  it("does not take a lost trade for one that never was", () => {
    const scanned = after([code, queried("waiting")]);
    expect(after([cashierCancels, noTrade, cancelSent, cancelled("no_trade"), noTrade], scanned).status).toBe(
      "cancelling",
    );
  });

  it("F36 says that the money went back when the cancel met a payment", () => {
    expect(after([cashierCancels, queried("waiting"), cancelSent, cancelled("refunded")], waiting)).toMatchObject({
      status: "closed",
      orderStatus: "cancelled",
      anomaly: "cancelled_refunded",
    });
  });

  it("is paid when the customer paid before the cancel was sent", () => {
    expect(after([cashierCancels, queried("paid")], waiting)).toMatchObject({ status: "paid", orderStatus: "paid" });
    expect(after([cashierCancels, notice("paid")], waiting)).toMatchObject({ status: "paid", orderStatus: "paid" });
  });

  it("I11 hands out nothing on a success once a cancel was sent, until that cancel is answered", () => {
    const sent = [cashierCancels, noTrade, cancelSent];
    expect(after([...sent, queried("paid")], waiting)).toMatchObject({ status: "cancelling", paidSeen: true });
    expect(after([...sent, notice("paid")], waiting)).toMatchObject({ status: "cancelling", paidSeen: true });
    expect(after([...sent, cancelUnclear, queried("paid")], waiting).status).toBe("cancelling");
    expect(after([...sent, notice("paid"), cancelled("refunded")], waiting).anomaly).toBe("cancelled_refunded");
    expect(after([...sent, notice("paid"), queried("closed")], waiting).anomaly).toBe("cancelled_refunded");
  });

  it("is paid after the cancel was finally refused and the query says paid", () => {
    const refused = after([cashierCancels, queried("waiting"), cancelSent, cancelRefused], waiting);
    expect(refused).toMatchObject({ status: "cancelling", nextCheckAt: at(4) });
    expect(transition(refused, queried("paid"), at(5))).toMatchObject({ status: "paid", orderStatus: "paid" });
  });

  it("repeats a cancel whose answer was lost, later and later", () => {
    const lost = after([cashierCancels, noTrade, cancelSent, cancelUnclear], waiting);
    expect(lost).toMatchObject({ status: "cancelling", cancelAnswer: "unclear", checkAnswer: null });
    expect(lost.nextCheckAt).toEqual(at(4 + 8));
  });

  it("is expired, not cancelled, when time ended it", () => {
    const end = [timeIsOver, noTrade, cancelSent, cancelled("no_trade"), noTrade];
    expect(after(end, waiting)).toMatchObject({ status: "closed", orderStatus: "expired" });
  });

  it("I10 ends a sale whose code nobody ever saw, even if Alipay never answers", () => {
    const ending = after([unclearCode, { kind: "end_wanted", why: "no_code" }]);
    expect(transition(ending, unclearQuery, at(100)).status).toBe("cancelling");
    expect(transition(ending, unclearQuery, at(211))).toMatchObject({
      status: "failed",
      orderStatus: "failed",
      nextCheckAt: null,
    });
  });

  it("waits longer each time when cancels of a known trade are answered in vain", () => {
    const round = [queried("waiting"), cancelSent, cancelled("no_trade")];
    const first = after([cashierCancels, ...round, queried("waiting")], after([code, queried("waiting")]));
    expect(first.nextCheckAt?.getTime()).toBeGreaterThan(at(5).getTime() + 1000);
    const later = after([...round, ...round, queried("waiting")], first);
    expect(later.nextCheckAt?.getTime()).toBeGreaterThan(at(7).getTime() + 10_000);
  });

  it("I10 ends an hour after the code's life when neither query nor cancel knows the trade any more", () => {
    const ending = after([code, queried("waiting"), cashierCancels, noTrade, cancelSent, cancelled("no_trade")]);
    expect(transition(ending, noTrade, at(3700)).status).toBe("cancelling");
    expect(transition(ending, noTrade, at(3800))).toMatchObject({ status: "closed", orderStatus: "cancelled" });
  });

  it("does not guess the end of a code that was shown", () => {
    expect(transition(after([cashierCancels], waiting), unclearQuery, at(1000)).status).toBe("cancelling");
  });
});

describe("after the end", () => {
  const ended = after([code, cashierCancels, noTrade, cancelSent, cancelled("no_trade"), noTrade]);

  it("F37 P10 records money that comes later as paid late, once the query proves it", () => {
    const told = transition(ended, notice("paid"), at(60));
    expect(told).toMatchObject({ status: "closed", orderStatus: "cancelled", nextCheckAt: at(60) });
    expect(transition(told, queried("paid"), at(61))).toMatchObject({
      status: "paid",
      orderStatus: "paid",
      anomaly: "paid_late",
    });
  });

  it("does not call a payment late that the cancel sent back", () => {
    const sentBack = after([code, cashierCancels, noTrade, cancelSent, cancelled("refunded")]);
    const told = transition(sentBack, notice("paid"), at(60));
    expect(transition(told, queried("paid"), at(61))).toMatchObject({
      anomaly: "cancelled_refunded",
      orderStatus: "cancelled",
    });
    expect(transition(told, queried("closed", { wasPaid: true }), at(61))).toMatchObject({
      orderStatus: "cancelled",
      anomaly: "cancelled_refunded",
      nextCheckAt: null,
    });
  });

  it("lets a person accept late money once", () => {
    const late = transition(transition(ended, notice("paid"), at(60)), queried("paid"), at(61));
    const accepted = transition(late, { kind: "late_accepted" }, at(90));
    expect(accepted.resolvedAt).toEqual(at(90));
    expect(transition(accepted, { kind: "late_accepted" }, at(91))).toBe(accepted);
  });

  it("looks at a code that may still be scanned until its life is over, then at 2 min, 10 min and 1 h", () => {
    let sale = ended;
    const looks: number[] = [];
    while (sale.nextCheckAt !== null) {
      const now = sale.nextCheckAt;
      looks.push(Math.round((now.getTime() - at(0).getTime()) / 1000));
      sale = transition(sale, noTrade, now);
    }
    expect(looks.slice(0, 3)).toEqual([16, 26, 36]);
    expect(looks.filter((second) => second > 210)).toEqual([606, 3606]);
  });
});

/** Every kind of news that can reach a sale, in no order. */
const anyNews: News[] = [
  code,
  unclearCode,
  { kind: "code_asked", codeEndsAt: at(300) },
  noTrade,
  unclearQuery,
  queried("pending"),
  queried("undecided"),
  queried("waiting"),
  queried("paid"),
  queried("closed"),
  queried("closed", { wasPaid: true }),
  notice("waiting"),
  notice("paid"),
  notice("closed"),
  mismatch,
  cashierCancels,
  timeIsOver,
  cancelSent,
  cancelled("closed"),
  cancelled("refunded"),
  cancelled("no_trade"),
  cancelled("void"),
  cancelRefused,
  cancelUnclear,
  { kind: "late_accepted" },
];

const provesPayment = (news: News): boolean =>
  (news.kind === "noticed" && news.trade.state === "paid") ||
  (news.kind === "queried" && news.outcome.kind === "trade" && news.outcome.trade.state === "paid");

describe("whatever order news arrives in", () => {
  const history = fc.array(fc.constantFrom(...anyNews), { maxLength: 12 });
  const steps = (news: News[]) => news.map((_, index) => after(news.slice(0, index + 1)));

  it("I5 a paid sale stays paid", () => {
    fc.assert(
      fc.property(history, (news) => {
        const paid = steps(news).findIndex((sale) => sale.orderStatus === "paid");
        return (
          paid < 0 ||
          steps(news)
            .slice(paid)
            .every((sale) => sale.orderStatus === "paid" && sale.status === "paid")
        );
      }),
    );
  });

  it("I4 what a cancel sent back never becomes income again", () => {
    fc.assert(
      fc.property(history, (news) => {
        const back = steps(news).findIndex((sale) => sale.anomaly === "cancelled_refunded");
        return (
          back < 0 ||
          steps(news)
            .slice(back)
            .every((sale) => sale.orderStatus === "cancelled")
        );
      }),
    );
  });

  it("I1 a sale is paid only after a verified success", () => {
    fc.assert(fc.property(history, (news) => after(news).orderStatus !== "paid" || news.some(provesPayment)));
  });

  it("I10 an open sale always has a next look, and says since when it is what it is", () => {
    fc.assert(
      fc.property(history, (news) => {
        const sale = after(news);
        return !isOpen(sale.status) || sale.nextCheckAt !== null;
      }),
    );
  });

  it("I11 only a person, or a cancel whose answer was lost, cancels money that nobody can explain", () => {
    fc.assert(
      fc.property(history, fc.constantFrom(queried("undecided"), mismatch), (news, odd) => {
        const sale = after([...news, odd]);
        if (nextCall(sale, at(1000)).kind !== "cancel") return true;
        return sale.endReason === "cashier" || sale.cancelAnswer === "unclear";
      }),
    );
  });

  it("P1 the sale and its attempt always agree", () => {
    const pairs = {
      open: ["creating", "checking", "waiting", "scanned", "cancelling"],
      paid: ["paid"],
      failed: ["failed"],
      expired: ["closed"],
      cancelled: ["closed"],
    };
    fc.assert(fc.property(history, (news) => pairs[after(news).orderStatus].includes(after(news).status)));
  });

  it("a paid sale knows its trade and its time", () => {
    fc.assert(
      fc.property(history, (news) => {
        const sale = after(news);
        return sale.orderStatus !== "paid" || (sale.tradeNumber !== null && sale.paidAt !== null);
      }),
    );
  });
});
