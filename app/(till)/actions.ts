"use server";

import { acting, actingTill } from "#app/session.ts";
import { acceptLate as acceptLateMoney } from "#lib/orders/accept-late.ts";
import { askForCashier } from "#lib/orders/calls/ask-for-cashier.ts";
import { requestCode } from "#lib/orders/calls/request-code.ts";
import { runIfDue } from "#lib/orders/calls/run-due.ts";
import { cancelOrder as wantEnd } from "#lib/orders/cancel-order.ts";
import type { AcceptResult, AskResult, CancelResult, ChargeInput, ChargeResult, Denied } from "#lib/orders/commands.ts";
import { createOrder } from "#lib/orders/create-order.ts";
import { viewOrder } from "#lib/orders/queries.ts";
import { chargeInput, orderInput } from "#lib/orders/schema.ts";
import type { OrderView } from "#lib/orders/view.ts";
import { processShop } from "#lib/process.ts";
import type { RefundInput, RefundResult } from "#lib/refunds/commands.ts";
import { refundOrder as wantRefund } from "#lib/refunds/refund-order.ts";
import { runRefundIfDue } from "#lib/refunds/run-refunds.ts";
import { refundInput } from "#lib/refunds/schema.ts";
import { patiently } from "./patience.ts";

export async function charge(input: ChargeInput): Promise<ChargeResult> {
  const staff = await acting(input);
  if (!staff) return { kind: "signed_out" };
  const parsed = chargeInput.safeParse(input);
  if (!parsed.success) return { kind: "not_found" };
  const shop = processShop();
  const result = await createOrder(shop, staff.user.id, parsed.data);
  if (result.kind === "created") await patiently(requestCode(shop, result.payment));
  if (result.kind !== "created" && result.kind !== "existing") return result;
  const { orderId } = result.kind === "created" ? result.payment : result;
  return withOrder(staff.user.id, orderId, (order) => ({ kind: "created", order }));
}

export async function cancelOrder(input: { orderId: string }): Promise<CancelResult> {
  const staff = await acting(input);
  if (!staff) return { kind: "signed_out" };
  const parsed = orderInput.safeParse(input);
  if (!parsed.success) return { kind: "not_found" };
  const shop = processShop();
  const result = await wantEnd(shop, staff.user.id, parsed.data.orderId);
  if (result.kind === "not_found") return result;
  // Not awaited: Cancel answers at once, whatever the gateway does.
  if (result.kind === "cancelling") void runIfDue(shop, result.attemptId);
  return withOrder(staff.user.id, parsed.data.orderId, (order) => ({ kind: result.kind, order }));
}

export async function askNow(input: { orderId: string }): Promise<AskResult> {
  const staff = await acting(input);
  if (!staff) return { kind: "signed_out" };
  const parsed = orderInput.safeParse(input);
  if (!parsed.success) return { kind: "not_found" };
  const result = await askForCashier(processShop(), staff.user.id, parsed.data.orderId);
  if (result.kind === "not_found") return result;
  if (result.kind === "asking") await patiently(result.answer);
  const kind = result.kind === "asking" ? "asked" : "too_soon";
  return withOrder(staff.user.id, parsed.data.orderId, (order) => ({ kind, order }));
}

export async function acceptLate(input: { orderId: string }): Promise<AcceptResult> {
  const staff = await acting(input);
  if (!staff) return { kind: "signed_out" };
  const parsed = orderInput.safeParse(input);
  if (!parsed.success) return { kind: "not_found" };
  const { kind } = await acceptLateMoney(processShop(), staff.user.id, parsed.data.orderId);
  if (kind === "not_found") return { kind };
  return withOrder(staff.user.id, parsed.data.orderId, (order) => ({ kind, order }));
}

export async function refundOrder(input: RefundInput): Promise<RefundResult> {
  const staff = await acting(input);
  if (!staff) return { kind: "signed_out" };
  const parsed = refundInput.safeParse(input);
  if (!parsed.success) return { kind: "not_found" };
  const shop = processShop();
  const asker = { userId: staff.user.id, deviceId: (await actingTill())?.id ?? null };
  const result = await wantRefund(shop, asker, parsed.data);
  if (result.kind !== "created" && result.kind !== "existing") return result;
  await patiently(runRefundIfDue(shop, result.refundId));
  return withOrder(staff.user.id, parsed.data.orderId, (order) => ({ kind: "refunding", order }));
}

async function withOrder<Result>(
  userId: string,
  orderId: string,
  make: (order: OrderView) => Result,
): Promise<Result | Denied> {
  const order = await viewOrder(processShop(), userId, orderId);
  return order ? make(order) : { kind: "not_found" };
}
