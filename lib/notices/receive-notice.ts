import { run } from "#lib/db/statement.ts";
import { log } from "#lib/log.ts";
import { applyOutcome, isOurTrade } from "#lib/orders/apply-outcome.ts";
import { insertNotice, keptNoticeValues, type NoticeEffect, type NoticeRecord } from "#lib/orders/sql/insert-notice.ts";
import type { PaymentRow } from "#lib/orders/sql/payment-row.ts";
import { readPaymentByNumber } from "#lib/orders/sql/read-payment.ts";
import type { Gateway, Generation, Notice, RawNotice, Reply } from "#lib/payments/gateway.ts";
import { TRAITS } from "#lib/payments/traits.ts";
import type { NotifyTarget, Shop } from "#lib/process.ts";
import { resumeRefundsOf } from "#lib/refunds/run-refunds.ts";
import { findGateway } from "#lib/stores/find-gateway.ts";
import { findNotifyTargets } from "#lib/stores/find-notify-targets.ts";
import { uuid7 } from "#lib/uuid.ts";
import { confirmNotice } from "./confirm-notice.ts";

export type IncomingNotice = RawNotice & { generation: string; token: string };

export type NoticeResult = {
  reply: Reply;
  /** What this delivery brought about, for the metrics. The last three are not kept. */
  effect: NoticeEffect | "unknown_address" | "account_unusable" | "refused";
  /** A payment that this notice calls to be asked about at once. */
  ask: string | null;
  /** Asks Alipay whether the notice is its own, where the signature alone is weak. Never rejects. */
  confirm: (() => Promise<void>) | null;
};

type Genuine = Extract<Notice, { kind: "notice" }>;

const NOTHING_TO_DO = { ask: null, confirm: null };
const NOT_FOUND: Reply = { status: 404, contentType: "text/plain; charset=utf-8", body: "not found" };

/**
 * Takes a notification: authenticity first, then inbox and effect in one durable statement, and only then the answer
 * that stops the repeats (I7). What is not authentic is neither kept nor costs a look at the orders (B1).
 */
export async function receiveNotice(shop: Shop, incoming: IncomingNotice): Promise<NoticeResult> {
  const targets = await findNotifyTargets(shop, incoming.token);
  const [newest] = targets.filter((target) => target.generation === incoming.generation);
  if (!newest) return { reply: NOT_FOUND, effect: "unknown_address", ...NOTHING_TO_DO };
  const read = await authenticate(shop, targets, incoming);
  if (!read) return { reply: NOT_FOUND, effect: "account_unusable", ...NOTHING_TO_DO };
  const { gateway, version, notice } = read;
  const received = { ...incoming, generation: gateway.generation, accountId: newest.accountId, gateway, version };
  if (notice.kind === "refused") return refuse(received, notice.why);
  const [known] = await run(shop.pool, readPaymentByNumber, [notice.merchantNumber]);
  // A notice proves something about its own account only (I14).
  const payment = known?.accountId === received.accountId ? known : undefined;
  // Keys that were replaced speak for what was sold under them, and for nothing later (F55).
  if (payment && version < payment.credentialVersion) return refuse(received, "key_replaced");
  const { isNew, isDismissed: _, ...settled } = await settle(shop, { notice, payment }, received);
  // Alipay's word is good for a minute after the first sending (mapi.md section 4.6): a repeat is not asked about.
  const confirm = isNew ? confirmNotice(shop, gateway, { ...notice, ...received }) : null;
  return { ...settled, confirm };
}

type Read = { gateway: Gateway; version: number; notice: Notice };

/** Reads the notice with the newest keys, and after a change of keys with the ones before. */
async function authenticate(shop: Shop, targets: NotifyTarget[], incoming: IncomingNotice): Promise<Read | null> {
  let first: Read | null = null;
  for (const target of targets) {
    const gateway = await findGateway(shop, target.accountId, target.version);
    if (!gateway) continue;
    const read = { gateway, version: target.version, notice: gateway.readNotice(incoming) };
    if (read.notice.kind === "notice") return read;
    first ??= read;
  }
  return first;
}

