import type { Method } from "./methods.ts";

/**
 * What a code asks for (codes.md): `fail` final refusal, `fix` configuration or programming error, `new` a new trade number is needed,
 * `wait` normal before the first scan (of a bill: before it is ready), `unknown` only a query or a repeat with the same number can tell.
 */
export type Reaction = "ok" | "fail" | "fix" | "new" | "wait" | "unknown";

/** codes.md section 1. 40004 is decided by its `sub_code`; 40005 was not processed and may be repeated after a pause. */
const commonCodes: ReadonlyMap<string, Reaction> = new Map([
  ["10000", "ok"],
  ["20000", "unknown"],
  ["20001", "fix"],
  ["40001", "fix"],
  ["40002", "fix"],
  ["40003", "fix"],
  ["40005", "unknown"],
  ["40006", "fix"],
]);

const systemErrors = [
  ["ACQ.SYSTEM_ERROR", "unknown"],
  // Misspelt in Alipay's own page.
  ["AQC.SYSTEM_ERROR", "unknown"],
  ["ACQ.INVALID_PARAMETER", "fix"],
] as const satisfies [string, Reaction][];

/** codes.md section 2, one table per method. */
const subCodes: Readonly<Record<Method, ReadonlyMap<string, Reaction>>> = {
  precreate: new Map<string, Reaction>([
    ...systemErrors,
    ["ACQ.ACCESS_FORBIDDEN", "fix"],
    ["ACQ.EXIST_FORBIDDEN_WORD", "fail"],
    ["ACQ.PARTNER_ERROR", "fix"],
    ["ACQ.TOTAL_FEE_EXCEED", "fail"],
    ["ACQ.CONTEXT_INCONSISTENT", "new"],
    // Paid under this number: the query says what and how much.
    ["ACQ.TRADE_HAS_SUCCESS", "unknown"],
    ["ACQ.TRADE_HAS_CLOSE", "new"],
    ["ACQ.BUYER_SELLER_EQUAL", "fail"],
    ["ACQ.TRADE_BUYER_NOT_MATCH", "new"],
    ["ACQ.BUYER_ENABLE_STATUS_FORBID", "fail"],
    ["ACQ.BUYER_PAYMENT_AMOUNT_DAY_LIMIT_ERROR", "fail"],
    ["ACQ.BUYER_PAYMENT_AMOUNT_MONTH_LIMIT_ERROR", "fail"],
    ["ACQ.BEYOND_PAY_RESTRICTION", "fail"],
    ["ACQ.BEYOND_PER_RECEIPT_RESTRICTION", "fail"],
    ["ACQ.BEYOND_PER_RECEIPT_DAY_RESTRICTION", "fail"],
    ["ACQ.BEYOND_PER_RECEIPT_SINGLE_RESTRICTION", "fail"],
    ["ACQ.SELLER_BEEN_BLOCKED", "fix"],
    ["ACQ.SELLER_NOT_EXIST", "fix"],
    ["ACQ.INVALID_STORE_ID", "fix"],
    ["ACQ.SUB_MERCHANT_CREATE_FAIL", "fix"],
    ["ACQ.SUB_MERCHANT_TYPE_INVALID", "fix"],
  ]),
  query: new Map<string, Reaction>([
    ...systemErrors,
    ["ACQ.TRADE_NOT_EXIST", "wait"],
    ["ACQ.ENTERPRISE_PAY_BIZ_ERROR", "fail"],
  ]),
  cancel: new Map<string, Reaction>([
    ...systemErrors,
    // Paid and staying paid: a refund is the way then.
    ["ACQ.SELLER_BALANCE_NOT_ENOUGH", "fail"],
    ["ACQ.REASON_TRADE_BEEN_FREEZEN", "fail"],
    ["ACQ.TRADE_CANCEL_TIME_OUT", "fail"],
    ["ACQ.CANCEL_NOT_ALLOWED", "fail"],
    ["ACQ.TRADE_HAS_FINISHED", "fail"],
    // The money could not go back: this cancel is over, and the query after it tells what the trade is.
    ["ACQ.REASON_TRADE_REFUND_FEE_ERR", "fail"],
    // Listed for an unknown trade_no alone (openapi.md section 6.3). Of our number it can say no more than a success without an
    // action does: nothing was cancelled, and the code may still be scanned.
    ["ACQ.TRADE_NOT_EXIST", "wait"],
  ]),
  close: new Map<string, Reaction>([
    ...systemErrors,
    ["ACQ.TRADE_NOT_EXIST", "wait"],
    // Probably paid meanwhile. A close never refunds (openapi.md section 6.4), so this one has done nothing: the query tells.
    ["ACQ.TRADE_STATUS_ERROR", "fail"],
    ["ACQ.REASON_TRADE_STATUS_INVALID", "fail"],
    ["ACQ.REASON_ILLEGAL_STATUS", "fail"],
  ]),
  refund: new Map<string, Reaction>([
    ...systemErrors,
    ["ACQ.SELLER_BALANCE_NOT_ENOUGH", "fail"],
    ["ACQ.REFUND_CHARGE_ERROR", "fail"],
    ["ACQ.REFUND_AMT_NOT_EQUAL_TOTAL", "fail"],
    ["ACQ.REFUND_FEE_ERROR", "fail"],
    ["ACQ.REASON_TRADE_REFUND_FEE_ERR", "fail"],
    ["ACQ.REASON_TRADE_BEEN_FREEZEN", "fail"],
    ["ACQ.TRADE_NOT_EXIST", "fail"],
    ["ACQ.TRADE_HAS_FINISHED", "fail"],
    ["ACQ.TRADE_NOT_ALLOW_REFUND", "fail"],
    ["ACQ.NOT_ALLOW_PARTIAL_REFUND", "fail"],
    ["ACQ.ONLINE_TRADE_VOUCHER_NOT_ALLOW_REFUND", "fail"],
    ["ACQ.BUYER_ERROR", "fail"],
    ["ACQ.CUSTOMER_VALIDATE_ERROR", "fail"],
    ["ACQ.REFUND_ACCOUNT_NOT_EXIST", "fail"],
    ["ACQ.REFUND_ROYALTY_PAYEE_ACCOUNT_NOT_EXIST", "fail"],
    ["ACQ.ALLOC_AMOUNT_VALIDATE_ERROR", "fail"],
    // The number was used with another amount: what became of it, only the refund query tells.
    ["ACQ.DISCORDANT_REPEAT_REQUEST", "unknown"],
    ["ACQ.TRADE_STATUS_ERROR", "unknown"],
    ["ACQ.REASON_TRADE_STATUS_INVALID", "unknown"],
  ]),
  refund_query: new Map<string, Reaction>([...systemErrors, ["ACQ.TRADE_NOT_EXIST", "fail"]]),
  bill_link: new Map<string, Reaction>([
    ["BILL_NOT_EXIST", "wait"],
    // So misspelt in Alipay's page; the other spelling stands there too.
    ["INVAILID_ARGUMENTS", "fix"],
    ["INVALID_ARGUMENTS", "fix"],
    ["UNKNOW_ERROR", "unknown"],
  ]),
};

/** A code that no page lists settles nothing: it is `unknown`, never a failure. */
export function reactionTo(method: Method, code: string, subCode: string | null): Reaction {
  if (code !== "40004") return commonCodes.get(code) ?? "unknown";
  if (method === "refund" && isOverdraft(subCode ?? "")) return "fail";
  const name = method === "bill_link" ? bareName(subCode ?? "") : subCode;
  return subCodes[method].get(name ?? "") ?? "unknown";
}

/** Bills have `isp.bill_not_exist`, `BILL_NOT_EXIST` and `isv.invalid-arguments` (codes.md, bill download). */
const bareName = (subCode: string): string =>
  subCode
    .replace(/^is[pv]\./, "")
    .replaceAll("-", "_")
    .toUpperCase();

/** codes.md section 2, refund, names the family only. */
export const isOverdraft = (subCode: string): boolean => /^ACQ\.OVERDRAFT_\w+$/.test(subCode);
