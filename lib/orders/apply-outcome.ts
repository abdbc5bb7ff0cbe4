import type { Actor, Doer } from "#lib/actor.ts";
import { run } from "#lib/db/statement.ts";
import { log } from "#lib/log.ts";
import type { Money } from "#lib/money/money.ts";
import { sameMoney } from "#lib/money/money.ts";
import type { TradeNews } from "#lib/payments/gateway.ts";
import type { Shop } from "#lib/process.ts";
import { newAttempt } from "./create-order.ts";
import { insertNotice, keptNoticeValues, type NoticeRecord } from "./sql/insert-notice.ts";
import type { PaymentRow } from "./sql/payment-row.ts";
import { readPaymentById } from "./sql/read-payment.ts";
import { changeStatement, changeValues, type RiskyChange } from "./sql/write-change.ts";
import { describeNews } from "./states/describe-news.ts";
import { isReplaced, type PaymentState } from "./states/status.ts";
import { type News, transition } from "./states/transition.ts";

type Cause = {
  news: News;
  actor: Actor;
  notice?: NoticeRecord | null;
  risky?: { kind: RiskyChange; doer: Doer } | null;
};

/** What a payment becomes by news; the same object where nothing changes. */
export const foresee = (row: PaymentRow, news: News): PaymentState => transition(row, checked(row, news), row.now);

export type Applied = { row: PaymentRow; changed: boolean };

/** Somebody else was first this often: something is wrong beyond a race. */
export const MAX_RACES = 100;

/**
 * The one door for news about a payment. Compares amount and currency of a trade with ours, runs the pure transition
 * and writes it together with its event, a notice with its inbox row, and the next attempt of a sale that goes on with a fresh
 * code, guarded by the revision that was read. `risky` is what the audit tells of it.
 * When it returns, the change is durable. `row` is the payment afterwards.
 */
export async function applyOutcome(
  shop: Shop,
  payment: PaymentRow,
  { news, actor, notice = null, risky = null }: Cause,
): Promise<Applied> {
  let row = payment;
  for (let race = 0; race < MAX_RACES; race++) {
    const proved = checked(row, news);
    const next = transition(row, proved, row.now);
    if (next === row) {
      if (notice) await run(shop.pool, insertNotice, keptNoticeValues({ ...notice, effect: "nothing_new" }));
      return { row, changed: false };
    }
    const fact = { ...describeNews(proved, row, next), actor };
    const extra = { fact, notice, fresh: isReplaced(next) && !isReplaced(row) ? newAttempt() : null, risky };
    const [written] = await run(shop.pool, changeStatement(extra), changeValues(row, next, extra));
    if (written) {
      shop.hints.publish({ registerId: row.registerId, orderId: row.orderId });
      logTurn(row, next, fact.kind);
      return { row: { ...row, ...next, revision: row.revision + 1 }, changed: true };
    }
    const [fresh] = await run(shop.pool, readPaymentById, [row.attemptId]);
    if (!fresh) throw new Error(`payment attempt ${row.attemptId} is gone`);
    row = fresh;
  }
  throw new Error(`payment attempt ${payment.attemptId} could not be written ${MAX_RACES} times`);
}

/** One line for each turn of a payment; odd ones are errors, for a person to see. */
function logTurn(row: PaymentRow, next: PaymentState, by: string): void {
  if (row.status === next.status && row.anomaly === next.anomaly) return;
  const { orderId: order, attemptId: attempt, generation } = row;
  const odd = next.anomaly !== null && next.anomaly !== row.anomaly;
  const turn = { by, from: row.status, to: next.status, anomaly: next.anomaly, trade: next.tradeNumber };
  log(odd ? "error" : "info", "payment", { order, attempt, generation, ...turn });
}

const ours = (row: PaymentRow): Money => ({ minor: row.amount, currency: row.currency });

/** True when a trade is about this payment's money and, once known, its trade number (B16, B18). */
export const isOurTrade = (row: PaymentRow, trade: TradeNews): boolean =>
  sameMoney(trade.amount, ours(row)) && (row.tradeNumber === null || row.tradeNumber === trade.tradeNumber);

/** A verified answer about other money settles nothing; it freezes the sale for a person. */
function checked(row: PaymentRow, news: News): News {
  const trade = tradeOf(news);
  return trade === null || isOurTrade(row, trade) ? news : { kind: "mismatch", trade };
}

function tradeOf(news: News): TradeNews | null {
  if (news.kind === "noticed") return news.trade;
  return news.kind === "queried" && news.outcome.kind === "trade" ? news.outcome.trade : null;
}
