import { isOverdraft } from "#lib/alipay/openapi/codes.ts";
import type { GatewayError, Refused, Unclear } from "#lib/alipay/openapi/response.ts";
import type { Claim, Failure, RefundFailure, RefundOutcome } from "../gateway.ts";
import { RATE_LIMITED } from "../no-answer.ts";

/** Refusals by the gateway itself, before any business (codes.md section 1). */
const GATEWAY_REASONS: ReadonlyMap<string, Failure & RefundFailure> = new Map([
  ["isv.insufficient-isv-permissions", "contract"],
  ["isv.insufficient-user-permissions", "contract"],
  ["aop.no-product-reg-by-partner", "contract"],
  ["aop.invalid-app-auth-token-no-api", "contract"],
  ["aop.invalid-app-auth-token", "settings"],
  ["aop.app-auth-token-time-out", "settings"],
  ["isv.invalid-parameter", "settings"],
  ["isv.invalid-signature", "keys"],
  ["isv.missing-signature", "keys"],
  ["isv.missing-signature-key", "keys"],
  ["isv.invalid-signature-type", "keys"],
  ["isv.invalid-app-id", "keys"],
  ["isv.missing-app-id", "keys"],
  ["isv.invalid-encrypt", "keys"],
  ["isv.invalid-encrypt-type", "keys"],
  ["isv.invalid-timestamp", "clock"],
]);

/** Refusals of precreate in the cashier's words. Source: codes.md section 2. */
const REASONS: ReadonlyMap<string, Failure> = new Map([
  ["ACQ.ACCESS_FORBIDDEN", "contract"],
  ["ACQ.TOTAL_FEE_EXCEED", "amount_limit"],
  ["ACQ.BEYOND_PAY_RESTRICTION", "amount_limit"],
  ["ACQ.BEYOND_PER_RECEIPT_RESTRICTION", "amount_limit"],
  ["ACQ.BEYOND_PER_RECEIPT_DAY_RESTRICTION", "amount_limit"],
  ["ACQ.BEYOND_PER_RECEIPT_SINGLE_RESTRICTION", "amount_limit"],
  ["ACQ.BUYER_PAYMENT_AMOUNT_DAY_LIMIT_ERROR", "amount_limit"],
  ["ACQ.BUYER_PAYMENT_AMOUNT_MONTH_LIMIT_ERROR", "amount_limit"],
  ["ACQ.PARTNER_ERROR", "keys"],
  ["ACQ.EXIST_FORBIDDEN_WORD", "wording"],
  ["ACQ.SELLER_BEEN_BLOCKED", "merchant_blocked"],
  ["ACQ.SELLER_NOT_EXIST", "merchant_blocked"],
  ["ACQ.BUYER_ENABLE_STATUS_FORBID", "declined"],
  ["ACQ.BUYER_SELLER_EQUAL", "declined"],
  ["ACQ.INVALID_PARAMETER", "settings"],
  ["ACQ.INVALID_STORE_ID", "settings"],
  ["ACQ.SUB_MERCHANT_CREATE_FAIL", "settings"],
  ["ACQ.SUB_MERCHANT_TYPE_INVALID", "settings"],
]);

/** Refusals of a refund. Source: codes.md section 2, refund. */
const REFUND_REASONS: ReadonlyMap<string, RefundFailure> = new Map([
  ["ACQ.SELLER_BALANCE_NOT_ENOUGH", "balance"],
  // The fee that belongs to the refund could not be taken.
  ["ACQ.REFUND_CHARGE_ERROR", "balance"],
  ["ACQ.TRADE_HAS_FINISHED", "window_over"],
  ["ACQ.REFUND_AMT_NOT_EQUAL_TOTAL", "too_much"],
  ["ACQ.REFUND_FEE_ERROR", "too_much"],
  ["ACQ.REASON_TRADE_REFUND_FEE_ERR", "too_much"],
  ["ACQ.REASON_TRADE_BEEN_FREEZEN", "frozen"],
  ["ACQ.NOT_ALLOW_PARTIAL_REFUND", "partial_not_allowed"],
  ["ACQ.BUYER_ERROR", "customer_account"],
  ["ACQ.CUSTOMER_VALIDATE_ERROR", "customer_account"],
  ["ACQ.REFUND_ACCOUNT_NOT_EXIST", "customer_account"],
  ["ACQ.TRADE_NOT_ALLOW_REFUND", "contract"],
  ["ACQ.ONLINE_TRADE_VOUCHER_NOT_ALLOW_REFUND", "contract"],
  ["ACQ.REFUND_ROYALTY_PAYEE_ACCOUNT_NOT_EXIST", "settings"],
  ["ACQ.ALLOC_AMOUNT_VALIDATE_ERROR", "settings"],
]);

/** Nothing is wrong with these refunds themselves: later the same number may go through (codes.md section 2, refund). */
const LATER: readonly string[] = ["ACQ.SELLER_BALANCE_NOT_ENOUGH", "ACQ.REFUND_CHARGE_ERROR"];

/** What stands behind "Details": Alipay's sub_code, or its common code where there is none. */
export const codeOf = (error: GatewayError): string => error.sub_code ?? error.code;

/** Too many calls; none of them was processed (codes.md section 1). */
const LIMITED = "40005";

/** Why an answer is unclear: the gateway's own code where it is proved, for a person who has to look. */
export function whyOf({ why, error }: Unclear): string {
  if (error?.code === LIMITED) return RATE_LIMITED;
  return why === "code" && error ? codeOf(error) : why;
}

/** What the cashier reads when there is no code. */
export const reasonOf = (code: string): Failure => REASONS.get(code) ?? GATEWAY_REASONS.get(code) ?? "unknown_reason";

export function claimOf(error: GatewayError): Claim {
  const code = codeOf(error);
  return { reason: reasonOf(code), code };
}

/** What an unclear answer says to people. Alipay's next certificate makes every answer unclear until the account has it. */
export function unclearClaim({ why, error }: Unclear): Claim | null {
  if (why === "unknown_certificate") return { reason: "keys", code: "alipay_cert_sn" };
  return error && claimOf(error);
}

/**
 * What the cashier reads of a refused refund. A mended setting, key or clock helps the same number too: refusals of that kind come
 * before any business.
 */
export function refusedRefund(refused: Refused): RefundOutcome {
  const code = codeOf(refused);
  const isFault = refused.reaction === "fix";
  const known = REFUND_REASONS.get(code) ?? GATEWAY_REASONS.get(code) ?? (isOverdraft(code) ? "contract" : null);
  const reason = known ?? (isFault ? "settings" : "unknown_reason");
  return { kind: "refused", reason, code, again: isFault || LATER.includes(code) };
}
