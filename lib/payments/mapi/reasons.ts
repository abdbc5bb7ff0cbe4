import { isBuyerLimit } from "#lib/alipay/mapi/codes.ts";
import type { GatewayError, Refused, Unclear } from "#lib/alipay/mapi/response.ts";
import type { Claim, Failure, RefundFailure, RefundOutcome } from "../gateway.ts";
import { RATE_LIMITED } from "../no-answer.ts";

/** Faults of the account or of the request, whatever was asked for. Source of all these tables: codes.md section 3. */
const FAULTS: ReadonlyMap<string, Failure & RefundFailure> = new Map([
  ["ACCESS_FORBIDDEN", "contract"],
  ["AGREEMENT_NOT_EXIST", "contract"],
  ["HAS_NO_PRIVILEGE", "contract"],
  ["ILLEGAL_EXTERFACE", "contract"],
  ["ILLEGAL_PARTNER_EXTERFACE", "contract"],
  ["ILLEGAL_SERVICE", "contract"],
  ["ILLEGAL_SIGN", "keys"],
  ["ILLEGAL_SIGN_TYPE", "keys"],
  ["ILLEGAL_PARTNER", "keys"],
  ["ILLEGAL_SECURITY_PROFILE", "keys"],
  ["PARTNER_ERROR", "keys"],
  ["ILLEGAL_TIMESTAMP", "clock"],
  ["INVALID_PARAMETER", "settings"],
  ["ILLEGAL_ARGUMENT", "settings"],
  ["ILLEGAL_CHARSET", "settings"],
  ["ILLEGAL_ENCODING", "settings"],
  ["ILLEGAL_CLIENT_IP", "settings"],
  ["ILLEGAL_ANTI_PHISHING_KEY", "settings"],
]);

/** Too many calls. No page lists a code of MAPI's for it: this is intl's, with which it shares other names (codes.md section 4). */
const LIMITED = "REQUEST_TRAFFIC_EXCEED_LIMIT";

/** Further refusals of precreate. */
const REASONS: ReadonlyMap<string, Failure> = new Map([
  ["TOTAL_FEE_EXCEED", "amount_limit"],
  ["BEYOND_PAY_RESTRICTION", "amount_limit"],
  ["SYSTEM_ERROR", "busy"],
  ["SESSION_TIMEOUT", "busy"],
  [LIMITED, "busy"],
  ["EXTERFACE_IS_CLOSED", "busy"],
  ["ILLEGAL_TARGET_SERVICE", "busy"],
  ["ILLEGAL_ACCESS_SWITCH_SYSTEM", "busy"],
  ["CURRENCY_NOT_SUPPORT", "currency"],
  ["EXIST_FORBIDDEN_WORD", "wording"],
  ["SELLER_NOT_EXIST", "merchant_blocked"],
  ["BUYER_BALANCE_NOT_ENOUGH", "declined"],
  ["BUYER_BANKCARD_BALANCE_NOT_ENOUGH", "declined"],
  ["BUYER_ENABLE_STATUS_FORBID", "declined"],
  ["BUYER_SELLER_EQUAL", "declined"],
  ["ERROR_BUYER_CERTIFY_LEVEL_LIMIT", "declined"],
  ["ERROR_BALANCE_PAYMENT_DISABLE", "declined"],
  ["PULL_MOBILE_CASHIER_FAIL", "declined"],
  ["MOBILE_PAYMENT_SWITCH_OFF", "declined"],
  ["PAYMENT_FAIL", "declined"],
]);

/** Further refusals of a refund. */
const REFUND_REASONS: ReadonlyMap<string, RefundFailure> = new Map([
  ["SELLER_BALANCE_NOT_ENOUGH", "balance"],
  ["TRADE_HAS_FINISHED", "window_over"],
  ["REFUND_AMT_RESTRICTION", "too_much"],
  ["RETURN_AMOUNT_EXCEED", "too_much"],
  ["REASON_TRADE_REFUND_FEE_ERR", "too_much"],
  ["REASON_TRADE_BEEN_FREEZEN", "frozen"],
  ["SELLER_NOT_EXIST", "contract"],
]);

const MOST_SKEW_MS = 15 * 60 * 1000;

/** What we knew when we asked. */
export type Circumstances = { at: Date; notifyUrl: string | null };

/**
 * The gateway has one code for every argument that it dislikes: a clock far from the gateway's own explains it (clarification 7), and
 * else a notify address that was not sent, where the contract may want one (clarification 6).
 */
function reasonFor({ code, date }: GatewayError, { at, notifyUrl }: Circumstances): Failure {
  if (code === "ILLEGAL_ARGUMENT" && isFarFrom(date, at)) return "clock";
  if ((code === "ILLEGAL_ARGUMENT" || code === "INVALID_PARAMETER") && notifyUrl === null) return "notify_address";
  return reasonOf(code);
}

export const reasonOf = (code: string): Failure =>
  FAULTS.get(code) ?? REASONS.get(code) ?? (isBuyerLimit(code) ? "amount_limit" : "unknown_reason");

/** Why an answer is unclear, with the gateway's code, proved or not: a person who has to look needs it. */
export function whyOf({ why, error }: Unclear): string {
  if (error === null) return why;
  if (error.code === LIMITED) return RATE_LIMITED;
  return why === "code" ? error.code : `${why}: ${error.code}`;
}

/** What the cashier reads when there is no code. */
export const claimOf = (error: GatewayError, circumstances: Circumstances): Claim => ({
  reason: reasonFor(error, circumstances),
  code: error.code,
});

/** What the cashier reads of a refused refund. More balance, a mended setting or key helps the same number too. */
export function refusedRefund({ code, reaction }: Refused): RefundOutcome {
  const isFault = reaction === "fix";
  const reason = REFUND_REASONS.get(code) ?? FAULTS.get(code) ?? (isFault ? "settings" : "unknown_reason");
  return { kind: "refused", reason, code, again: isFault || reason === "balance" };
}

function isFarFrom(date: string | null, at: Date): boolean {
  return date !== null && Math.abs(Date.parse(date) - at.getTime()) > MOST_SKEW_MS;
}
