import type { IntlOperation } from "./config.ts";
import type { ResultInfo } from "./result-info.ts";

/**
 * What a result asks for (codes.md): `fail` final refusal, `fix` configuration or programming error, `new` a new trade number is
 * needed, `wait` normal before the page is opened, `unknown` only a query or a repeat with the same number can tell.
 */
export type Reaction = "ok" | "fail" | "fix" | "new" | "wait" | "unknown";

type Code = { id: string; name: string; status: "S" | "F" | "U" | "F or U"; reaction: Reaction };

/** seed 002, Basic result codes, with the reactions of codes.md section 4. */
const basicCodes: readonly Code[] = [
  { id: "00000000", name: "SUCCESS", status: "S", reaction: "ok" },
  { id: "00000019", name: "PROCESS_FAIL", status: "F", reaction: "fail" },
  { id: "00000901", name: "UNKNOWN_EXCEPTION", status: "U", reaction: "unknown" },
  { id: "00000004", name: "PARAM_ILLEGAL", status: "F", reaction: "fix" },
  { id: "00000007", name: "INVALID_SIGNATURE", status: "F", reaction: "fix" },
  { id: "00000008", name: "KEY_NO_FOUND", status: "F", reaction: "fix" },
  { id: "00000008", name: "KEY_NOT_FOUND", status: "F", reaction: "fix" },
  { id: "00000013", name: "NO_INTERFACE_DEF", status: "F", reaction: "fix" },
  { id: "00000014", name: "API_IS_INVALID", status: "F", reaction: "fix" },
  { id: "00000016", name: "OAUTH_FAILED", status: "F", reaction: "fix" },
  { id: "00000021", name: "ACCESS_DENIED", status: "F", reaction: "fix" },
  { id: "12014152", name: "CLIENT_FORBIDDEN_ACCESS_API", status: "F", reaction: "fix" },
  { id: "12014155", name: "UNKNOWN_CLIENT", status: "F", reaction: "fix" },
  { id: "12014156", name: "INVALID_CLIENT_STATUS", status: "F", reaction: "fix" },
  // Not processed, so the same may be asked again after a pause; newer pages give it as U.
  { id: "00000024", name: "REQUEST_TRAFFIC_EXCEED_LIMIT", status: "F or U", reaction: "unknown" },
];

/** No page lists the business codes of this set: names of its sister sets and of the other generations (codes.md sections 3, 4). */
const PAID = ["TRADE_HAS_SUCCESS", "ORDER_IS_PAID"];

/** Paid under this number: a query says what and how much. */
export const saysPaid = ({ resultCode }: ResultInfo): boolean => PAID.includes(resultCode ?? "");

const businessCodes: Readonly<Record<IntlOperation, ReadonlyMap<string, Reaction>>> = {
  prepareForRedirect: new Map<string, Reaction>([
    ["ORDER_IS_CLOSED", "new"],
    ["TRADE_HAS_CLOSE", "new"],
    ["REPEAT_REQ_INCONSISTENT", "new"],
    ["CONTEXT_INCONSISTENT", "new"],
    ...PAID.map((code) => [code, "unknown"] as const),
  ]),
  payQuery: new Map(),
  payCancel: new Map<string, Reaction>([
    // Paid and staying paid: a refund is the way then.
    ["SELLER_BALANCE_NOT_ENOUGH", "fail"],
    ["MERCHANT_BALANCE_NOT_ENOUGH", "fail"],
    ["REASON_TRADE_BEEN_FREEZEN", "fail"],
    ["TRADE_HAS_FINISHED", "fail"],
    ["TRADE_CANCEL_TIME_OUT", "fail"],
    ["CANCEL_WINDOW_EXCEED", "fail"],
    ["CANCEL_NOT_ALLOWED", "fail"],
  ]),
  refund: new Map<string, Reaction>([
    ["SELLER_BALANCE_NOT_ENOUGH", "fail"],
    ["MERCHANT_BALANCE_NOT_ENOUGH", "fail"],
    ["REFUND_AMOUNT_EXCEED", "fail"],
    ["REFUND_AMT_RESTRICTION", "fail"],
    ["RETURN_AMOUNT_EXCEED", "fail"],
    ["REASON_TRADE_REFUND_FEE_ERR", "fail"],
    ["REFUND_WINDOW_EXCEED", "fail"],
    ["TRADE_HAS_FINISHED", "fail"],
    ["REASON_TRADE_BEEN_FREEZEN", "fail"],
    // The number is known already, or the order has changed: money may have moved, and nothing here can be asked about it.
    ["REPEAT_REQ_INCONSISTENT", "unknown"],
    ["DISCORDANT_REPEAT_REQUEST", "unknown"],
    ["REPEATED_REFUND_REQUEST", "unknown"],
    ["ORDER_IS_CLOSED", "unknown"],
    ["REASON_TRADE_STATUS_INVALID", "unknown"],
  ]),
};

/** "A not-exist code" (clarification 11), of the order and of nothing else: a merchant that does not exist is no waiting customer. */
const notExist = /^(?:ORDER|TRADE|TRANS|TRANSACTION|ACQUIREMENT|PAYMENT)_NOT_(?:EXISTS?|FOUND)$/;

/** A refund is of an order that was paid, so it has no business to be missing. */
const missing = { prepareForRedirect: undefined, payQuery: "wait", payCancel: "wait", refund: "fail" } as const;

/**
 * F is final by the result model (intl.md section 3). Where it could still hide money that moved, a code that no page lists settles
 * nothing all the same: it is asked again (codes.md, rule for a code not listed).
 */
const unlisted = { prepareForRedirect: "fail", payQuery: "fail", payCancel: "unknown", refund: "unknown" } as const;

/**
 * The status decides and the code only explains (intl.md section 3). A status and a code that contradict each other settle
 * nothing, nor does a success under any other code than SUCCESS (codes.md section 4).
 */
export function reactionTo(operation: IntlOperation, result: ResultInfo): Reaction | "contradiction" {
  const { resultStatus, resultCode, resultCodeId } = result;
  const listed = basicCodes.filter(({ id, name }) => id === resultCodeId || name === resultCode);
  if (listed.some(({ status }) => !status.split(" or ").includes(resultStatus))) return "contradiction";
  if (resultStatus === "S") return resultCode === "SUCCESS" && listed.length > 0 ? "ok" : "contradiction";
  if (resultStatus !== "F" || listed.some(({ reaction }) => reaction === "unknown")) return "unknown";
  const code = resultCode ?? "";
  const business = notExist.test(code) ? missing[operation] : businessCodes[operation].get(code);
  return business ?? listed[0]?.reaction ?? unlisted[operation];
}
