import { expect, it } from "vitest";
import type { PaymentState } from "./status.ts";
import { after, NEWS } from "./testing/news.ts";
import { at, newSale } from "./testing/payment-state.ts";
import { type News, transition } from "./transition.ts";

/**
 * What becomes of a sale in the eyes of its shop. late: paid after the end. back: a cancel or the gateway sent it back. next: this
 * code is dead, and the sale goes on with a fresh one.
 */
type End = "open" | "paid" | "late" | "over" | "back" | "next";

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
  /** The cancel is to make room for a fresh code. */
  forFresh: boolean;
};

const START_MODEL: Model = {
  ...{ end: "open", cancelOut: false, cancelInVain: false },
  ...{ tradeSeen: false, paidSeen: false, forFresh: false },
};

const paidProof = (model: Model): Model => {
  if (model.end !== "open") return model;
  const seen = { ...model, tradeSeen: true };
  return model.cancelOut ? { ...seen, paidSeen: true } : { ...seen, end: "paid" };
};
const ended = (model: Model): Model => ({ ...model, end: model.forFresh ? "next" : "over" });
const closedProof = (model: Model): Model => {
  if (model.end !== "open") return model;
  return model.paidSeen ? { ...model, end: "back" } : ended(model);
};

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
    model: (model) => (model.end === "open" && model.cancelInVain && !model.tradeSeen ? ended(model) : model),
  },
  query_waiting: { news: [NEWS.query_waiting], model: (model) => ({ ...model, tradeSeen: true }) },
  query_paid: {
    news: [NEWS.query_paid],
    model: (model) => {
      if (model.end === "over") return { ...model, end: "late" };
      // The old code was faster than the fresh one; what was sent back is nobody's payment.
      if (model.end === "next") return model.paidSeen ? model : { ...model, end: "paid" };
      return paidProof(model);
    },
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
    model: (model) => {
      if (model.end === "next") return { ...model, paidSeen: true };
      return (model.end === "open" && model.cancelOut) || model.end === "over" ? { ...model, end: "back" } : model;
    },
  },
};

/** A fresh code is wanted of one that is shown; a cashier may think better of it. Another cancel makes the first one's answer old. */
const FRESH_EVENTS: Readonly<Record<string, Event>> = {
  ...EVENTS,
  fresh: {
    news: [NEWS.fresh_wanted, NEWS.cancel_sent],
    model: (model) => {
      if (model.end !== "open") return model;
      if (model.cancelOut) return { ...model, cancelInVain: false };
      return model.tradeSeen ? model : { ...model, cancelOut: true, forFresh: true };
    },
  },
  cancel: {
    news: [NEWS.cancel_wanted, NEWS.cancel_sent],
    model: (model) =>
      model.end === "open" ? { ...model, cancelOut: true, cancelInVain: false, forFresh: false } : model,
  },
};

function endOf({ status, orderStatus, anomaly }: PaymentState): End {
  if (anomaly === "cancelled_refunded") return "back";
  if (anomaly === "paid_late") return "late";
  if (status === "paid") return "paid";
  if (status !== "closed" && status !== "failed") return "open";
  return orderStatus === "open" ? "next" : "over";
}

/** Plays every order of up to `longest` events; how many there were, and where the rules and the model do not agree. */
function walk(events: typeof EVENTS, start: PaymentState, longest: number): { histories: number; wrong: string[] } {
  let histories = 0;
  const wrong: string[] = [];
  const names = Object.keys(events);
  function step(path: string[], state: PaymentState, model: Model): void {
    histories++;
    if (endOf(state) !== model.end) wrong.push(`${path.join(" → ")}: ${endOf(state)}, the model says ${model.end}`);
    if (path.length === longest) return;
    for (const name of names) {
      const event = path.includes(name) ? undefined : events[name];
      if (!event) continue;
      const now = at((path.length + 1) * 10);
      const next = event.news.reduce((sale, one) => transition(sale, one, now), state);
      step([...path, name], next, event.model(model));
    }
  }
  step([], start, START_MODEL);
  return { histories, wrong: wrong.slice(0, 10) };
}

it("F44 P1 I5 every order of up to six events ends as a small model says", () => {
  // 12 events in all orders, up to six long.
  expect(walk(EVENTS, newSale(), 6)).toEqual({ histories: 773_665, wrong: [] });
}, 60_000);

it("P8 I2 I4 every order of up to five events with a fresh code among them ends as the model says", () => {
  // 13 events in all orders, up to five long.
  expect(walk(FRESH_EVENTS, after(["code"]), 5)).toEqual({ histories: 173_486, wrong: [] });
}, 60_000);
