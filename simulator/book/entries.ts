/** Minor units (fen, cents, whole yen) and ISO 4217 code. */
export type Money = { readonly minor: bigint; readonly currency: string };

/**
 * What makes an order unique: Alipay's idempotence key is per merchant (PID), not per till (flow.md 4, race 5). Whether two
 * generations share it is not known: here one never sees the other's orders.
 */
export type OrderId = { readonly generation: string; readonly sellerId: string; readonly outTradeNo: string };

/**
 * What makes a refund unique. OpenAPI wants its numbers unique within a trade, the others within a merchant: here all of
 * them within a merchant, the stricter way.
 */
export type RefundId = { readonly generation: string; readonly sellerId: string; readonly refundNo: string };

/** What a precreate leaves behind: the text of a QR code. No trade exists before it is scanned (flow.md 1). Times are epoch ms. */
export type Code = OrderId & {
  readonly token: string;
  readonly text: string;
  /** What the generation calls the caller: application, partner or client. */
  readonly appId: string;
  readonly total: Money;
  readonly subject: string;
  /** Members the generation gives back later (store_id, body, passback_params …), by its own names. */
  readonly echo: Readonly<Record<string, string>>;
  /** The business content in a fixed spelling: the same number with another content is refused. */
  readonly content: string;
  readonly notifyUrl?: string;
  readonly madeAt: number;
  readonly codeEndsAt: number;
  readonly tradeEndsAt: number;
};

export type ClosedBy = "cancel" | "close" | "decline" | "expiry" | "refund";

/** A scanned order. Times are epoch ms. */
export type Trade = {
  readonly tradeNo: string;
  readonly code: Code;
  readonly createdAt: number;
  readonly paidAt?: number;
  readonly closedAt?: number;
  readonly closedBy?: ClosedBy;
  /** End of the time in which money can go back. */
  readonly finishedAt?: number;
  readonly refundedMinor: bigint;
  readonly refunds: readonly Refund[];
};

/** Who let money go back: a refund or a cancel of the shop, or somebody in Alipay's own portal. */
export type RefundedBy = "refund" | "cancel" | "portal";

/** Money that went back. */
export type Refund = {
  readonly tradeNo: string;
  /** The number that the shop gave it; a cancel has none. */
  readonly refundNo?: string;
  readonly money: Money;
  readonly by: RefundedBy;
  readonly reason?: string;
  /** It followed another refund of its trade too closely: a mistake of the shop, shown and not refused. */
  readonly tooSoon?: true;
  readonly at: number;
};

/** One line of the ledger: money that moved. */
export type Movement = {
  readonly kind: "payment" | "refund";
  readonly tradeNo: string;
  readonly outTradeNo: string;
  readonly money: Money;
  readonly at: number;
};

/** One message to the shop; its repeats carry the same id. `nextAt` (epoch ms) is null when nothing more is sent. */
export type Notice = {
  readonly id: string;
  readonly generation: string;
  /** As in its code; absent in journals of the time of one generation. */
  readonly appId?: string;
  readonly outTradeNo: string;
  readonly status: TradeStatus;
  readonly url: string;
  /** As composed by the generation at the event, without the members that each sending adds. */
  readonly fields: Readonly<Record<string, string>>;
  readonly nextAt: number | null;
  readonly deliveries: readonly Delivery[];
};

/** What the shop answered; `status` 0 means that no whole answer came. */
export type Delivery = {
  readonly at: number;
  readonly status: number;
  readonly body: string;
  readonly acknowledged: boolean;
};

export const TRADE_STATUSES = ["WAIT_BUYER_PAY", "TRADE_SUCCESS", "TRADE_FINISHED", "TRADE_CLOSED"] as const;
export type TradeStatus = (typeof TRADE_STATUSES)[number];

/** What a shop that practises may change while the simulator runs. */
export type Settings = {
  /** Schedule of notifications, lives of codes and trades and the cancel window run so many times faster. */
  readonly timeFactor: number;
  readonly notifications: boolean;
  /** Default of face-to-face contracts: only TRADE_SUCCESS (openapi.md 7). */
  readonly notifyStatuses: readonly TradeStatus[];
  /** Assumed not to be so at Alipay (protocol README "What is not known", 3): the code stays scannable. */
  readonly cancelKillsUnscannedCode: boolean;
  /** Whether a repeated cancel names its action again; it may come without (clarifications.md 9). */
  readonly repeatedCancelNamesAction: boolean;
  /** Nothing can go back: refunds, and cancels of paid trades, are refused for want of money. */
  readonly sellerBalanceEmpty: boolean;
  /** For so many seconds an OpenAPI refund query does not yet know a refund that was made (openapi.md 6.6). */
  readonly refundQueryLagSeconds: number;
  /** "Old answers have no refund_status but have refund_amount" (ibid.). */
  readonly refundQueryNamesStatus: boolean;
  /** How far the clock of trades runs before the machine's: what day and time of day it is at Alipay. */
  readonly clockOffsetMs: number;
  /** Shifts the clock that requests are held against and that answers name. */
  readonly envelopeClockOffsetMs: number;
  /** MAPI answers: encoding of the document, whatever the request's charset was (mapi.md 1, "Answer"). */
  readonly mapiAnswerCharset: "UTF-8" | "GBK";
  /** Writes the bare `&` of the document's samples into its picture addresses: no well-formed XML (seed-notes.md, seed 0, 9). */
  readonly mapiRawAmpersand: boolean;
  /** Which currency a MAPI query tells the amount in (clarifications.md 4). */
  readonly mapiQueryCurrency: "price" | "settlement";
  /** Whether this contract refuses a MAPI order without `notify_url` (clarifications.md 6). */
  readonly mapiNeedsNotifyUrl: boolean;
  /** Name of the member of a payQuery answer that tells the status; empty: it is left out (intl.md 4.2: not documented). */
  readonly intlStatusMember: string;
  /** Form of `paymentSiteUrl`: as `urlType` asks, always long, or long with raw braces, quotes and blanks (seed-notes.md, seed 2, 10). */
  readonly intlUrl: "by_type" | "long" | "long_raw";
  /** Seconds that a payment page stays open; null: as long as its order, and 0: the answer names no `validTime`. */
  readonly intlValidSeconds: number | null;
};

/** The journal's alphabet: whatever must survive kill -9. */
export type Entry =
  | { readonly type: "code"; readonly code: Code }
  | { readonly type: "code-killed"; readonly token: string }
  | { readonly type: "trade"; readonly tradeNo: string; readonly token: string; readonly at: number }
  | { readonly type: "payment"; readonly tradeNo: string; readonly money: Money; readonly at: number }
  /** Journals of the time when only a cancel gave back name no `by`. */
  | ({ readonly type: "refund" } & Omit<Refund, "by"> & { readonly by?: RefundedBy })
  /** One genuine request for a refund, whatever came of it. */
  | ({ readonly type: "refund-asked" } & RefundId)
  | { readonly type: "finished"; readonly tradeNo: string; readonly at: number }
  | { readonly type: "closed"; readonly tradeNo: string; readonly by: ClosedBy; readonly at: number }
  | { readonly type: "notice"; readonly notice: Notice }
  | {
      readonly type: "delivery";
      readonly noticeId: string;
      readonly delivery: Delivery;
      readonly nextAt: number | null;
    }
  | { readonly type: "settings"; readonly change: Partial<Settings> };
