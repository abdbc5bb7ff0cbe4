import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PaymentState } from "./status.ts";
import { after, NEWS, type NewsName } from "./testing/news.ts";
import { at, newSale } from "./testing/payment-state.ts";
import { STATUSES, TURNS } from "./testing/turns.ts";
import { type News, transition } from "./transition.ts";

/** A sale after news of these names. */
const sale = (...names: NewsName[]): PaymentState => after(names);

const CANCEL_SENT = ["code", "cancel_wanted", "query_none", "cancel_sent"] as const;

/** Ended, and another attempt of the same sale was paid. */
const SURPLUS: PaymentState = {
  ...sale(...CANCEL_SENT, "cancel_no_trade", "query_none"),
  orderStatus: "paid",
  paidAt: at(10),
};

/** Ended for a fresh code, with which the sale goes on. */
const REPLACED = sale("code", "fresh_wanted", "query_none", "cancel_sent", "cancel_no_trade", "query_none");

const STATES: Readonly<Record<string, PaymentState>> = {
  creating: sale(),
  checking: sale("code_unclear"),
  waiting: sale("code"),
  scanned: sale("code", "query_waiting"),
  cancelling: sale("code", "cancel_wanted"),
  sent: sale(...CANCEL_SENT),
  refused: sale("code", "query_waiting", "cancel_wanted", "query_waiting", "cancel_sent", "cancel_refused"),
  paid: sale("code", "query_paid"),
  closed: sale(...CANCEL_SENT, "cancel_no_trade", "query_none"),
  back: sale(...CANCEL_SENT, "cancel_refunded"),
  failed: sale("code_refused"),
  surplus: SURPLUS,
  unasked: newSale({ createCalls: 0 }),
  refreshing: sale("code", "fresh_wanted"),
  replaced: REPLACED,
};

/**
 * What each news makes of each state: the new status and, after "!", the new anomaly. "=" is noted but turns nothing, "-"
 * changes nothing at all. sent: a cancel is out; refused: the last cancel was refused; back: the cancel sent money back;
 * surplus: ended, and another attempt of the sale was paid. unasked: fresh, and nobody has asked for its code yet; refreshing: to
 * make room for a fresh code; replaced: it has.
 */
const TABLE = `
news             creating                  checking                  waiting                   scanned                   cancelling                sent                      refused                   paid closed              back failed              surplus          unasked                   refreshing                replaced
code_asked       -                         =                         -                         -                         -                         -                         -                         -    -                   -    -                   -                =                         -                         -
code             waiting                   waiting                   -                         -                         -                         -                         -                         -    -                   -    -                   -                waiting                   -                         -
code_refused     failed                    failed                    -                         -                         -                         -                         -                         -    -                   -    -                   -                failed                    -                         -
code_not_sent    failed                    failed                    -                         -                         -                         -                         -                         -    -                   -    -                   -                checking                  -                         -
code_ask         checking                  =                         -                         -                         -                         -                         -                         -    -                   -    -                   -                checking                  -                         -
number_spent     cancelling                cancelling                -                         -                         -                         -                         -                         -    -                   -    -                   -                cancelling                -                         -
code_unclear     checking                  =                         -                         -                         -                         -                         -                         -    -                   -    -                   -                checking                  -                         -
query_none       checking                  =                         =                         =                         =                         =                         =                         -    =                   =    =                   =                checking                  =                         =
query_unclear    checking                  =                         =                         =                         =                         =                         =                         -    =                   =    =                   =                checking                  =                         =
query_pending    =                         =                         =                         =                         =                         =                         =                         -    =                   =    =                   =                =                         =                         =
query_waiting    scanned                   scanned                   scanned                   =                         =                         =                         =                         -    =                   =    =                   =                scanned                   =                         =
query_paid       paid                      paid                      paid                      paid                      paid                      =                         paid                      -    paid!paid_late      =    paid!paid_late      paid!paid_twice  paid                      paid                      paid
query_closed     failed                    failed                    failed                    failed                    closed                    closed                    closed                    -    =                   =    =                   =                failed                    closed                    =
query_sent_back  closed!cancelled_refunded closed!cancelled_refunded closed!cancelled_refunded closed!cancelled_refunded closed!cancelled_refunded closed!cancelled_refunded closed!cancelled_refunded -    =                   =    =                   =                closed!cancelled_refunded closed!cancelled_refunded =
query_undecided  checking!undecided        !undecided                checking!undecided        checking!undecided        =                         =                         =                         -    !undecided          =    !undecided          !undecided       checking!undecided        checking!undecided        !undecided
notice_waiting   scanned                   scanned                   scanned                   -                         =                         =                         -                         -    -                   -    -                   -                scanned                   =                         -
notice_paid      paid                      paid                      paid                      paid                      paid                      =                         paid                      -    =                   =    =                   =                paid                      paid                      =
notice_closed    failed                    failed                    failed                    failed                    closed                    closed                    closed                    -    -                   -    -                   -                failed                    closed                    -
notice_sent_back =                         =                         =                         =                         =                         =                         =                         -    -                   -    -                   -                =                         =                         -
mismatch         checking!amount_mismatch  !amount_mismatch          checking!amount_mismatch  checking!amount_mismatch  !amount_mismatch          !amount_mismatch          !amount_mismatch          -    !amount_mismatch    -    !amount_mismatch    !amount_mismatch checking!amount_mismatch  checking!amount_mismatch  !amount_mismatch
cancel_wanted    cancelling                cancelling                cancelling                cancelling                -                         -                         -                         -    -                   -    -                   -                cancelling                =                         -
time_over        cancelling                cancelling                cancelling                cancelling                -                         -                         -                         -    -                   -    -                   -                cancelling                -                         -
fresh_wanted     -                         -                         cancelling                -                         -                         -                         -                         -    -                   -    -                   -                -                         -                         -
cancel_sent      -                         -                         -                         -                         =                         =                         =                         -    -                   -    -                   -                -                         =                         -
cancel_closed    -                         -                         -                         -                         closed                    closed                    closed                    -    -                   -    -                   -                -                         closed                    -
cancel_void      -                         -                         -                         -                         closed                    closed                    closed                    -    -                   -    -                   -                -                         closed                    -
cancel_refunded  -                         -                         -                         -                         closed!cancelled_refunded closed!cancelled_refunded closed!cancelled_refunded -    !cancelled_refunded =    !cancelled_refunded =                -                         closed!cancelled_refunded =
cancel_no_trade  -                         -                         -                         -                         =                         =                         =                         -    -                   -    -                   -                -                         =                         -
cancel_refused   -                         -                         -                         -                         =                         =                         =                         -    -                   -    -                   -                -                         =                         -
cancel_unclear   -                         -                         -                         -                         =                         =                         =                         -    -                   -    -                   -                -                         =                         -
late_accepted    -                         -                         -                         -                         -                         -                         -                         -    -                   -    -                   -                -                         -                         -
word_taken_back  -                         -                         -                         -                         -                         -                         -                         -    -                   -    -                   -                -                         -                         -`;

