"use server";

import { action } from "#app/action.ts";
import { doer } from "#app/session.ts";
import { acceptLate as acceptLateMoney } from "#lib/orders/accept-late.ts";
import { askForCashier } from "#lib/orders/calls/ask-for-cashier.ts";
import { requestCode } from "#lib/orders/calls/request-code.ts";
import { runIfDue } from "#lib/orders/calls/run-due.ts";
import { cancelOrder as wantEnd } from "#lib/orders/cancel-order.ts";
import type { AcceptResult, AskResult, CancelResult, ChargeResult } from "#lib/orders/commands.ts";
import { createOrder } from "#lib/orders/create-order.ts";
import { chargeInput, orderInput } from "#lib/orders/schema.ts";
import type { RefundResult } from "#lib/refunds/commands.ts";
import { refundOrder as wantRefund } from "#lib/refunds/refund-order.ts";
import { runRefundIfDue } from "#lib/refunds/run-refunds.ts";
import { refundInput } from "#lib/refunds/schema.ts";
import { patiently } from "./patience.ts";
import { withOrder } from "./with-order.ts";

export const charge = action(
  { name: "charge", takes: chargeInput, refusal: "not_found" },
  async (who, input): Promise<ChargeResult> => {
    const result = await createOrder(who.shop, who.userId, input);
    if (result.kind === "created") await patiently(requestCode(who.shop, result.payment));
    if (result.kind !== "created" && result.kind !== "existing") return result;
    const { orderId } = result.kind === "created" ? result.payment : result;
    return withOrder(who, orderId, (order) => ({ kind: "created", order }));
  },
);

export const cancelOrder = action(
  { name: "cancelOrder", takes: orderInput, refusal: "not_found" },
  async (who, { orderId }): Promise<CancelResult> => {
    const result = await wantEnd(who.shop, await doer(who.staff), orderId);
    if (result.kind === "not_found") return result;
    // Not awaited: Cancel answers at once, whatever the gateway does.
    if (result.kind === "cancelling") void runIfDue(who.shop, result.attemptId);
    return withOrder(who, orderId, (order) => ({ kind: result.kind, order }));
  },
);

export const askNow = action(
  { name: "askNow", takes: orderInput, refusal: "not_found" },
  async (who, { orderId }): Promise<AskResult> => {
    const result = await askForCashier(who.shop, who.userId, orderId);
    if (result.kind === "not_found") return result;
    if (result.kind === "asking") await patiently(result.answer);
    const kind = result.kind === "asking" ? "asked" : "too_soon";
    return withOrder(who, orderId, (order) => ({ kind, order }));
  },
);

export const acceptLate = action(
  { name: "acceptLate", takes: orderInput, refusal: "not_found" },
  async (who, { orderId }): Promise<AcceptResult> => {
    const { kind } = await acceptLateMoney(who.shop, await doer(who.staff), orderId);
    if (kind === "not_found") return { kind };
    return withOrder(who, orderId, (order) => ({ kind, order }));
  },
);

export const refundOrder = action(
  { name: "refundOrder", takes: refundInput, refusal: "not_found", fresh: true },
  async (who, input): Promise<RefundResult> => {
    const result = await wantRefund(who.shop, await doer(who.staff), input);
    if (result.kind !== "created" && result.kind !== "existing") return result;
    await patiently(runRefundIfDue(who.shop, result.refundId));
    return withOrder(who, input.orderId, (order) => ({ kind: "refunding", order }));
  },
);
