import { findInvalid, outTradeNoRule } from "../../fields.ts";
import { type JsonObject, textOf } from "../../json.ts";
import type { Answer } from "../../send.ts";
import { readYuan } from "../amount.ts";
import type { OpenapiConfig } from "../config.ts";
import { type Built, buildRequest } from "../request.ts";
import { type Refused, readAnswer, type Unclear, unclear } from "../response.ts";

export type RefundQueryInput = {
  out_trade_no: string;
  out_request_no: string;
  /** Yuan as text. Not sent: what the answer has to name. */
  refund_amount: string;
};

/** `not_done`: nothing has moved under this number, or not yet (openapi.md section 6.6). */
export type RefundQueryResult = { kind: "done" } | { kind: "not_done" } | Refused | Unclear;

export async function buildRefundQuery(
  { out_trade_no, out_request_no }: RefundQueryInput,
  config: OpenapiConfig,
  at: Date,
): Promise<Built<"out_trade_no" | "out_request_no">> {
  const bizContent = { out_trade_no, out_request_no };
  const invalid = findInvalid(bizContent, { out_trade_no: outTradeNoRule, out_request_no: outTradeNoRule });
  return invalid ?? buildRequest({ method: "refund_query", bizContent }, config, at);
}

export function parseRefundQuery(answer: Answer, config: OpenapiConfig, input: RefundQueryInput): RefundQueryResult {
  const result = readAnswer(answer, config, { method: "refund_query", out_trade_no: input.out_trade_no });
  if (result.kind === "not_exist") return unclear("code");
  return result.kind === "success" ? readRefund(result.members, input) : result;
}

export const refundQuery = { build: buildRefundQuery, parse: parseRefundQuery };

/**
 * Old answers have no `refund_status`; their `refund_amount` says it all. Both kinds have to name our refund and its amount. The trade's
 * number is not among the listed members (openapi.md section 6.6); where it comes all the same, it was held against ours.
 */
function readRefund(members: JsonObject, asked: RefundQueryInput): RefundQueryResult {
  const given = (name: string) => (members.get(name) === "" ? undefined : members.get(name));
  const [status, amount] = [given("refund_status"), given("refund_amount")];
  if (status === undefined && amount === undefined) return { kind: "not_done" };
  if (status !== undefined && status !== "REFUND_SUCCESS") return unclear("bad_member");
  const isOurs = textOf(members, "out_request_no") === asked.out_request_no;
  return isOurs && isSameAmount(amount, asked.refund_amount) ? { kind: "done" } : unclear("bad_member");
}

function isSameAmount(told: unknown, asked: string): boolean {
  const fen = typeof told === "string" ? readYuan(told) : null;
  return fen !== null && fen === readYuan(asked);
}
