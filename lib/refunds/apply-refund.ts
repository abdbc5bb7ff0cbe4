import type { Actor } from "#lib/actor.ts";
import { run } from "#lib/db/statement.ts";
import { log } from "#lib/log.ts";
import { MAX_RACES } from "#lib/orders/apply-outcome.ts";
import { answerFacts } from "#lib/orders/states/describe-news.ts";
import type { Shop } from "#lib/process.ts";
import { readRefund } from "./sql/read-refund.ts";
import type { RefundRow } from "./sql/refund-row.ts";
import { refundValues, writeRefund } from "./sql/write-refund.ts";
import type { RefundState } from "./states/status.ts";
import { type RefundNews, transitionRefund } from "./states/transition.ts";

/**
 * The one door for news about a refund: the pure transition, written with its event and guarded by the revision that was
 * read. When it returns, the change is durable. `row` is the refund afterwards.
 */
export async function applyRefund(
  shop: Shop,
  refund: RefundRow,
  { news, actor }: { news: RefundNews; actor: Actor },
): Promise<{ row: RefundRow; changed: boolean }> {
  let row = refund;
  for (let race = 0; race < MAX_RACES; race++) {
    const next = transitionRefund(row, news, row.now);
    if (next === row) return { row, changed: false };
    const fact = { kind: news.kind, actor, data: describeNews(row, next, news) };
    const [written] = await run(shop.pool, writeRefund, refundValues(row, next, fact));
    if (written) {
      shop.hints.publish({ registerId: row.registerId, orderId: row.orderId });
      logTurn(row, next, news.kind);
      return { row: { ...row, ...next, revision: row.revision + 1 }, changed: true };
    }
    const [fresh] = await run(shop.pool, readRefund, [row.refundId]);
    if (!fresh) throw new Error(`refund ${row.refundId} is gone`);
    row = fresh;
  }
  throw new Error(`refund ${refund.refundId} could not be written ${MAX_RACES} times`);
}

/** What an event tells of the news: number, money, answer and the turn that it made. */
export function describeNews(
  row: Pick<RefundRow, "status" | "refundNumber" | "amount" | "currency">,
  next: RefundState,
  news: RefundNews,
): Record<string, unknown> {
  const turn = row.status === next.status ? {} : { from: row.status, to: next.status };
  const said = "outcome" in news ? answerFacts(news.outcome) : {};
  return {
    refund: row.refundNumber,
    amount: row.amount.toString(),
    currency: row.currency,
    way: next.way,
    ...said,
    ...turn,
  };
}

export function logTurn(row: RefundRow, next: RefundState, by: string): void {
  if (row.status === next.status) return;
  const { orderId: order, refundId: refund, generation } = row;
  const turn = { by, from: row.status, to: next.status, way: next.way, code: next.failureCode };
  log(next.status === "refused" ? "error" : "info", "refund", { order, refund, generation, ...turn });
}
