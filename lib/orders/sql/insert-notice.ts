import { statement } from "#lib/db/statement.ts";
import type { Money } from "#lib/money/money.ts";

/** What became of a notice that the inbox keeps. Where notices settle, the parked ones are wanted again. */
export type NoticeEffect =
  /** It changed its payment. */
  | "applied"
  /** It said what was known already, or came too late to change anything. */
  | "nothing_new"
  /** Its payment is asked about; the notice itself decides nothing. */
  | "asked"
  /** It tells nothing of a payment: the report of a refund. */
  | "recorded"
  /** Genuine, but in words that we do not know. */
  | "parked"
  /** About other money or another trade than ours. */
  | "parked_mismatch"
  /** About no payment of this account. */
  | "parked_unknown_order";

/** How a notice came, beside its body: for the log, and to check it again. */
export type NoticeEnvelope = { query: string; headers: Record<string, string>; address: string | null };

/** A notice for the inbox. */
export type NoticeRecord = {
  id: string;
  generation: string;
  accountId: string;
  notifyId: string;
  orderId: string | null;
  body: Buffer;
  envelope: NoticeEnvelope;
  /** Until it is written down. */
  tookMs: number;
  /** How often it came with this: not at all when a person has it processed again. */
  deliveries: number;
  verdicts: Record<string, boolean>;
  effect: NoticeEffect;
  answer: "taken" | "again";
  /** Where it is parked and names any: what is at risk until a person has looked at it. */
  money: Money | null;
};

/** The columns in the order of `noticeValues`. A repeat counts up, and says what became of a notice that was parked. */
export const NOTICE_INSERT = `
  insert into notification (id, generation, account_id, notify_id, order_id, body, verdicts, effect, answer, envelope, took_ms, deliveries)`;
export const NOTICE_REPEAT = `
  on conflict (generation, account_id, notify_id) do update set
    deliveries = notification.deliveries + excluded.deliveries,
    order_id = case notification.answer when 'again' then excluded.order_id else notification.order_id end,
    verdicts = case notification.answer when 'again' then excluded.verdicts else notification.verdicts end,
    effect = case notification.answer when 'again' then excluded.effect else notification.effect end,
    answer = case notification.answer when 'again' then excluded.answer else notification.answer end`;

export const noticeValues = (notice: NoticeRecord): unknown[] => [
  notice.id,
  notice.generation,
  notice.accountId,
  notice.notifyId,
  notice.orderId,
  notice.body,
  JSON.stringify(notice.verdicts),
  notice.effect,
  notice.answer,
  JSON.stringify(notice.envelope),
  notice.tookMs,
  notice.deliveries,
];

/** A notice that changes no payment: `keptNoticeValues`. `isNew` is false for a repeat; `isDismissed`: a person has dealt with it. */
export const insertNotice = statement<{ isNew: boolean; isDismissed: boolean }>(
  "insert_notice",
  `insert into notification (id, generation, account_id, notify_id, order_id, body, verdicts, effect, answer, envelope, took_ms,
     deliveries, amount, currency)
   values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9, $10::jsonb, $11, $12, $13, $14) ${NOTICE_REPEAT}
   returning xmax = 0 as "isNew", dismissed_at is not null as "isDismissed"`,
);

export const keptNoticeValues = (notice: NoticeRecord): unknown[] => [
  ...noticeValues(notice),
  notice.money?.minor ?? null,
  notice.money?.currency ?? null,
];

/** $1 generation, $2 account, $3 notify id, $4 whether Alipay says that it sent it */
export const writeNoticeWord = statement<{ id: string }>(
  "write_notice_word",
  `update notification set verdicts = verdicts || jsonb_build_object('alipay', $4::boolean)
   where generation = $1 and account_id = $2 and notify_id = $3 returning id`,
);
