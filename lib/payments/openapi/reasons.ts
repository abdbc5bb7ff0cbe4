import type { Failure } from "../gateway.ts";

/** Refusals of precreate in the cashier's words. Sources: codes.md sections 1 and 2. */
const REASONS: ReadonlyMap<string, Failure> = new Map([
  ["ACQ.ACCESS_FORBIDDEN", "contract"],
  ["isv.insufficient-isv-permissions", "contract"],
  ["isv.insufficient-user-permissions", "contract"],
  ["aop.no-product-reg-by-partner", "contract"],
  ["ACQ.TOTAL_FEE_EXCEED", "amount_limit"],
  ["ACQ.BEYOND_PAY_RESTRICTION", "amount_limit"],
  ["ACQ.BEYOND_PER_RECEIPT_RESTRICTION", "amount_limit"],
  ["ACQ.BEYOND_PER_RECEIPT_DAY_RESTRICTION", "amount_limit"],
  ["ACQ.BEYOND_PER_RECEIPT_SINGLE_RESTRICTION", "amount_limit"],
  ["ACQ.BUYER_PAYMENT_AMOUNT_DAY_LIMIT_ERROR", "amount_limit"],
  ["ACQ.BUYER_PAYMENT_AMOUNT_MONTH_LIMIT_ERROR", "amount_limit"],
  ["isv.invalid-signature", "keys"],
  ["isv.missing-signature", "keys"],
  ["isv.missing-signature-key", "keys"],
  ["isv.invalid-signature-type", "keys"],
  ["isv.invalid-app-id", "keys"],
  ["isv.missing-app-id", "keys"],
  ["ACQ.PARTNER_ERROR", "keys"],
  ["isv.invalid-timestamp", "clock"],
  ["ACQ.EXIST_FORBIDDEN_WORD", "wording"],
  ["ACQ.SELLER_BEEN_BLOCKED", "merchant_blocked"],
  ["ACQ.SELLER_NOT_EXIST", "merchant_blocked"],
  ["ACQ.BUYER_ENABLE_STATUS_FORBID", "declined"],
  ["ACQ.BUYER_SELLER_EQUAL", "declined"],
  ["ACQ.INVALID_PARAMETER", "settings"],
  ["ACQ.INVALID_STORE_ID", "settings"],
  ["ACQ.SUB_MERCHANT_CREATE_FAIL", "settings"],
  ["ACQ.SUB_MERCHANT_TYPE_INVALID", "settings"],
  ["isv.invalid-parameter", "settings"],
]);

/** `code` is Alipay's sub_code, or its common code where there is none. */
export const reasonFor = (code: string): Failure => REASONS.get(code) ?? "unknown_reason";
