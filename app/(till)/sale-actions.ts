"use server";

import { acting } from "#app/session.ts";
import { lookUp as lookUpAtAlipay } from "#lib/orders/calls/find-trade.ts";
import { runIfDue } from "#lib/orders/calls/run-due.ts";
import type { FreshCodeResult, LookUpInput, LookUpResult, SettleDoubleResult } from "#lib/orders/commands.ts";
import { viewOrder } from "#lib/orders/queries.ts";
import { refreshCode } from "#lib/orders/refresh-code.ts";
import { lookUpInput, orderInput } from "#lib/orders/schema.ts";
import { settleDouble as wantSettled } from "#lib/orders/settle-double.ts";
import { processShop } from "#lib/process.ts";
import { patiently } from "./patience.ts";

/** A fresh code for the same sale, after the present one is proven dead. */
export async function freshCode(input: { orderId: string }): Promise<FreshCodeResult> {
  const staff = await acting(input);
  if (!staff) return { kind: "signed_out" };
  const parsed = orderInput.safeParse(input);
  if (!parsed.success) return { kind: "not_found" };
  const shop = processShop();
  const result = await refreshCode(shop, staff.user.id, parsed.data.orderId);
  if (result.kind === "not_found") return result;
  // Not awaited: the screen hears of each step by the stream.
  if (result.kind === "refreshing") void runIfDue(shop, result.attemptId);
  const order = await viewOrder(shop, staff.user.id, parsed.data.orderId);
  return order ? { kind: result.kind, order } : { kind: "not_found" };
}

/** This is no double payment. */
export async function settleDouble(input: { orderId: string }): Promise<SettleDoubleResult> {
  const staff = await acting(input);
  if (!staff) return { kind: "signed_out" };
  const parsed = orderInput.safeParse(input);
  if (!parsed.success) return { kind: "not_found" };
  const shop = processShop();
  const { kind } = await wantSettled(shop, staff.user.id, parsed.data.orderId);
  if (kind === "not_found") return { kind };
  const order = await viewOrder(shop, staff.user.id, parsed.data.orderId);
  return order ? { kind, order } : { kind: "not_found" };
}

/** What Alipay says of a number from a customer's bill. Asks at most 800 ms: while it is `asking`, call again with the same input. */
export async function lookUp(input: LookUpInput): Promise<LookUpResult> {
  const staff = await acting(input);
  if (!staff) return { kind: "signed_out" };
  const parsed = lookUpInput.safeParse(input);
  if (!parsed.success) return { kind: "number_refused" };
  const { answer, told } = lookUpAtAlipay(processShop(), staff.user.id, parsed.data);
  const result = await patiently(answer);
  if (result === undefined) return { kind: "asking" };
  told();
  return result;
}
