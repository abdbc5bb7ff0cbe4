import type { MoneyText } from "#lib/money/money.ts";
import type { Failure, Generation, RefundFailure } from "#lib/payments/gateway.ts";

export type { Failure, RefundFailure } from "#lib/payments/gateway.ts";

/** What a till says of a sale (docs/payments.md, Order and attempt). "expiring" is "waiting" with less than 30 s left: the screen's own clock tells. */
export const TILL_STATES = [
  "creating",
  "waiting",
  "scanned",
  "cancelling",
  "checking",
  "paid",
  "paid_late",
  "expired",
  "cancelled",
  "cancelled_refunded",
  "failed",
] as const;
export type TillState = (typeof TILL_STATES)[number];

/** What Alipay said when it was last asked. */
export type CheckAnswer = "not_paid" | "scanned" | "paid" | "closed" | "undecided" | "unclear";

/**
 * What a customer may scan, best first: the gateway's text byte for byte, and our own short address that leads to it.
 * `text` is null when the gateway gave an address that is no valid URI, `ownText` for wallet codes and when no phone can
 * reach us.
 */
export type PaymentCode = { text: string | null; ownText: string | null; startsAt: string; endsAt: string };

/** What becomes of the newest refund. queued: the gateway gives nothing back before `runsAt` (R7). */
export type RefundState = "sending" | "checking" | "queued" | "done" | "refused";

/** The refunds of a payment. */
export type RefundView = {
  /** What provably went back, all refunds together. */
  refunded: MoneyText;
  state: RefundState;
  /** Of the newest one. */
  amount: MoneyText;
  since: string;
  runsAt: string | null;
  failure: { reason: RefundFailure; code: string | null } | null;
};

/** One order as the till draws it. Instants are ISO 8601 texts of the server's clock. */
export type OrderView = {
  id: string;
  /** Grows with every change: a screen ignores a view older than the one it has. */
  revision: number;
  state: TillState;
  /** True once the sale has ended, also while something about it is still being checked. */
  isOver: boolean;
  /** How many codes the sale had; the view tells of the newest one. */
  codes: number;
  /** True when a fresh code may be asked for now (L10). */
  canRefresh: boolean;
  /** True while the present code is being ended to make room for a fresh one: state cancelling, and the sale goes on. */
  refreshing: boolean;
  /** Begin of the state: a cancel is shown as being checked after 10 s, a slow code gets a second line after 3 s. */
  since: string;
  amount: MoneyText;
  /** The lines that were added up, minor units; empty for a single amount. */
  lines: string[];
  reference: string | null;
  registerName: string;
  cashierName: string;
  createdAt: string;
  generation: Generation;
  /** Only while it can be paid: state waiting. */
  code: PaymentCode | null;
  /** Masked account of the customer, when Alipay told. */
  buyer: string | null;
  paidAt: string | null;
  /** Last six digits of Alipay's trade number. */
  tradeTail: string | null;
  /** What may still go back to the customer; null while nothing was paid. */
  refundable: MoneyText | null;
  /** True when giving everything back undoes the whole payment, as Alipay wants it on the same day (P14). */
  refundCancels: boolean;
  refund: RefundView | null;
  check: { count: number; at: string | null; answer: CheckAnswer | null };
  failure: { reason: Failure; code: string | null } | null;
  /** True when the same money was paid on this register by what looks like the same sale, and nobody has settled it (P13). */
  possibleDouble: boolean;
  /** Last part of the receipt's address; null while nothing was paid. */
  receiptToken: string | null;
  /** True for orders of a practice store. */
  practice: boolean;
};

/** A payment as its customer may see it: neither staff names nor other sales. */
export type CustomerView = Pick<OrderView, "state" | "amount" | "practice"> & { storeName: string };

/** What a till knows of its register besides the orders. */
export type RegisterFacts = {
  /** Null while none is open. */
  shift: { id: string; openedAt: string; heldBy: string } | null;
  /** True when nothing is sold here without an open shift. */
  requireShift: boolean;
  /** Of the account that takes the store's own currency; null without one. */
  health: GatewayHealth | null;
};

/** How Alipay has answered lately (P20), by what was noted in the last hour. Times are rounded, so that they change seldom. */
export type GatewayHealth = {
  /** To the second. */
  lastAnswerAt: string | null;
  failedInARow: number;
  /** Of the last 20 calls, or as many as there were: how many, how many of them without an answer, and the median time of the answers. */
  calls: number;
  failed: number;
  /** To 100 ms. */
  medianMs: number | null;
  /** From the scan to the payment: the median of the store's last 20 payments whose scan was seen, to 100 ms. */
  scanToPaidMs: number | null;
};

/** Everything a till needs about its register: undecided orders and the last ten, newest first. */
export type RegisterView = { now: string; orders: OrderView[]; facts: RegisterFacts };

const UNDECIDED: ReadonlySet<TillState> = new Set(["creating", "waiting", "scanned", "cancelling", "checking"]);

/** True while the outcome is open: these orders stay on the till until they are decided. */
export const isUndecided = (state: TillState): boolean => UNDECIDED.has(state);

/** True when Cancel is offered; while a cancel runs or all is decided it is not. */
export const canCancel = ({ state, isOver, refreshing }: Pick<OrderView, "state" | "isOver" | "refreshing">): boolean =>
  !isOver && (refreshing || state === "creating" || state === "waiting" || state === "scanned" || state === "checking");

/** A line of the manager's list of orders. */
export type OrderRow = {
  id: string;
  state: TillState;
  amount: MoneyText;
  reference: string | null;
  createdAt: string;
  storeName: string;
  registerName: string;
  /** The store's zone, in which people read its times. */
  timeZone: string;
  cashierName: string;
  generation: Generation;
  tradeTail: string | null;
  /** Null when nothing went back. */
  refunded: MoneyText | null;
};

/** Sums of all orders that match a filter, one entry a currency: currencies are never added together. */
export type OrderTotals = { currency: string; count: number; paid: MoneyText; refunded: MoneyText; net: MoneyText };

/** Money that came or went with an order: a line of the table that is exported. Days and times are the store's. */
export type Movement = {
  kind: "payment" | "refund";
  date: string;
  time: string;
  timeZone: string;
  /** Below nothing for a refund. */
  amount: MoneyText;
  /** Of the receipt, as people read it out. */
  number: string;
  orderId: string;
  reference: string | null;
  storeName: string;
  registerName: string;
  /** Who charged, or asked for the refund. */
  personName: string;
  generation: Generation;
  tradeNumber: string | null;
  merchantNumber: string;
  refundNumber: string | null;
};

export type OrderPage = { rows: OrderRow[]; olderThan: string | null };
