import type { MoneyText } from "#lib/money/money.ts";
import type { Generation } from "#lib/payments/gateway.ts";

/** What waits for a person (docs/inbox.md). A further kind is a word here, its rows in sql/ and its steps in decide-steps.ts. */
export const EXCEPTION_KINDS = ["account", "unknown", "late", "double", "mismatch", "refund", "parked"] as const;
export type ExceptionKind = (typeof EXCEPTION_KINDS)[number];

/** What exactly it is: each has a sentence in the messages. */
export const EXCEPTION_VARIANTS = {
  /** Its secrets cannot be opened; a certificate is over; Alipay refused its last sale for keys, contract, settings or clock. */
  account: ["unreadable", "certificate", "refused"],
  /** stands: the payment is paid, and the cancel that was sent is answered in no words that we know. */
  unknown: ["checking", "cancelling", "stands", "undecided"],
  late: ["late"],
  /** surplus: a second code of the same sale was paid. twin: another sale that looks like this one was paid before. */
  double: ["surplus", "twin"],
  /** Told by an answer about the sale, or by a notice alone. live: its code may still be paid. */
  mismatch: ["sale", "live", "notice"],
  refund: ["unclear"],
  parked: ["unknown_order", "words"],
} as const satisfies Record<ExceptionKind, readonly string[]>;
export type ExceptionVariant = (typeof EXCEPTION_VARIANTS)[ExceptionKind][number];

/** What resolves one. The first of a card is its next step. */
export type ExceptionStep =
  | "ask"
  | "ask_refund"
  | "accept"
  | "give_back"
  | "not_double"
  | "cancel"
  | "keep_payment"
  | "settle"
  | "dismiss"
  | "credentials";

/** What a person only says, of a sale or a notice: it may be taken back. What was asked of Alipay was asked. */
export const WORDS = ["accept", "settle", "dismiss"] as const;
export type Word = (typeof WORDS)[number];

/** So long it is offered to take a word back. */
export const TAKE_BACK_SECONDS = 10;

/** A card of the inbox. Instants are ISO 8601. */
export type ExceptionView = {
  kind: ExceptionKind;
  variant: ExceptionVariant;
  /** Of the order, refund, notice or account. */
  id: string;
  since: string;
  store: { id: string; name: string; timeZone: string };
  /** Money that may be wrong until somebody looks; null where nothing names any. */
  amount: MoneyText | null;
  /** What Alipay named instead. */
  told: MoneyText | null;
  /** What one refund gives back; null where nothing is to go back. */
  back: MoneyText | null;
  order: { id: string; registerId: string; registerName: string; reference: string | null; createdAt: string } | null;
  account: { id: string; code: string; generation: Generation } | null;
  /** How often Alipay was asked, and when last. */
  checked: { count: number; at: string | null } | null;
  /** What Alipay sent, word for word but for what is a customer's or a secret. */
  message: { name: string; value: string }[] | null;
  steps: ExceptionStep[];
};

/** Currencies are never added together. */
export type RiskSum = { currency: string; count: number; amount: MoneyText };

export type ExceptionPage = {
  rows: ExceptionView[];
  risk: RiskSum[];
  /** How many there are of each kind, before the filter by kind. */
  counts: Record<ExceptionKind, number>;
  /** How many more there are than are shown. */
  more: number;
};

/** `mark` changes when another exception waits, or one is gone. */
export type InboxCount = { count: number; isMore: boolean; mark: string };
