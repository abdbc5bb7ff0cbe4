import { run } from "#lib/db/statement.ts";
import { isOurTrade } from "#lib/orders/apply-outcome.ts";
import type { NoticeEffect, NoticeEnvelope, NoticeRecord } from "#lib/orders/sql/insert-notice.ts";
import type { PaymentRow } from "#lib/orders/sql/payment-row.ts";
import { readPaymentByNumber } from "#lib/orders/sql/read-payment.ts";
import type { Gateway, Generation, Notice, NoticeVerdicts, RawNotice, TradeNews } from "#lib/payments/gateway.ts";
import { TRAITS } from "#lib/payments/traits.ts";
import type { NotifyTarget, Shop } from "#lib/process.ts";
import { findGateway } from "#lib/stores/find-gateway.ts";
import { findNotifyTargets } from "#lib/stores/find-notify-targets.ts";
import { uuid7 } from "#lib/uuid.ts";

/** `from`: what else is told of who sent it. */
export type IncomingNotice = RawNotice & {
  generation: string;
  token: string;
  from?: Pick<NoticeEnvelope, "headers" | "address">;
};

/** What a notice comes to, before anything is done about it. */
export type Checked =
  | { kind: "unknown_address" }
  /** None of the account's keys can be read. */
  | { kind: "account_unusable"; generation: Generation; accountId: string }
  | {
      kind: "refused";
      generation: Generation;
      accountId: string;
      gateway: Gateway;
      why: string;
      verdicts: NoticeVerdicts;
    }
  /** It changes nothing by itself. `ask`: that it came is a reason to ask about its payment. */
  | (Believed & { kind: "kept"; payment: PaymentRow | null; trade: TradeNews | null; ask: boolean })
  /** It says what became of a payment of ours. */
  | (Believed & { kind: "news"; payment: PaymentRow; trade: TradeNews });

type Believed = { gateway: Gateway; record: Omit<NoticeRecord, "tookMs" | "deliveries"> };
type Genuine = Extract<Notice, { kind: "notice" }>;
type Received = IncomingNotice & { generation: Generation; accountId: string; gateway: Gateway };

/** Authenticity first: what is not authentic does not cost a look at the orders (B1). Reads, and changes nothing. */
export async function checkNotice(shop: Shop, incoming: IncomingNotice): Promise<Checked> {
  const targets = await findNotifyTargets(shop, incoming.token);
  const newest = targets.find((target) => target.generation === incoming.generation);
  if (!newest) return { kind: "unknown_address" };
  const { accountId, generation } = newest;
  const read = await authenticate(shop, targets, incoming);
  if (!read) return { kind: "account_unusable", generation, accountId };
  const { gateway, version, notice } = read;
  const { verdicts } = notice;
  const refused = { kind: "refused", generation: gateway.generation, accountId, gateway, verdicts } as const;
  if (notice.kind === "refused") return { ...refused, why: notice.why };
  const [known] = await run(shop.pool, readPaymentByNumber, [notice.merchantNumber]);
  // A notice proves something about its own account only (I14).
  const payment = known?.accountId === accountId ? known : null;
  // Keys that were replaced speak for what was sold under them, and for nothing later (F55).
  if (payment && version < payment.credentialVersion) return { ...refused, why: "key_replaced" };
  return decide({ notice, payment }, { ...incoming, generation: gateway.generation, accountId, gateway });
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

type About = { notice: Genuine; payment: PaymentRow | null };

function decide({ notice, payment }: About, received: Received): Checked {
  const { gateway } = received;
  const kept = (effect: NoticeEffect, found: Found, ask: boolean): Checked => ({
    ...{ kind: "kept", gateway, payment, trade: notice.trade, ask },
    record: record(notice, received, { ...found, effect }),
  });
  if (!payment) return kept("parked_unknown_order", { orderId: null, verdicts: { order: false } }, false);
  const found = { orderId: payment.orderId, verdicts: { order: true } };
  const isOpen = payment.status !== "paid";
  if (notice.use !== "settle") return kept(notice.use === "park" ? "parked" : "asked", found, isOpen);
  // A report of a refund for a sale that is not paid here is news of money all the same.
  if (notice.trade === null) return kept("recorded", found, isOpen);
  const money = isOurTrade(payment, notice.trade);
  const compared = { ...found, verdicts: { ...found.verdicts, money } };
  if (!money) return kept("parked_mismatch", compared, true);
  const applied = record(notice, received, { ...compared, effect: "applied" });
  return { kind: "news", gateway, payment, trade: notice.trade, record: applied };
}

type Found = { orderId: string | null; verdicts: Record<string, boolean> };

/** A notice that is only a trigger is taken whatever it says: asking is all that it can bring about (clarification 14). */
const TAKEN: ReadonlySet<NoticeEffect> = new Set<NoticeEffect>(["applied", "recorded", "asked"]);

function record(notice: Genuine, received: Received, found: Found & { effect: NoticeEffect }): Believed["record"] {
  const { generation, accountId, body } = received;
  return {
    ...{ id: uuid7(), generation, accountId, notifyId: notice.notifyId, orderId: found.orderId, body },
    envelope: envelopeOf(received),
    verdicts: { ...notice.verdicts, ...found.verdicts },
    effect: found.effect,
    answer: TAKEN.has(found.effect) || !TRAITS[generation].noticeSettles ? "taken" : "again",
    money: found.effect.startsWith("parked") ? (notice.trade?.amount ?? null) : null,
  };
}

export function envelopeOf({ query, contentType, from }: IncomingNotice): NoticeEnvelope {
  const type: Record<string, string> = contentType === null ? {} : { "content-type": contentType };
  return { query, headers: { ...from?.headers, ...type }, address: from?.address ?? null };
}
