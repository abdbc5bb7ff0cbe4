import type { Failure } from "#lib/payments/gateway.ts";
import type { CheckAnswer } from "../view.ts";

/** Few words for a sale; what is odd about it stands beside, as its anomaly. */
export type OrderStatus = "open" | "paid" | "expired" | "cancelled" | "failed";

export type Anomaly =
  /** Money arrived after the sale had ended: a person accepts or refunds. */
  | "paid_late"
  /** A second payment of a sale that is paid: a person refunds it, or has a reason to keep it. */
  | "paid_twice"
  /** A verified answer names another amount or currency: a person decides. */
  | "amount_mismatch"
  /** The gateway knows the sale, but says in no words that we were given whether it is paid: a person decides. */
  | "undecided"
  /** A cancel met a payment: the money went back. */
  | "cancelled_refunded";

/**
 * creating: the code was asked for. checking: no sure answer. waiting: the code can be scanned. scanned: the trade
 * exists. cancelling: being ended at the gateway. paid, closed, failed: ended.
 */
export type AttemptStatus =
  | "creating"
  | "checking"
  | "waiting"
  | "scanned"
  | "cancelling"
  | "paid"
  | "closed"
  | "failed";

/** sold: another attempt of the same sale was paid. fresh_code: it makes room for the next one, and the sale goes on. */
export type EndReason = "cashier" | "expiry" | "no_code" | "sold" | "fresh_code";

/** The codes that one sale may have: the first, and ten fresh ones (L10). */
export const MOST_CODES = 11;

/** Last word on the cancel that was sent; "unclear" from the moment of sending. After "void" nothing can be paid any more. */
export type CancelAnswer = "unclear" | "no_trade" | "refused" | "void";

/** All that news can change about a sale: the mutable columns of shop_order and payment_attempt. */
export type PaymentState = {
  readonly orderStatus: OrderStatus;
  readonly anomaly: Anomaly | null;
  readonly resolvedAt: Date | null;
  readonly paidAt: Date | null;
  readonly status: AttemptStatus;
  readonly statusSince: Date;
  readonly codeText: string | null;
  readonly codeEndsAt: Date;
  readonly tradeNumber: string | null;
  readonly buyer: string | null;
  /** Calls for the code that were begun; the first is counted when the sale is stored. */
  readonly createCalls: number;
  readonly endReason: EndReason | null;
  readonly cancelSentAt: Date | null;
  readonly cancelAnswer: CancelAnswer | null;
  /** Money was seen on it while a cancel was under way: whether it stays, only the answer to that one tells. */
  readonly paidSeen: boolean;
  readonly failure: Failure | null;
  readonly failureCode: string | null;
  readonly nextCheckAt: Date | null;
  /** Questions, and cancels without a clear answer, since the status turned: the pauses grow with them. */
  readonly checks: number;
  readonly checkedAt: Date | null;
  /** Null: not asked since the last turn. A cancel wants an answer that is not null and not unclear before it (I11). */
  readonly checkAnswer: CheckAnswer | null;
};

const OPEN: ReadonlySet<AttemptStatus> = new Set(["creating", "checking", "waiting", "scanned", "cancelling"]);

/** True while the attempt may still become the payment of its sale. */
export const isOpen = (status: AttemptStatus): boolean => OPEN.has(status);

/** True when another attempt of the same sale was paid: this one cannot be its payment any more. */
export const isSoldOtherwise = ({ orderStatus, status }: Pick<PaymentState, "orderStatus" | "status">): boolean =>
  orderStatus === "paid" && status !== "paid";

/** True when another attempt of the same sale carries it on: this one gave way to a fresh code (L10). */
export const isReplaced = ({ orderStatus, status }: Pick<PaymentState, "orderStatus" | "status">): boolean =>
  orderStatus === "open" && !isOpen(status);

/** True for a fresh attempt whose code nobody has asked for yet. */
export const isUnasked = ({ status, createCalls }: Pick<PaymentState, "status" | "createCalls">): boolean =>
  status === "creating" && createCalls === 0;
