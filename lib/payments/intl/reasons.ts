import type { Failure } from "../gateway.ts";

/** Refusals in the cashier's words. Sources: codes.md section 4, and section 3 for the names that this set shares by analogy. */
const REASONS: ReadonlyMap<string, Failure> = new Map([
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
  ["INVALID_CLIENT_STATUS", "merchant_blocked"],
  ["REQUEST_TRAFFIC_EXCEED_LIMIT", "busy"],
  ["UNKNOWN_EXCEPTION", "busy"],
  ["CURRENCY_NOT_SUPPORT", "currency"],
  ["TOTAL_FEE_EXCEED", "amount_limit"],
  ["BEYOND_PAY_RESTRICTION", "amount_limit"],
  ["EXIST_FORBIDDEN_WORD", "wording"],
]);

/** `code` is Alipay's resultCode. */
export const reasonFor = (code: string): Failure => REASONS.get(code) ?? "unknown_reason";
