import type { Money } from "#lib/money/money.ts";

export const GENERATIONS = ["openapi", "mapi", "intl"] as const;
export type Generation = (typeof GENERATIONS)[number];

/** Reasons that a cashier reads (messages/*.json); the gateway's own code stands behind "Details". */
export type Failure =
  | "contract"
  | "amount_limit"
  | "keys"
  | "busy"
  | "currency"
  | "clock"
  | "wording"
  | "settings"
  | "merchant_blocked"
  | "notify_address"
  | "unreachable"
  /** Of our own: the account is not one that this installation can open. */
  | "account"
  /** A person has dealt with the money of the sale. */
  | "settled"
  | "declined"
  | "unknown_reason";

/** Why a refund was refused, in the words that a cashier reads (codes.md, refund). */
export type RefundFailure =
  | "balance"
  | "window_over"
  | "too_much"
  | "frozen"
  | "partial_not_allowed"
  | "customer_account"
  | "contract"
  | "keys"
  | "clock"
  | "settings"
  | "unknown_reason";

/** What is asked of a gateway when a code is wanted. The same number always comes with the same request. */
export type CodeRequest = {
  merchantNumber: string;
  amount: Money;
  subject: string;
  /** Whole minutes, counted from the call. */
  codeLifeMinutes: number;
  /** Where a payment page sends the customer's browser afterwards; null when nothing outside can call in. */
  returnUrl: string | null;
};

/** No answer, a bad signature or a code nobody knows: never a fact about money. */
export type Unclear = { kind: "unclear"; why: string };

/** An unproved refusal: worth telling a person, not worth believing. */
export type Claim = { reason: Failure; code: string };

export type CodeOutcome =
  /** `earlierByMs`: how much earlier than was asked for the gateway stops taking the code. No clock: two of them differ. */
  | { kind: "code"; text: string; earlierByMs?: number }
  /** Final, and no trade can exist. */
  | { kind: "refused"; reason: Failure; code: string }
  /** The request provably never left this machine. */
  | { kind: "not_sent"; why: string }
  /** The gateway says that this number is paid already: ask. */
  | { kind: "ask"; why: string }
  /** The number can not be used any more: end it. */
  | { kind: "number_spent"; why: string }
  | (Unclear & { claim: Claim | null });

/**
 * pending: known to the gateway, neither paid nor over; whether anybody has scanned is not told. waiting: scanned, not
 * paid. undecided: known, but nothing in the answer says in words that we were given whether it is paid.
 */
export type TradeState = "pending" | "waiting" | "paid" | "closed" | "undecided";

/** A trade as a verified answer or notice tells of it. */
export type TradeNews = {
  state: TradeState;
  tradeNumber: string;
  amount: Money;
  /** Masked by the gateway. */
  buyer: string | null;
  /** A closed trade that had been paid: the money went back. */
  wasPaid: boolean;
};

export type QueryOutcome =
  | { kind: "trade"; trade: TradeNews }
  /** Nobody has scanned yet, or the number is unknown: the gateway does not tell which. */
  | { kind: "no_trade" }
  | Unclear;

/** A number from a customer's bill: our own one for the trade, or Alipay's. `currency` as in a query. */
export type FindRequest = { by: "merchant" | "trade"; number: string; currency: string };

export type FindOutcome = { kind: "found"; merchantNumber: string; trade: TradeNews } | { kind: "no_trade" } | Unclear;

export type CancelOutcome =
  | { kind: "closed" }
  /** Dead for good, scanned or not; whether money went back is not told. */
  | { kind: "void" }
  /** The trade had been paid; the money went back. */
  | { kind: "refunded" }
  /** Accepted, but there was no trade to cancel: the code may still be scanned. */
  | { kind: "no_trade" }
  | { kind: "refused"; code: string }
  | Unclear;

/** Money that is to go back to the customer. The same number always comes with the same amount. */
export type RefundRequest = {
  merchantNumber: string;
  refundNumber: string;
  /** Of this refund alone, in the currency of the payment. */
  amount: Money;
  reason: string;
};

export type RefundOutcome =
  /** Proven: the money of this very refund number went back. */
  | { kind: "done" }
  /** Final, and nothing moved. `again`: the same number may be tried again later, once its reason is gone. */
  | { kind: "refused"; reason: RefundFailure; code: string; again: boolean }
  | Unclear;

/** "not_done" is no refusal: the gateway has not, or not yet, moved anything under this number. */
export type RefundQueryOutcome = { kind: "done" } | { kind: "not_done" } | Unclear;

/** The verdict of each check on a notice; a check that was not reached is absent. */
export type NoticeVerdicts = Partial<Record<"form" | "signature" | "application" | "seller" | "content", boolean>>;

/**
 * A notification as it came in; `query` is the text behind the question mark of the address it was sent to. `at`: when that was, if it
 * is read again later.
 */
export type RawNotice = { body: Buffer; query: string; contentType: string | null; at?: Date };

export type Notice =
  /** Not authentic, or not readable: nothing in it is believed. */
  | { kind: "refused"; why: string; verdicts: NoticeVerdicts }
  | {
      kind: "notice";
      notifyId: string;
      /** Null for genuine notices about something else than one of our trades. */
      merchantNumber: string | null;
      /** Null for notices that tell nothing of a payment, such as refund reports. */
      trade: TradeNews | null;
      /** settle: may decide by itself. ask: a trigger only, the gateway decides. park: kept for a person, wanted again. */
      use: "settle" | "ask" | "park";
      verdicts: NoticeVerdicts;
    };

/** Alipay's word on whether it sent a notice (B4); a denial raises an alarm, and settles nothing. */
export type NoticeWord = "genuine" | "denied" | "unclear";

export type Reply = { status: number; contentType: string; body: string };

/** One account of one generation, ready to be used. Every call ends by its own deadline. */
export type Gateway = {
  generation: Generation;
  /** Where its calls go, main address first. */
  origins: readonly string[];
  requestCode(request: CodeRequest): Promise<CodeOutcome>;
  /** `currency` is the price's: an interface may name another one in its answer, and leave that one unsaid. */
  query(merchantNumber: string, currency: string): Promise<QueryOutcome>;
  /** Any trade of the account, ours or not (P15); each generation can be asked by either number. */
  find(request: FindRequest): Promise<FindOutcome>;
  cancel(merchantNumber: string): Promise<CancelOutcome>;
  /** Safe to repeat: one number moves money once. */
  refund(request: RefundRequest): Promise<RefundOutcome>;
  /** Only where the interface has such a question (traits `tellsRefund`); elsewhere the refund is repeated to learn its fate. */
  queryRefund?(request: RefundRequest): Promise<RefundQueryOutcome>;
  readNotice(notice: RawNotice): Notice;
  /** Asks Alipay about a notice that was just taken; only where its signature alone is weak (S14). */
  confirmNotice?(notifyId: string): Promise<NoticeWord>;
  /** The generation's answer to the notice in this body: it was taken, or it is wanted again. */
  reply(body: Buffer, answer: "taken" | "again"): Promise<Reply>;
};
