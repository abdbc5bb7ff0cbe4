import type { Refused, Unclear } from "#lib/alipay/intl/response.ts";
import type { ResultInfo } from "#lib/alipay/intl/result-info.ts";
import type { Claim, Failure, RefundFailure, RefundOutcome } from "../gateway.ts";
import { RATE_LIMITED } from "../no-answer.ts";

/**
 * Faults of the account or of the request, whatever was asked for. Sources of all these tables: codes.md section 4, and section 3
 * for the names that this set shares by analogy.
 */
const FAULTS: ReadonlyMap<string, Failure & RefundFailure> = new Map([
  ["PARAM_ILLEGAL", "settings"],
  ["NO_INTERFACE_DEF", "settings"],
  ["API_IS_INVALID", "settings"],
  ["INVALID_SIGNATURE", "keys"],
  ["KEY_NO_FOUND", "keys"],
  ["KEY_NOT_FOUND", "keys"],
  ["UNKNOWN_CLIENT", "keys"],
  ["OAUTH_FAILED", "contract"],
  ["ACCESS_DENIED", "contract"],
  ["CLIENT_FORBIDDEN_ACCESS_API", "contract"],
]);

/** Further refusals of a payment page. */
const REASONS: ReadonlyMap<string, Failure> = new Map([
  ["INVALID_CLIENT_STATUS", "merchant_blocked"],
  ["REQUEST_TRAFFIC_EXCEED_LIMIT", "busy"],
  ["UNKNOWN_EXCEPTION", "busy"],
  ["CURRENCY_NOT_SUPPORT", "currency"],
  ["TOTAL_FEE_EXCEED", "amount_limit"],
  ["BEYOND_PAY_RESTRICTION", "amount_limit"],
  ["EXIST_FORBIDDEN_WORD", "wording"],
]);

/** Further refusals of a refund. */
const REFUND_REASONS: ReadonlyMap<string, RefundFailure> = new Map([
  ["SELLER_BALANCE_NOT_ENOUGH", "balance"],
  ["MERCHANT_BALANCE_NOT_ENOUGH", "balance"],
  ["TRADE_HAS_FINISHED", "window_over"],
  ["REFUND_WINDOW_EXCEED", "window_over"],
  ["REFUND_AMOUNT_EXCEED", "too_much"],
  ["REFUND_AMT_RESTRICTION", "too_much"],
  ["RETURN_AMOUNT_EXCEED", "too_much"],
  ["REASON_TRADE_REFUND_FEE_ERR", "too_much"],
  ["REASON_TRADE_BEEN_FREEZEN", "frozen"],
  ["INVALID_CLIENT_STATUS", "contract"],
]);

/** What stands behind "Details": Alipay's resultCode, or what it gave in its place. */
export const codeOf = ({ resultCode, resultCodeId, resultStatus }: ResultInfo): string =>
  resultCode ?? resultCodeId ?? resultStatus;

/** Why an answer is unclear: the gateway's own code where it is proved, for a person who has to look. */
export function whyOf({ why, result }: Unclear): string {
  if (result?.resultCode === "REQUEST_TRAFFIC_EXCEED_LIMIT") return RATE_LIMITED;
  return why === "code" && result ? codeOf(result) : why;
}

/** What the cashier reads when there is no payment page. */
export const reasonOf = (code: string): Failure => FAULTS.get(code) ?? REASONS.get(code) ?? "unknown_reason";

export function claimOf(result: ResultInfo): Claim {
  const code = codeOf(result);
  return { reason: reasonOf(code), code };
}

/** What the cashier reads of a refused refund. More balance, a mended setting or key helps the same number too. */
export function refusedRefund(refused: Refused): RefundOutcome {
  const code = codeOf(refused);
  const isFault = refused.reaction === "fix";
  const reason = REFUND_REASONS.get(code) ?? FAULTS.get(code) ?? (isFault ? "settings" : "unknown_reason");
  return { kind: "refused", reason, code, again: isFault || reason === "balance" };
}
