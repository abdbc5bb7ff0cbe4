import fc from "fast-check";
import { describe, it } from "vitest";
import { nextCall } from "./next-call.ts";
import { isOpen } from "./status.ts";
import { after, NEWS } from "./testing/news.ts";
import { at } from "./testing/payment-state.ts";
import type { News } from "./transition.ts";

const provesPayment = (news: News): boolean =>
  (news.kind === "noticed" && news.trade.state === "paid") ||
  (news.kind === "queried" && news.outcome.kind === "trade" && news.outcome.trade.state === "paid");

describe("whatever order news arrives in", () => {
  const history = fc.array(fc.constantFrom(...Object.values(NEWS)), { maxLength: 12 });
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
      fc.property(history, fc.constantFrom(NEWS.query_undecided, NEWS.mismatch), (news, odd) => {
        const sale = after([...news, odd]);
        if (nextCall(sale, at(news.length + 1)).kind !== "cancel") return true;
        return sale.endReason === "cashier" || sale.cancelAnswer === "unclear";
      }),
    );
  });

  it("P1 the sale and its attempt always agree", () => {
    const pairs = {
      // The next attempt carries on what was closed for a fresh code.
      open: ["creating", "checking", "waiting", "scanned", "cancelling", "closed"],
      paid: ["paid"],
      failed: ["failed"],
      expired: ["closed"],
      cancelled: ["closed", "failed"],
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
