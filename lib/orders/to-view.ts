import { env } from "#lib/env.ts";
import { toMoneyText } from "#lib/money/money.ts";
import { drawable } from "#lib/payments/code-text.ts";
import { undoesWholeTrade } from "#lib/payments/same-day-cancel.ts";
import { TRAITS } from "#lib/payments/traits.ts";
import type { ListRow } from "./list/sql/list-orders.ts";
import type { ViewRow } from "./sql/read-views.ts";
import { isOpen, MOST_CODES } from "./states/status.ts";
import type { CustomerView, OrderRow, OrderView, PaymentCode, RefundView, TillState } from "./view.ts";

/** The state that people see, out of the words that are stored. */
export function tillState(row: Pick<ViewRow, "orderStatus" | "anomaly" | "resolvedAt" | "status">): TillState {
  // A second payment of a sale comes through a code that had been given up: late as well.
  if ((row.anomaly === "paid_late" || row.anomaly === "paid_twice") && row.resolvedAt === null) return "paid_late";
  if (row.anomaly === "cancelled_refunded") return "cancelled_refunded";
  // Money that is not ours to explain, or that no answer decides: not certain, even if the sale had ended.
  if (row.anomaly === "amount_mismatch" && row.resolvedAt === null) return "checking";
  if (row.anomaly === "undecided" && row.status !== "cancelling") return "checking";
  if (row.orderStatus !== "open") return row.orderStatus;
  switch (row.status) {
    case "creating":
    case "waiting":
    case "scanned":
    case "cancelling":
      return row.status;
    default:
      return "checking";
  }
}

/** A code leaves the server only while it can be paid. */
export function toView(row: ViewRow): OrderView {
  const state = tillState(row);
  return {
    id: row.orderId,
    revision: row.revision,
    state,
    isOver: !isOpen(row.status),
    codes: row.codes,
    canRefresh: state === "waiting" && row.codes < MOST_CODES,
    refreshing: state === "cancelling" && row.endReason === "fresh_code",
    since: row.statusSince.toISOString(),
    amount: toMoneyText({ minor: row.amount, currency: row.currency }),
    lines: row.lines.map(String),
    reference: row.reference,
    registerName: row.registerName,
    cashierName: row.cashierName,
    createdAt: row.createdAt.toISOString(),
    generation: row.generation,
    code: state === "waiting" ? codeOf(row) : null,
    buyer: row.buyer,
    paidAt: row.paidAt?.toISOString() ?? null,
    tradeTail: tail(row.tradeNumber),
    ...refundsOf(row),
    check: { count: row.checks, at: row.checkedAt?.toISOString() ?? null, answer: row.checkAnswer },
    failure: row.failure === null ? null : { reason: row.failure, code: row.failureCode },
    possibleDouble: row.possibleDouble,
    receiptToken: row.orderStatus === "paid" ? row.receiptToken : null,
    practice: row.practice,
  };
}

/** Longer than a refund waits for its turn: it was put off for a reason that people should know. */
const QUEUED_MS = 30_000;

function refundsOf(row: ViewRow): Pick<OrderView, "refundable" | "refundCancels" | "refund"> {
  const { currency } = row;
  if (row.status !== "paid") return { refundable: null, refundCancels: false, refund: null };
  const left = { minor: row.amount - row.refundHeld, currency };
  return {
    refundable: toMoneyText(left),
    refundCancels: row.refundHeld === 0n && undoesWholeTrade(TRAITS[row.generation], row.madeAt, row.now),
    refund: refundOf(row),
  };
}

function refundOf(row: ViewRow): RefundView | null {
  const { currency, refundStatus, refundAmount, refundSince, refundNextAt } = row;
  if (refundStatus === null || refundAmount === null || refundSince === null) return null;
  const isQueued =
    refundStatus === "pending" && refundNextAt !== null && refundNextAt.getTime() > row.now.getTime() + QUEUED_MS;
  return {
    refunded: toMoneyText({ minor: row.refunded, currency }),
    state: isQueued ? "queued" : refundStatus === "pending" ? "sending" : refundStatus,
    amount: toMoneyText({ minor: refundAmount, currency }),
    since: refundSince.toISOString(),
    runsAt: isQueued ? refundNextAt.toISOString() : null,
    failure: row.refundFailure === null ? null : { reason: row.refundFailure, code: row.refundFailureCode },
  };
}

function codeOf(row: ViewRow): PaymentCode | null {
  if (row.codeText === null) return null;
  const ownText = TRAITS[row.generation].code === "page" ? payPageUrl(row) : null;
  const times = { startsAt: row.statusSince.toISOString(), endsAt: row.codeEndsAt.toISOString() };
  return { text: drawable(row.generation, row.codeText), ownText, ...times };
}

/** Our own address of a payment, or null when no customer's phone can reach us. */
export function payPageUrl({ payToken, practice }: Pick<ViewRow, "payToken" | "practice">): string | null {
  const origin = env.customerOrigin(practice);
  return origin === undefined || payToken === null ? null : `${origin}/pay/${payToken}`;
}

/** What anybody may know who holds the address of a payment. */
export const toCustomerView = (row: ViewRow): CustomerView => ({
  state: tillState(row),
  amount: toMoneyText({ minor: row.amount, currency: row.currency }),
  storeName: row.storeName,
  practice: row.practice,
});

export const toRow = (row: ListRow): OrderRow => ({
  id: row.orderId,
  state: tillState(row),
  amount: toMoneyText({ minor: row.amount, currency: row.currency }),
  reference: row.reference,
  createdAt: row.createdAt.toISOString(),
  storeName: row.storeName,
  registerName: row.registerName,
  timeZone: row.timeZone,
  cashierName: row.cashierName,
  generation: row.generation,
  tradeTail: tail(row.tradeNumber),
  refunded: row.refunded === 0n ? null : toMoneyText({ minor: row.refunded, currency: row.currency }),
});

const tail = (tradeNumber: string | null): string | null => tradeNumber?.slice(-6) ?? null;
