import type { OrderView, PaymentCode } from "#lib/orders/view.ts";

/** The code that can be paid at this instant of the server's clock, else null: no other code is ever drawn. */
export function payableCode(order: Pick<OrderView, "state" | "code">, now: number): PaymentCode | null {
  if (order.state !== "waiting" || order.code === null) return null;
  return now < Date.parse(order.code.endsAt) ? order.code : null;
}
