import { run } from "#lib/db/statement.ts";
import { log } from "#lib/log.ts";
import { applyOutcome } from "#lib/orders/apply-outcome.ts";
import { insertNotice, keptNoticeValues, type NoticeEffect } from "#lib/orders/sql/insert-notice.ts";
import type { PaymentRow } from "#lib/orders/sql/payment-row.ts";
import type { Reply } from "#lib/payments/gateway.ts";
import type { Shop } from "#lib/process.ts";
import { resumeRefundsOf } from "#lib/refunds/run-refunds.ts";
import { type Checked, checkNotice, envelopeOf, type IncomingNotice } from "./check-notice.ts";
import { confirmNotice } from "./confirm-notice.ts";

export type NoticeResult = {
  reply: Reply;
  /** What this delivery brought about, for the metrics. The last three change nothing. */
  effect: NoticeEffect | "unknown_address" | "account_unusable" | "refused";
  /** A payment that this notice calls to be asked about at once. */
  ask: string | null;
  /** Asks Alipay whether the notice is its own, where the signature alone is weak. Never rejects. */
  confirm: (() => Promise<void>) | null;
};

export type BelievedNotice = Extract<Checked, { kind: "kept" | "news" }>;

const NOTHING_TO_DO = { ask: null, confirm: null };
const NOT_FOUND: Reply = { status: 404, contentType: "text/plain; charset=utf-8", body: "not found" };

/**
 * Takes a notification: authenticity first, then inbox and effect in one durable statement, and only then the answer
 * that stops the repeats (I7). What is not authentic is noted for the log, beside all this.
 */
export async function receiveNotice(shop: Shop, incoming: IncomingNotice): Promise<NoticeResult> {
  const began = performance.now();
  const checked = await checkNotice(shop, incoming);
  if (checked.kind === "unknown_address") return { reply: NOT_FOUND, effect: checked.kind, ...NOTHING_TO_DO };
  const tookMs = performance.now() - began;
  if (checked.kind === "account_unusable" || checked.kind === "refused") {
    const { kind, generation, accountId } = checked;
    const isRefused = kind === "refused";
    const [why, verdicts] = isRefused ? [checked.why, checked.verdicts] : [kind, {}];
    if (isRefused) log("warn", "notice_refused", { account: accountId, why });
    const came = { generation, accountId, body: incoming.body, envelope: envelopeOf(incoming), tookMs };
    shop.refusals.note({ ...came, verdicts, why, answer: isRefused ? "again" : "not_found" });
    const reply = isRefused ? await checked.gateway.reply(incoming.body, "again") : NOT_FOUND;
    return { reply, effect: kind, ...NOTHING_TO_DO };
  }
  const { record, gateway } = checked;
  const { answer, effect, ask, isNew } = await settleNotice(shop, checked, { tookMs, deliveries: 1 });
  // Alipay's word is good for a minute after the first sending (mapi.md section 4.6): a repeat is not asked about.
  const confirm = isNew ? confirmNotice(shop, gateway, record) : null;
  return { reply: await gateway.reply(incoming.body, answer), effect, ask, confirm };
}

type Settled = Pick<NoticeResult, "ask"> & {
  effect: NoticeEffect;
  answer: "taken" | "again";
  /** The inbox did not have it yet, and it changes nothing by itself. */
  isNew: boolean;
};

/** Does what a notice that is believed comes to: inbox and effect in one durable statement. */
export async function settleNotice(
  shop: Shop,
  checked: BelievedNotice,
  came: { tookMs: number; deliveries: number },
): Promise<Settled> {
  const { payment } = checked;
  const notice = { ...checked.record, ...came };
  // It may be the report of a refund: what is unclear about this payment's refunds is asked about at once.
  if (payment?.status === "paid") await resumeRefundsOf(shop, payment.attemptId);
  if (checked.kind === "kept") {
    const { effect, answer } = notice;
    if (effect === "parked_mismatch") {
      log("error", "notice_mismatch", { order: notice.orderId, trade: checked.trade?.tradeNumber });
    }
    const [stored] = await run(shop.pool, insertNotice, keptNoticeValues(notice));
    const { isNew = false, isDismissed = false } = stored ?? {};
    // What a person has settled is neither wanted nor opened again by a repeat of the same words.
    const asks = checked.ask && !(isDismissed && effect === "parked_mismatch");
    return { effect, answer: isDismissed ? "taken" : answer, ask: asks ? (payment?.attemptId ?? null) : null, isNew };
  }
  const { row, changed } = await applyOutcome(shop, checked.payment, {
    ...{ news: { kind: "noticed", trade: checked.trade }, actor: "gateway", notice },
  });
  return {
    effect: changed ? "applied" : "nothing_new",
    answer: "taken",
    ask: isDue(row) ? row.attemptId : null,
    isNew: false,
  };
}

/** A payment that is to be asked about now. */
export const isDue = ({ status, nextCheckAt, now }: Pick<PaymentRow, "status" | "nextCheckAt" | "now">): boolean =>
  status !== "paid" && nextCheckAt !== null && nextCheckAt <= now;
