import { describe, expect, it } from "vitest";
import { type CodedOperation, type Reaction, reactionTo } from "./codes.ts";

const operations = ["precreate", "query", "cancel", "refund"] as const satisfies CodedOperation[];

/** codes.md section 3, row by row: what each code asks for after a precreate, a query, a cancel and a refund. */
const rows: readonly [codes: string, ...reactions: [Reaction, Reaction, Reaction, Reaction]][] = [
  ["SYSTEM_ERROR", "unknown", "unknown", "unknown", "unknown"],
  [
    `ILLEGAL_SIGN ILLEGAL_SIGN_TYPE ILLEGAL_PARTNER ILLEGAL_EXTERFACE ILLEGAL_PARTNER_EXTERFACE ILLEGAL_SERVICE ILLEGAL_ARGUMENT
     ILLEGAL_CHARSET ILLEGAL_ENCODING ILLEGAL_CLIENT_IP HAS_NO_PRIVILEGE ILLEGAL_ANTI_PHISHING_KEY ILLEGAL_SECURITY_PROFILE`,
    ...(["fix", "fix", "fix", "fix"] as const),
  ],
  // Clarification 7.
  ["ILLEGAL_TIMESTAMP", "fix", "fix", "fix", "fix"],
  [
    "SESSION_TIMEOUT ILLEGAL_TARGET_SERVICE ILLEGAL_ACCESS_SWITCH_SYSTEM EXTERFACE_IS_CLOSED",
    ...(["unknown", "unknown", "unknown", "unknown"] as const),
  ],
  ["INVALID_PARAMETER", "fix", "fix", "fix", "fix"],
  ["CONTEXT_INCONSISTENT TRADE_BUYER_NOT_MATCH TRADE_HAS_CLOSE", "new", "unknown", "unknown", "unknown"],
  ["TRADE_HAS_SUCCESS", "unknown", "unknown", "unknown", "unknown"],
  ["TRADE_NOT_EXIST TRANS_NOT_FOUND", "unknown", "wait", "wait", "fail"],
  [
    `BUYER_BALANCE_NOT_ENOUGH BUYER_BANKCARD_BALANCE_NOT_ENOUGH BUYER_ENABLE_STATUS_FORBID BUYER_SELLER_EQUAL
     ERROR_BUYER_CERTIFY_LEVEL_LIMIT ERROR_BALANCE_PAYMENT_DISABLE PULL_MOBILE_CASHIER_FAIL MOBILE_PAYMENT_SWITCH_OFF PAYMENT_FAIL`,
    ...(["fail", "unknown", "unknown", "unknown"] as const),
  ],
  [
    `BEYOND_PAY_RESTRICTION TOTAL_FEE_EXCEED BUYER_PAYMENT_AMOUNT_DAY_LIMIT_ERROR
     BUYER_PAYMENT_AMOUNT_MONTH_LIMIT_ERROR`,
    ...(["fail", "unknown", "unknown", "unknown"] as const),
  ],
  ["ACCESS_FORBIDDEN AGREEMENT_NOT_EXIST SELLER_NOT_EXIST PARTNER_ERROR", "fix", "fix", "fix", "fix"],
  ["EXIST_FORBIDDEN_WORD CURRENCY_NOT_SUPPORT", "fix", "unknown", "unknown", "fix"],
  [
    // As OpenAPI (section 2): the cancel is over, and the query after it tells what the trade is.
    "SELLER_BALANCE_NOT_ENOUGH TRADE_HAS_FINISHED REASON_TRADE_BEEN_FREEZEN REASON_TRADE_REFUND_FEE_ERR",
    ...(["unknown", "unknown", "fail", "fail"] as const),
  ],
  ["REFUND_AMT_RESTRICTION RETURN_AMOUNT_EXCEED", "unknown", "unknown", "unknown", "fail"],
  [
    "REPEATED_REFUND_REQUEST DISCORDANT_REPEAT_REQUEST REASON_TRADE_STATUS_INVALID",
    ...(["unknown", "unknown", "unknown", "unknown"] as const),
  ],
  // As OpenAPI (section 2, cancel): the Beijing day of the trade and its 15 minutes are over, or the contract has no cancel.
  ["TRADE_CANCEL_TIME_OUT CANCEL_NOT_ALLOWED", "unknown", "unknown", "fail", "unknown"],
];

const listed = rows.flatMap(([codes, ...reactions]) => codes.split(/\s+/).map((code) => [code, reactions] as const));

describe("what a code asks for (codes.md section 3)", () => {
  it.each(listed)("%s: %j after precreate, query, cancel, refund", (code, reactions) => {
    expect(operations.map((operation) => reactionTo(operation, code))).toEqual(reactions);
  });

  it.each(["NEVER_HEARD_OF", "", "system_error", "ACQ.TRADE_NOT_EXIST", "constructor", "BUYER_PAYMENT_AMOUNT_X"])(
    "%j is on no page and settles nothing, whatever was asked",
    (code) => {
      expect(operations.map((operation) => reactionTo(operation, code))).toEqual(operations.map(() => "unknown"));
    },
  );
});
