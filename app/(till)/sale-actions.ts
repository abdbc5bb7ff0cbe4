"use server";

import { action } from "#app/action.ts";
import { doer } from "#app/session.ts";
import { lookUp as lookUpAtAlipay } from "#lib/orders/calls/find-trade.ts";
import { runIfDue } from "#lib/orders/calls/run-due.ts";
import type { FreshCodeResult, LookUpResult, SettleDoubleResult } from "#lib/orders/commands.ts";
import { refreshCode } from "#lib/orders/refresh-code.ts";
import { lookUpInput, orderInput } from "#lib/orders/schema.ts";
import { settleDouble as wantSettled } from "#lib/orders/settle-double.ts";
import { patiently } from "./patience.ts";
import { withOrder } from "./with-order.ts";

/** A fresh code for the same sale, after the present one is proven dead. */
export const freshCode = action(
  { name: "freshCode", takes: orderInput, refusal: "not_found" },
  async (who, { orderId }): Promise<FreshCodeResult> => {
    const result = await refreshCode(who.shop, who.userId, orderId);
    if (result.kind === "not_found") return result;
    // Not awaited: the screen hears of each step by the stream.
    if (result.kind === "refreshing") void runIfDue(who.shop, result.attemptId);
    return withOrder(who, orderId, (order) => ({ kind: result.kind, order }));
  },
);

/** This is no double payment. */
export const settleDouble = action(
  { name: "settleDouble", takes: orderInput, refusal: "not_found" },
  async (who, { orderId }): Promise<SettleDoubleResult> => {
    const { kind } = await wantSettled(who.shop, await doer(who.staff), orderId);
    if (kind === "not_found") return { kind };
    return withOrder(who, orderId, (order) => ({ kind, order }));
  },
);

/** What Alipay says of a number from a customer's bill. Asks at most 800 ms: while it is `asking`, call again with the same input. */
export const lookUp = action(
  { name: "lookUp", takes: lookUpInput, refusal: "number_refused" },
  async ({ shop, userId }, input): Promise<LookUpResult> => {
    const { answer, told } = lookUpAtAlipay(shop, userId, input);
    const result = await patiently(answer);
    if (result === undefined) return { kind: "asking" };
    told();
    return result;
  },
);
