import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { QueryOutcome } from "#lib/payments/gateway.ts";
import type { RefundState } from "./status.ts";
import { type RefundNews, transitionRefund } from "./transition.ts";

const START = new Date("2026-03-01T04:00:00Z");
const at = (seconds: number): Date => new Date(START.getTime() + seconds * 1000);

const wanted = (change: Partial<RefundState> = {}): RefundState => ({
  retryKeys: [],
  lost: false,
  way: "refund",
  status: "pending",
  statusSince: START,
  calls: 0,
  answer: null,
  failure: null,
  failureCode: null,
  again: false,
  nextCheckAt: START,
  checks: 0,
  checkedAt: null,
  ...change,
});

const trade = (state: "paid" | "closed" | "waiting"): QueryOutcome => ({
  kind: "trade",
  trade: { state, tradeNumber: "T", amount: { minor: 1n, currency: "CNY" }, buyer: null, wasPaid: state === "closed" },
});
const UNCLEAR = { kind: "unclear", why: "timeout" } as const;
const REFUSED = { kind: "refused", reason: "balance", code: "X", again: true } as const;
const FINAL = { kind: "refused", reason: "window_over", code: "X", again: false } as const;

const NEWS: Readonly<Record<string, RefundNews>> = {
  sent: { kind: "refund_sent" },
  done: { kind: "refund_answered", call: 1, outcome: { kind: "done" } },
  refused: { kind: "refund_answered", call: 1, outcome: REFUSED },
  refused_for_good: { kind: "refund_answered", call: 1, outcome: FINAL },
  refused_earlier: { kind: "refund_answered", call: 0, outcome: REFUSED },
  unclear: { kind: "refund_answered", call: 1, outcome: UNCLEAR },
  found_done: { kind: "refund_queried", outcome: { kind: "done" } },
  found_nothing: { kind: "refund_queried", outcome: { kind: "not_done" } },
  found_unclear: { kind: "refund_queried", outcome: UNCLEAR },
  trade_paid: { kind: "trade_queried", outcome: trade("paid") },
  trade_closed: { kind: "trade_queried", outcome: trade("closed") },
  trade_odd: { kind: "trade_queried", outcome: trade("waiting") },
  trade_unclear: { kind: "trade_queried", outcome: UNCLEAR },
  cancelled: { kind: "cancel_answered", outcome: { kind: "refunded" } },
  cancel_refused: { kind: "cancel_answered", outcome: { kind: "refused", code: "X" } },
  cancel_unclear: { kind: "cancel_answered", outcome: UNCLEAR },
  way_changed: { kind: "way_changed" },
  postponed: { kind: "postponed", until: at(5400) },
  tried_again: { kind: "tried_again", clientKey: "second" },
};

const sent = wanted({ status: "checking", calls: 1, answer: "unclear" });
const refused = wanted({ status: "refused", calls: 1, failure: "balance", failureCode: "X", nextCheckAt: null });
const STATES: Readonly<Record<string, RefundState>> = {
  pending: wanted(),
  sent,
  cancel: wanted({ way: "cancel" }),
  cancelling: { ...sent, way: "cancel" },
  cancel_lost: { ...sent, way: "cancel", answer: "not_done" },
  done: wanted({ status: "done", calls: 1, nextCheckAt: null }),
  refused,
  again: { ...refused, again: true },
};