const [head = [], ...rows] = TABLE.trim()
  .split("\n")
  .map((line) => line.trim().split(/\s+/));
const cells = rows.flatMap(([news = "", ...wanted]) =>
  wanted.map((word, index) => ({ news, state: head[index + 1] ?? "", word })),
);

const byName: Readonly<Record<string, News>> = NEWS;

function wordFor(before: PaymentState, name: string): string {
  const news = byName[name];
  if (!news) return "no such news";
  const next = transition(before, news, at(30));
  if (next === before) return "-";
  const status = next.status === before.status ? "" : next.status;
  const anomaly = next.anomaly === before.anomaly ? "" : `!${next.anomaly}`;
  return status + anomaly || "=";
}

describe("P1 every state and every news", () => {
  it("has a cell for each pair", () => {
    expect(rows.map(([name]) => name)).toEqual(Object.keys(NEWS));
    expect(head.slice(1)).toEqual(Object.keys(STATES));
    expect(cells).toHaveLength(Object.keys(NEWS).length * Object.keys(STATES).length);
  });

  it.each(cells)("$state + $news: $word", ({ state, news, word }) => {
    const before = STATES[state];
    expect(before && wordFor(before, news)).toBe(word);
  });

  it("F38 I2 a sale that another attempt paid stays paid, whatever happens to this one", () => {
    for (const news of Object.values(NEWS)) {
      expect(transition(SURPLUS, news, at(30))).toMatchObject({ orderStatus: "paid", paidAt: at(10) });
    }
  });

  it("I5 makes exactly the turns that are allowed, in any history", () => {
    const seen = new Set<string>();
    const history = fc.array(fc.constantFrom(...Object.values(NEWS)), { maxLength: 10 });
    fc.assert(
      fc.property(history, (news) => {
        let state = newSale();
        news.forEach((one, index) => {
          const next = transition(state, one, at(index * 10));
          if (next.status !== state.status) seen.add(`${state.status} ${next.status}`);
          state = next;
        });
      }),
      { numRuns: 20_000, seed: 7 },
    );
    const allowed = STATUSES.flatMap((from) => TURNS[from].map((to) => `${from} ${to}`));
    expect([...seen].toSorted()).toEqual(allowed.toSorted());
  });
});
