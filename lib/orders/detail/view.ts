import type { MoneyText } from "#lib/money/money.ts";
import type { RefundStatus } from "#lib/refunds/states/status.ts";
import type { RefundNews } from "#lib/refunds/states/transition.ts";
import type { NoticeEffect } from "../sql/insert-notice.ts";
import type { AttemptStatus } from "../states/status.ts";
import type { News } from "../states/transition.ts";
import type { OrderView, RefundFailure } from "../view.ts";

/** An order as the office shows it, with all that happened to it. */
export type OrderDetail = {
  order: OrderView;
  storeId: string;
  storeName: string;
  timeZone: string;
  registerId: string;
  /** Signs of money are not enough to tell the store's currencies apart. */
  manyCurrencies: boolean;
  /** As on the slip. */
  receiptNumber: string;
  /** Ours at Alipay: of each code that the sale had, newest first. */
  merchantNumbers: string[];
  /** Alipay's, of the payment that stands for the sale. */
  tradeNumber: string | null;
  refunds: RefundLine[];
  /** Newest first. */
  history: HistoryEntry[];
  /** True when there are older events than can be shown. */
  isCut: boolean;
};

export type RefundLine = {
  number: string;
  amount: MoneyText;
  status: RefundStatus;
  reason: string;
  askedBy: string;
  approvedBy: string | null;
  failure: RefundFailure | null;
};

/** Who brought it: the shop by itself, Alipay, or a person. */
export type HistoryActor = { kind: "system" } | { kind: "gateway" } | { kind: "person"; name: string };

/** What is written down of orders; a notification that turned nothing, and a refund that was tried by a cancel, are told apart from the rest. */
export type EventKind =
  | News["kind"]
  | RefundNews["kind"]
  | "created"
  | "fresh_code"
  | "double_settled"
  | "receipt_printed"
  | "refund_wanted"
  | "refund_cancelled"
  | "notice";

/** One thing that happened to an order, or several questions in a row that all got the same answer. */
export type HistoryEntry = {
  /** Of the event, for links: e12 or n and a UUID. */
  id: string;
  kind: string;
  at: string;
  by: HistoryActor;
  /** What its sentence names; null where nothing does. */
  amount: MoneyText | null;
  answer: string | null;
  why: string | null;
  reason: string | null;
  way: string | null;
  approvedBy: string | null;
  /** What the payment or the refund became by it; null where it only noted a step. */
  to: AttemptStatus | RefundStatus | null;
  /** What became odd about the sale by it. */
  anomaly: string | null;
  /** Null for what is no notification. */
  notice: NoticeFacts | null;
  /** When the same was asked and answered before, newest first; without the entry itself. */
  repeats: string[];
  /** As it was written down: no codes, no keys, no buyers. */
  facts: (readonly [name: string, value: string])[];
};

export type NoticeFacts = {
  /** In the log of notifications. */
  id: string;
  effect: NoticeEffect;
  /** How often Alipay sent it. */
  deliveries: number;
  checks: { name: string; passed: boolean }[];
};
