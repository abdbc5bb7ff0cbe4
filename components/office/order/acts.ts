import { canRefund } from "#components/till/refund/wish.ts";
import type { IconName } from "#components/ui/icon-paths.ts";
import { canCancel, isUndecided, type OrderView } from "#lib/orders/view.ts";

export type Act = "accept" | "notDouble" | "ask" | "refund" | "receipt" | "print" | "cancel" | "lookUp";

export const ACT_ICONS: Record<Act, IconName> = {
  accept: "paid",
  notDouble: "paid",
  ask: "refresh",
  refund: "undo",
  receipt: "receipt",
  print: "print",
  cancel: "x",
  lookUp: "search",
};

/** The one clear next step, where a person is needed. */
export const isNext = (act: Act, { state }: Pick<OrderView, "state">): boolean =>
  act === "accept" || act === "notDouble" || (act === "ask" && state === "checking");

/** What can be done with an order in the office, most wanted first. */
export function actsOf(order: OrderView, mayRefund: boolean): Act[] {
  const isPaid = order.receiptToken !== null;
  const offered: Record<Act, boolean> = {
    accept: order.state === "paid_late",
    notDouble: order.state === "paid" && order.possibleDouble,
    ask: isUndecided(order.state),
    refund: mayRefund && canRefund(order),
    receipt: isPaid,
    print: isPaid,
    cancel: canCancel(order),
    lookUp: true,
  };
  return (Object.keys(offered) as Act[]).filter((act) => offered[act]);
}
