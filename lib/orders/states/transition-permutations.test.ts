import { expect, it } from "vitest";
import type { PaymentState } from "./status.ts";
import { NEWS } from "./testing/news.ts";
import { at, newSale } from "./testing/payment-state.ts";
import { type News, transition } from "./transition.ts";

/** What becomes of a sale in the eyes of its shop. late: paid after the end. back: a cancel or the gateway sent it back. */
type End = "open" | "paid" | "late" | "over" | "back";

/** A small model of one sale: what was proved, and nothing about how the till works. */
type Model = {
  end: End;
  cancelOut: boolean;
  /** The cancel met no trade. */
  cancelInVain: boolean;
  /** A trade was seen under the number. */
  tradeSeen: boolean;
  /** Paid, in the eyes of somebody, while a cancel was out. */
  paidSeen: boolean;
};

const START_MODEL: Model = { end: "open", cancelOut: false, cancelInVain: false, tradeSeen: false, paidSeen: false };

const paidProof = (model: Model): Model => {
  if (model.end !== "open") return model;
  const seen = { ...model, tradeSeen: true };
  return model.cancelOut ? { ...seen, paidSeen: true } : { ...seen, end: "paid" };
};
const closedProof = (model: Model): Model =>
  model.end === "open" ? { ...model, end: model.paidSeen ? "back" : "over" } : model;

type Event = { news: News[]; model: (before: Model) => Model };
const same = (model: Model): Model => model;

/** What the shop hears of a payment, and what a query or a cancel can bring. */
const EVENTS: Readonly<Record<string, Event>> = {
  answer: { news: [NEWS.code], model: same },
  notify_success: { news: [NEWS.notice_paid], model: paidProof },
  notify_finished: { news: [NEWS.notice_paid], model: paidProof },
  notify_closed: { news: [NEWS.notice_closed], model: closedProof },
  query_none: {
    news: [NEWS.query_none],
    // Only a cancel that met nothing, and nothing ever seen, prove that nothing is there (clarification 9).
    model: (model) =>
      model.end === "open" && model.cancelInVain && !model.tradeSeen ? { ...model, end: "over" } : model,
  },
  query_waiting: { news: [NEWS.query_waiting], model: (model) => ({ ...model, tradeSeen: true }) },
  query_paid: {
    news: [NEWS.query_paid],
    model: (model) => (model.end === "over" ? { ...model, end: "late" } : paidProof(model)),
  },
  query_closed: { news: [NEWS.query_closed], model: closedProof },
  timeout: { news: [NEWS.query_unclear], model: same },
  cancel: {
    news: [NEWS.cancel_wanted, NEWS.cancel_sent],
    model: (model) => (model.end === "open" ? { ...model, cancelOut: true } : model),
  },
  cancel_met_nothing: {
    news: [NEWS.cancel_no_trade],
    model: (model) => (model.end === "open" && model.cancelOut ? { ...model, cancelInVain: true } : model),
  },
  /** Money goes back: by the cancel, or in Alipay's portal. */
  refund: {
    news: [NEWS.cancel_refunded],
    model: (model) =>
      (model.end === "open" && model.cancelOut) || model.end === "over" ? { ...model, end: "back" } : model,
  },
};

function endOf({ status, anomaly }: PaymentState): End {
  if (anomaly === "cancelled_refunded") return "back";
  if (anomaly === "paid_late") return "late";
  if (status === "paid") return "paid";
  return status === "closed" || status === "failed" ? "over" : "open";
}

it("F44 P1 I5 every order of up to six events ends as a small model says", () => {
  const names = Object.keys(EVENTS);
  let histories = 0;
  const wrong: string[] = [];

  function walk(path: string[], state: PaymentState, model: Model): void {
    histories++;
    if (endOf(state) !== model.end) wrong.push(`${path.join(" → ")}: ${endOf(state)}, the model says ${model.end}`);
    if (path.length === 6) return;
    for (const name of names) {
      const event = path.includes(name) ? undefined : EVENTS[name];
      if (!event) continue;
      const now = at((path.length + 1) * 10);
      const next = event.news.reduce((sale, one) => transition(sale, one, now), state);
      walk([...path, name], next, event.model(model));
    }
  }
  walk([], newSale(), START_MODEL);
  expect(wrong.slice(0, 10)).toEqual([]);
  // 12 events in all orders, up to six long.
  expect(histories).toBe(773_665);
}, 60_000);
