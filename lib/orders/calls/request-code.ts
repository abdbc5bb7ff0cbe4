import type { CodeOutcome } from "#lib/payments/gateway.ts";
import type { Shop } from "#lib/process.ts";
import { findGateway } from "#lib/stores/find-gateway.ts";
import { applyOutcome } from "../apply-outcome.ts";
import { reread } from "../queries.ts";
import type { PaymentRow } from "../sql/payment-row.ts";
import { payPageUrl } from "../to-view.ts";

/** Asks for the code of an attempt whose call is already counted and claimed, and applies the answer. */
export async function requestCode(shop: Shop, payment: PaymentRow): Promise<CodeOutcome> {
  const gateway = await findGateway(shop, payment.accountId, payment.credentialVersion);
  const outcome: CodeOutcome =
    gateway === null
      ? { kind: "refused", reason: "account", code: "NO_ACCOUNT" }
      : await gateway.requestCode({
          merchantNumber: payment.merchantNumber,
          amount: { minor: payment.amount, currency: payment.currency },
          subject: payment.subject,
          codeLifeMinutes: payment.codeLifeMinutes,
          returnUrl: returnUrl(payment),
        });
  await applyOutcome(shop, await reread(shop, payment), { news: { kind: "code_answered", outcome }, actor: "gateway" });
  return outcome;
}

/** The customer's way back from a payment page: what became of the payment, as we know it. */
function returnUrl(payment: PaymentRow): string | null {
  const page = payPageUrl(payment);
  return page === null ? null : `${page}/result`;
}
