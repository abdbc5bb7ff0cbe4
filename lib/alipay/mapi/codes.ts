/**
 * What a code asks for (codes.md): `fail` final refusal, `fix` configuration or programming error, `new` a new trade number is needed,
 * `wait` normal before the first scan, `unknown` only a query or a repeat with the same number can tell.
 */
export type Reaction = "fail" | "fix" | "new" | "wait" | "unknown";

export type CodedOperation = "precreate" | "query" | "cancel" | "refund";

/**
 * "Gateway refused" of codes.md section 3, with clarification 7's ILLEGAL_TIMESTAMP: the request was not processed. Codes of the
 * gateway's own trouble (SESSION_TIMEOUT, EXTERFACE_IS_CLOSED …) are left out on purpose: they only ask for a repeat.
 */
const gatewayRefusals: ReadonlySet<string> = new Set([
  "ILLEGAL_SIGN",
  "ILLEGAL_SIGN_TYPE",
  "ILLEGAL_PARTNER",
  "ILLEGAL_EXTERFACE",
  "ILLEGAL_PARTNER_EXTERFACE",
  "ILLEGAL_SERVICE",
  "ILLEGAL_ARGUMENT",
  "ILLEGAL_TIMESTAMP",
  "ILLEGAL_CHARSET",
  "ILLEGAL_ENCODING",
  "ILLEGAL_CLIENT_IP",
  "HAS_NO_PRIVILEGE",
  "ILLEGAL_ANTI_PHISHING_KEY",
  "ILLEGAL_SECURITY_PROFILE",
]);

/** The account or the request itself is wrong, whatever was asked for. */
const faults = [
  ["INVALID_PARAMETER", "fix"],
  ["ACCESS_FORBIDDEN", "fix"],
  ["AGREEMENT_NOT_EXIST", "fix"],
  ["SELLER_NOT_EXIST", "fix"],
  ["PARTNER_ERROR", "fix"],
] as const satisfies [string, Reaction][];

/** codes.md section 3, one table per operation. */
const businessCodes: Readonly<Record<CodedOperation, ReadonlyMap<string, Reaction>>> = {
  precreate: new Map<string, Reaction>([
    ...faults,
    ["CONTEXT_INCONSISTENT", "new"],
    ["TRADE_BUYER_NOT_MATCH", "new"],
    ["TRADE_HAS_CLOSE", "new"],
    // Paid under this number: the query says what and how much.
    ["TRADE_HAS_SUCCESS", "unknown"],
    ["BUYER_BALANCE_NOT_ENOUGH", "fail"],
    ["BUYER_BANKCARD_BALANCE_NOT_ENOUGH", "fail"],
    ["BUYER_ENABLE_STATUS_FORBID", "fail"],
    ["BUYER_SELLER_EQUAL", "fail"],
    ["ERROR_BUYER_CERTIFY_LEVEL_LIMIT", "fail"],
    ["ERROR_BALANCE_PAYMENT_DISABLE", "fail"],
    ["PULL_MOBILE_CASHIER_FAIL", "fail"],
    ["MOBILE_PAYMENT_SWITCH_OFF", "fail"],
    ["PAYMENT_FAIL", "fail"],
    ["BEYOND_PAY_RESTRICTION", "fail"],
    ["TOTAL_FEE_EXCEED", "fail"],
    ["EXIST_FORBIDDEN_WORD", "fix"],
    ["CURRENCY_NOT_SUPPORT", "fix"],
  ]),
  query: new Map<string, Reaction>([...faults, ["TRADE_NOT_EXIST", "wait"], ["TRANS_NOT_FOUND", "wait"]]),
  cancel: new Map<string, Reaction>([
    ...faults,
    // Instead of the success without an action that mapi.md section 4.3 tells of: there was nothing to cancel.
    ["TRADE_NOT_EXIST", "wait"],
    ["TRANS_NOT_FOUND", "wait"],
    // Paid and staying paid: a refund is the way then.
    ["SELLER_BALANCE_NOT_ENOUGH", "fail"],
    ["REASON_TRADE_BEEN_FREEZEN", "fail"],
    ["TRADE_HAS_FINISHED", "fail"],
    // "As OpenAPI": the day of the trade is over, or the contract has no cancel.
    ["TRADE_CANCEL_TIME_OUT", "fail"],
    ["CANCEL_NOT_ALLOWED", "fail"],
    // "As OpenAPI": the money could not go back; the query after it tells what the trade is.
    ["REASON_TRADE_REFUND_FEE_ERR", "fail"],
  ]),
  refund: new Map<string, Reaction>([
    ...faults,
    ["EXIST_FORBIDDEN_WORD", "fix"],
    ["CURRENCY_NOT_SUPPORT", "fix"],
    ["TRADE_NOT_EXIST", "fail"],
    ["TRANS_NOT_FOUND", "fail"],
    ["SELLER_BALANCE_NOT_ENOUGH", "fail"],
    ["REFUND_AMT_RESTRICTION", "fail"],
    ["RETURN_AMOUNT_EXCEED", "fail"],
    ["REASON_TRADE_REFUND_FEE_ERR", "fail"],
    ["TRADE_HAS_FINISHED", "fail"],
    ["REASON_TRADE_BEEN_FREEZEN", "fail"],
    // The number is known already, or the trade has changed: money may have moved, and nothing here can be asked about it.
    ["REPEATED_REFUND_REQUEST", "unknown"],
    ["DISCORDANT_REPEAT_REQUEST", "unknown"],
    ["REASON_TRADE_STATUS_INVALID", "unknown"],
  ]),
};

/** A code that no page lists settles nothing: it is `unknown`, never a failure. */
export function reactionTo(operation: CodedOperation, code: string): Reaction {
  if (operation === "precreate" && isBuyerLimit(code)) return "fail";
  return businessCodes[operation].get(code) ?? (isGatewayRefusal(code) ? "fix" : "unknown");
}

/** codes.md section 3 names the family only. */
export const isBuyerLimit = (code: string): boolean => /^BUYER_PAYMENT_AMOUNT_\w+_LIMIT_ERROR$/.test(code);

export function isGatewayRefusal(code: string): boolean {
  return gatewayRefusals.has(code);
}