/** `version`: of the credentials whose keys it was signed with. */
type Received = IncomingNotice & { generation: Generation; accountId: string; gateway: Gateway; version: number };
/** `isNew`: the inbox did not have it yet. `isDismissed`: a person has dealt with it. */
type Settled = Omit<NoticeResult, "confirm"> & { isNew: boolean; isDismissed: boolean };

/** What is not believed is not kept either. */
async function refuse({ accountId, body, gateway }: Received, why: string): Promise<NoticeResult> {
  log("warn", "notice_refused", { account: accountId, why });
  return { reply: await gateway.reply(body, "again"), effect: "refused", ...NOTHING_TO_DO };
}

type About = { notice: Genuine; payment: PaymentRow | undefined };

async function settle(shop: Shop, { notice, payment }: About, received: Received): Promise<Settled> {
  if (!payment) return keep(shop, record(notice, received, { effect: "parked_unknown_order" }), received.gateway);
  const ask = payment.attemptId;
  // It may be the report of a refund: what is unclear about this payment's refunds is asked about at once.
  if (payment.status === "paid") await resumeRefundsOf(shop, payment.attemptId);
  const about = { orderId: payment.orderId, verdicts: { order: true } };

  if (notice.use === "park" || notice.use === "ask") {
    const effect = notice.use === "park" ? "parked" : "asked";
    const kept = await keep(shop, record(notice, received, { effect, ...about }), received.gateway);
    return { ...kept, ask: payment.status === "paid" ? null : ask };
  }
  if (notice.trade === null) {
    const kept = await keep(shop, record(notice, received, { effect: "recorded", ...about }), received.gateway);
    // A report of a refund for a sale that is not paid here is news of money all the same.
    return { ...kept, ask: payment.status === "paid" ? null : ask };
  }
  const money = isOurTrade(payment, notice.trade);
  const found = { orderId: payment.orderId, verdicts: { order: true, money } };
  if (!money) {
    log("error", "notice_mismatch", { order: payment.orderId, trade: notice.trade.tradeNumber });
    const kept = await keep(shop, record(notice, received, { effect: "parked_mismatch", ...found }), received.gateway);
    // What a person has settled is not opened again by a repeat of the same words.
    return { ...kept, ask: kept.isDismissed ? null : ask };
  }
  const { row, changed } = await applyOutcome(shop, payment, {
    news: { kind: "noticed", trade: notice.trade },
    actor: "gateway",
    notice: record(notice, received, { effect: "applied", ...found }),
  });
  const due = row.status !== "paid" && row.nextCheckAt !== null && row.nextCheckAt <= row.now;
  const reply = await received.gateway.reply(received.body, "taken");
  return {
    reply,
    effect: changed ? "applied" : "nothing_new",
    ask: due ? ask : null,
    isNew: false,
    isDismissed: false,
  };
}

/** A notice that is only a trigger is taken whatever it says: asking is all that it can bring about (clarification 14). */
const TAKEN: ReadonlySet<NoticeEffect> = new Set<NoticeEffect>(["applied", "recorded", "asked"]);

function record(
  notice: Genuine,
  received: Received,
  found: { effect: NoticeEffect; orderId?: string; verdicts?: Record<string, boolean> },
): NoticeRecord {
  return {
    id: uuid7(),
    generation: received.generation,
    accountId: received.accountId,
    notifyId: notice.notifyId,
    orderId: found.orderId ?? null,
    body: received.body,
    verdicts: { ...notice.verdicts, ...(found.verdicts ?? { order: false }) },
    effect: found.effect,
    answer: TAKEN.has(found.effect) || !TRAITS[received.generation].noticeSettles ? "taken" : "again",
    money: found.effect.startsWith("parked") ? (notice.trade?.amount ?? null) : null,
  };
}

/** Stores a notice that changes nothing by itself. One that a person has dealt with is not wanted again. */
async function keep(shop: Shop, notice: NoticeRecord, gateway: Gateway): Promise<Settled> {
  const [stored] = await run(shop.pool, insertNotice, keptNoticeValues(notice));
  const { isNew = false, isDismissed = false } = stored ?? {};
  const reply = await gateway.reply(notice.body, isDismissed ? "taken" : notice.answer);
  return { reply, effect: notice.effect, ask: null, isNew, isDismissed };
}
