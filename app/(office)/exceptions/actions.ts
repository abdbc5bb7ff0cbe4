"use server";

import { patiently } from "#app/(till)/patience.ts";
import { action } from "#app/action.ts";
import { doer } from "#app/session.ts";
import { askRefund as makeRefundDue } from "#lib/exceptions/ask-refund.ts";
import { askRefundInput, dismissInput, settleInput, takeBackInput } from "#lib/exceptions/schema.ts";
import { dismissNotice as dismiss } from "#lib/exceptions/settle-notice.ts";
import { keepPayment as keep, settleMismatch as settle } from "#lib/exceptions/settle-sale.ts";
import { takeBack as takeWordBack } from "#lib/exceptions/take-back.ts";
import { runRefundIfDue } from "#lib/refunds/run-refunds.ts";

const refusal = "not_found" as const;

export const settleMismatch = action({ name: "settleMismatch", takes: settleInput, refusal }, async (who, input) =>
  settle(who.shop, await doer(who.staff), input),
);

export const keepPayment = action({ name: "keepPayment", takes: settleInput, refusal }, async (who, input) =>
  keep(who.shop, await doer(who.staff), input),
);

export const dismissNotice = action({ name: "dismissNotice", takes: dismissInput, refusal }, async (who, input) =>
  dismiss(who.shop, await doer(who.staff), input),
);

export const takeBack = action({ name: "takeBack", takes: takeBackInput, refusal }, async (who, input) =>
  takeWordBack(who.shop, await doer(who.staff), input),
);

export const askRefund = action({ name: "askRefund", takes: askRefundInput, refusal }, async (who, input) => {
  const result = await makeRefundDue(who.shop, who.userId, input);
  if (result.kind === "asking") await patiently(runRefundIfDue(who.shop, input.refundId));
  return result;
});
