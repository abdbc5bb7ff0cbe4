import { isRefundLook, type Look } from "#components/orders/look.ts";
import { isUndrawable } from "#components/till/code/code-choice.ts";
import { canRefund } from "#components/till/refund/wish.ts";
import type { IconName } from "#components/ui/icon-paths.ts";
import { canCancel, type OrderView } from "#lib/orders/view.ts";

export type CardKey =
  | "cancel"
  | "saysPaid"
  | "bigger"
  | "freshCode"
  | "wallet"
  | "checkNow"
  | "park"
  | "printCode"
  | "details"
  | "print"
  | "receipt"
  | "newSale"
  | "stay"
  | "accept"
  | "refund"
  | "refundNow"
  | "notDouble"
  | "lookUp"
  | "chargeAgain"
  | "tryAgain"
  | "back";

export const KEY_ICONS: Record<CardKey, IconName> = {
  cancel: "x",
  saysPaid: "says",
  bigger: "expand",
  freshCode: "qr",
  wallet: "wallet",
  checkNow: "refresh",
  park: "park",
  printCode: "print",
  details: "info",
  print: "print",
  receipt: "receipt",
  newSale: "next",
  stay: "pause",
  accept: "paid",
  refund: "undo",
  refundNow: "undo",
  notDouble: "paid",
  lookUp: "search",
  chargeAgain: "refresh",
  tryAgain: "refresh",
  back: "undo",
};

/** The key that is the clear next step of its card. */
const PRIMARY: ReadonlySet<CardKey> = new Set([
  "checkNow",
  "newSale",
  "accept",
  "chargeAgain",
  "tryAgain",
  "freshCode",
]);
export const isPrimary = (key: CardKey): boolean => PRIMARY.has(key);

/**
 * The four places below a card: 1 destructive or quiet, 2 ask Alipay, 3 and 4 secondary or the way on.
 * A place without a key stays empty, so that no key ever moves.
 */
export function keysOf(order: OrderView, look: Look, mayRefund: boolean): readonly (CardKey | null)[] {
  const cancel = canCancel(order) ? "cancel" : "details";
  const refund = mayRefund && canRefund(order);
  const wallet = order.practice && order.code !== null ? "wallet" : null;
  const printCode = canDraw(order) ? "printCode" : null;
  if (isRefundLook(look)) {
    if (look === "refund_failed" && order.state === "paid_late") return keysOf(order, "paid_late", mayRefund);
    return ["details", refund ? "refund" : null, "newSale", order.refund?.state === "done" ? "print" : null];
  }
  switch (look) {
    case "creating":
      return [cancel, null, null, null];
    case "waiting":
    case "expiring": {
      const last = look === "expiring" && order.canRefresh ? "freshCode" : (wallet ?? printCode);
      return [cancel, "saysPaid", printCode === null ? null : "bigger", last];
    }
    case "scanned":
      return [cancel, "saysPaid", null, wallet];
    case "cancelling":
      return [cancel, null, null, null];
    case "checking":
      return [cancel, "checkNow", "park", cancel === "cancel" ? "details" : null];
    case "paid":
      return ["print", "receipt", "newSale", "stay"];
    case "paid_late":
      return ["details", refund ? "refundNow" : null, "accept", "back"];
    case "double":
      return ["details", refund ? "refund" : null, "notDouble", "back"];
    case "failed":
      return ["details", null, "tryAgain", "back"];
    case "expired":
    case "cancelled":
    case "cancelled_refunded":
      return ["details", null, "chargeAgain", "back"];
  }
}

/** What can be done with an order beside the four keys, for the menu of its card. */
export function menuOf(order: OrderView, look: Look, mayRefund: boolean): readonly CardKey[] {
  const keys = keysOf(order, look, mayRefund);
  const isPaid = order.state === "paid";
  const refund: CardKey[] = isPaid && mayRefund && canRefund(order) ? ["refund"] : [];
  const double: CardKey[] = isPaid && order.possibleDouble ? ["notDouble"] : [];
  const paper: CardKey[] = isPaid ? ["print", "receipt"] : canDraw(order) ? ["printCode"] : [];
  const all: CardKey[] = [...refund, ...double, ...paper, "lookUp", "details"];
  return all.filter((key) => !keys.includes(key));
}

/** True while there is a code that can be drawn at all. */
const canDraw = ({ code }: OrderView): boolean => code !== null && !isUndrawable(code);

/** Where the code of a practice order leads, for the browser beside it: only web addresses are ever linked. */
export function walletAddress(order: Pick<OrderView, "practice" | "code">): string | null {
  if (!order.practice || order.code === null) return null;
  return [order.code.text, order.code.ownText].find((text) => text !== null && isWebAddress(text)) ?? null;
}

const isWebAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
