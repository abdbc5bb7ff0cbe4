import type { Actor } from "#lib/actor.ts";
import { describeNews } from "#lib/orders/states/describe-news.ts";
import { nextCall } from "#lib/orders/states/next-call.ts";
import { CODE_CLAIM_MS } from "#lib/orders/states/schedule.ts";
import type { PaymentState } from "#lib/orders/states/status.ts";
import { type News, transition } from "#lib/orders/states/transition.ts";
import type { CancelOutcome, CodeOutcome, QueryOutcome, TradeNews } from "#lib/payments/gateway.ts";

export type EventRow = {
  order_id: string;
  attempt_id: string;
  kind: string;
  actor: Actor;
  data: Record<string, unknown>;
  at: number;
};

/** What the customer and the gateway do; instants in milliseconds, null for never. */
export type Script = {
  code: CodeOutcome;
  scanAt: number | null;
  payAt: number | null;
  /** When the gateway closes the trade unpaid. */
  closeAt: number | null;
  trade: { tradeNumber: string; amount: bigint; buyer: string };
  /** The customer pays another sum than this. */
  strangeAmount: bigint | null;
};

/** Something that happens without a schedule: a person presses, a notice comes. `ask`: the gateway is asked at once. */
export type Happening = { at: number; actor: Actor; news: News | "ask" };

export type SaleFacts = Pick<PaymentState, "orderStatus" | "anomaly" | "resolvedAt" | "paidAt">;

export type Attempt = {
  readonly id: string;
  readonly orderId: string;
  readonly currency: string;
  readonly madeAt: number;
  readonly script: Script;
  readonly events: EventRow[];
  state: PaymentState;
  revision: number;
};

/** What the gateway takes to answer. */
export const ANSWER_MS = 100;
/** No sale takes nearly so many steps: somebody changed the rules so that one never ends. */
const MOST_STEPS = 2000;

export const beginAttempt = (
  own: Pick<Attempt, "id" | "orderId" | "currency" | "madeAt" | "script">,
  { codeLifeMs, sale, isFirst }: { codeLifeMs: number; sale: SaleFacts; isFirst: boolean },
): Attempt => ({
  ...own,
  events: [],
  revision: 0,
  state: {
    ...sale,
    status: "creating",
    statusSince: new Date(own.madeAt),
    codeText: null,
    codeEndsAt: new Date(own.madeAt + codeLifeMs),
    tradeNumber: null,
    buyer: null,
    createCalls: isFirst ? 1 : 0,
    endReason: null,
    cancelSentAt: null,
    cancelAnswer: null,
    paidSeen: false,
    failure: null,
    failureCode: null,
    nextCheckAt: new Date(own.madeAt + (isFirst ? CODE_CLAIM_MS : 0)),
    checks: 0,
    checkedAt: null,
    checkAnswer: null,
  },
});

/** News as the app itself takes it: the state turns by its rules, and the event says so in its words. */
export function tell(attempt: Attempt, news: News, { actor, at }: { actor: Actor; at: number }): boolean {
  const { state: before } = attempt;
  // What was asked before somebody pressed is answered after it.
  const when = Math.max(at, attempt.events.at(-1)?.at ?? at);
  const next = transition(before, news, new Date(when));
  if (next === before) return false;
  attempt.state = next;
  attempt.revision++;
  const { kind, data } = describeNews(news, before, next);
  attempt.events.push({ order_id: attempt.orderId, attempt_id: attempt.id, kind, actor, data, at: when });
  return true;
}

/** Does what the worker would do, call by call, until nothing is left to ask and nothing happens any more. */
export function playAttempt(
  attempt: Attempt,
  happenings: readonly Happening[],
  until = Number.POSITIVE_INFINITY,
): void {
  const left = happenings.toSorted((a, b) => a.at - b.at);
  for (let step = 0; step < MOST_STEPS; step++) {
    const due = attempt.state.nextCheckAt?.getTime() ?? Number.POSITIVE_INFINITY;
    const [next] = left;
    if (next !== undefined && next.at <= due) {
      left.shift();
      if (next.news !== "ask") tell(attempt, next.news, next);
      else if (attempt.state.status !== "paid") query(attempt, next);
      continue;
    }
    if (due >= until) return;
    work(attempt, due);
  }
  throw new Error("a sale of the load does not end");
}

function work(attempt: Attempt, at: number): void {
  const call = nextCall(attempt.state, new Date(at));
  if (call.kind === "end") {
    tell(attempt, { kind: "end_wanted", why: call.why }, { actor: "system", at });
  } else if (call.kind === "query") {
    query(attempt, { actor: "system", at });
  } else if (call.kind === "cancel") {
    tell(attempt, { kind: "cancel_sent" }, { actor: "system", at });
    const answered = at + ANSWER_MS;
    tell(
      attempt,
      { kind: "cancel_answered", outcome: cancelled(attempt.script, answered) },
      { actor: "gateway", at: answered },
    );
  } else {
    const codeEndsAt = new Date(at + attempt.state.codeEndsAt.getTime() - attempt.madeAt);
    tell(attempt, { kind: "code_asked", codeEndsAt }, { actor: "system", at });
    answerCode(attempt, at + ANSWER_MS);
  }
}

export const answerCode = (attempt: Attempt, at: number): void =>
  void tell(attempt, { kind: "code_answered", outcome: attempt.script.code }, { actor: "gateway", at });

function query(attempt: Attempt, { actor, at }: { actor: Actor; at: number }): void {
  const answered = at + ANSWER_MS;
  const trade = tradeAt(attempt, answered);
  const isStrange = trade?.state === "paid" && attempt.script.strangeAmount !== null;
  const outcome: QueryOutcome = trade === null ? { kind: "no_trade" } : { kind: "trade", trade };
  const news: News = isStrange ? { kind: "mismatch", trade } : { kind: "queried", outcome };
  tell(attempt, news, { actor, at: answered });
}

const isBy = (at: number | null, now: number): boolean => at !== null && at <= now;

/** The trade as the gateway knows it at that instant; null before anybody has scanned. */
export function tradeAt({ script, currency }: Pick<Attempt, "script" | "currency">, now: number): TradeNews | null {
  const { scanAt, payAt, closeAt, strangeAmount } = script;
  const { tradeNumber, amount, buyer } = script.trade;
  if (!isBy(scanAt, now) && !isBy(payAt, now)) return null;
  const state = isBy(payAt, now) ? "paid" : isBy(closeAt, now) ? "closed" : "waiting";
  return { state, tradeNumber, amount: { minor: strangeAmount ?? amount, currency }, buyer, wasPaid: false };
}

function cancelled(script: Script, now: number): CancelOutcome {
  if (isBy(script.payAt, now)) return { kind: "refunded" };
  if (!isBy(script.scanAt, now)) return { kind: "no_trade" };
  script.closeAt = now;
  return { kind: "closed" };
}
