import { isOverdraft } from "#lib/alipay/openapi/codes.ts";
import type { Failure, RefundFailure } from "../gateway.ts";

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

/** `code` is Alipay's sub_code, or its common code where there is none. */
export const reasonFor = (code: string): Failure => REASONS.get(code) ?? GATEWAY_REASONS.get(code) ?? "unknown_reason";

/** Of a refused refund; null for a code that no page gives a reason for. */
export const refundReasonFor = (code: string): RefundFailure | null =>
  REFUND_REASONS.get(code) ?? GATEWAY_REASONS.get(code) ?? (isOverdraft(code) ? "contract" : null);