/** The new status, and the new way after "/". "=" is noted but turns nothing, "-" changes nothing. cancel_lost: the last cancel was refused. */
const TABLE = `
news              pending   sent      cancel            cancelling       cancel_lost      done  refused  again
sent              checking  =         checking          =                =                -     -        -
done              done      done      done              done             done             -     done     done
refused           -         refused   -                 refused          refused          -     -        -
refused_for_good  -         refused   -                 refused          refused          -     -        -
refused_earlier   refused   -         refused           -                -                -     -        -
unclear           =         =         =                 =                =                -     -        -
found_done        done      done      done              done             done             -     done     done
found_nothing     =         =         =                 =                =                -     -        -
found_unclear     =         =         =                 =                =                -     -        -
trade_paid        =         =         =                 =                pending/refund   -     -        -
trade_closed      done      done      done              done             done             -     -        -
trade_odd         =         =         =                 =                =                -     -        -
trade_unclear     =         =         =                 =                =                -     -        -
cancelled         done      done      done              done             done             -     -        -
cancel_refused    =         =         =                 =                =                -     -        -
cancel_unclear    =         =         =                 =                =                -     -        -
way_changed       -         -         /refund           pending/refund   pending/refund   -     -        -
postponed         =         =         =                 =                =                -     -        -
tried_again       -         -         -                 -                -                -     -        pending`;

const [head = [], ...rows] = TABLE.trim()
  .split("\n")
  .map((line) => line.trim().split(/\s+/));
const cells = rows.flatMap(([news = "", ...words]) =>
  words.map((word, index) => ({ news, state: head[index + 1] ?? "", word })),
);

function wordFor(before: RefundState, news: RefundNews): string {
  const next = transitionRefund(before, news, at(30));
  if (next === before) return "-";
  const status = next.status === before.status ? "" : next.status;
  const way = next.way === before.way ? "" : `/${next.way}`;
  return status + way || "=";
}

describe("P1 every state of a refund and every news", () => {
  it("has a cell for each pair", () => {
    expect(rows.map(([name]) => name)).toEqual(Object.keys(NEWS));
    expect(head.slice(1)).toEqual(Object.keys(STATES));
  });

  it.each(cells)("$state + $news: $word", ({ state, news, word }) => {
    const [before, one] = [STATES[state], NEWS[news]];
    expect(before && one && wordFor(before, one)).toBe(word);
  });
});

describe("in any history", () => {
  const history = fc.array(fc.constantFrom(...Object.values(NEWS)), { maxLength: 12 });
  const steps = (news: RefundNews[]): RefundState[] => {
    const states = [wanted()];
    for (const [index, one] of news.entries()) states.push(transitionRefund(states.at(-1) ?? wanted(), one, at(index)));
    return states;
  };
  const proves = (news: RefundNews): boolean =>
    "outcome" in news &&
    (news.outcome.kind === "done" ||
      (news.kind === "cancel_answered" && news.outcome.kind === "refunded") ||
      (news.kind === "trade_queried" && news.outcome.kind === "trade" && news.outcome.trade.state === "closed"));

  it("I12 a refund is done only by proof, and stays done", () => {
    fc.assert(
      fc.property(history, (news) => {
        const done = steps(news).findIndex(({ status }) => status === "done");
        if (done < 0) return true;
        const proof = news[done - 1];
        return (
          proof !== undefined &&
          proves(proof) &&
          steps(news)
            .slice(done)
            .every(({ status }) => status === "done")
        );
      }),
    );
  });

  it("I10 I17 what has not ended is looked at again", () => {
    fc.assert(
      fc.property(history, (news) =>
        steps(news).every(
          ({ status, nextCheckAt }) => status === "done" || status === "refused" || nextCheckAt !== null,
        ),
      ),
    );
  });
});

it("R5 asks 10 seconds after the first call at the earliest, and later and later", () => {
  const first = transitionRefund(sent, { kind: "refund_answered", call: 1, outcome: UNCLEAR }, at(1));
  expect(first.nextCheckAt).toEqual(at(11));
  let state = first;
  const pauses: number[] = [];
  for (let round = 0; round < 6; round++) {
    const now = state.nextCheckAt ?? START;
    state = transitionRefund(state, { kind: "refund_queried", outcome: UNCLEAR }, now);
    pauses.push(((state.nextCheckAt?.getTime() ?? 0) - now.getTime()) / 1000);
  }
  expect(pauses).toEqual([10, 15, 30, 60, 60, 60]);
});
