import { type FieldRules, findInvalid, type Invalid, outTradeNoRule } from "../../fields.ts";
import { textOf } from "../../json.ts";
import type { Answer } from "../../send.ts";
import { readYuan } from "../amount.ts";
import type { OpenapiConfig } from "../config.ts";
import { type Built, buildRequest } from "../request.ts";
import { type Refused, readAnswer, type Unclear, unclear } from "../response.ts";

type Optional = "refund_reason" | "operator_id" | "store_id" | "terminal_id";
type Member = "out_trade_no" | "refund_amount" | "out_request_no" | Optional;

/** Always our own numbers. Without `out_request_no` a repeat could not be told from a second refund (openapi.md section 6.5). */
export type RefundInput = { out_trade_no: string; refund_amount: string; out_request_no: string } & {
  [Name in Optional]?: string;
};

/** `done`: this very call moved the money. */
export type RefundResult = { kind: "done" } | Refused | Unclear;

/** Lengths: openapi.md section 6.5; amounts other than `total_amount` have 9 characters (clarification 2). */
const refundRules: FieldRules<Member> = {
  out_trade_no: outTradeNoRule,
  refund_amount: { required: true, maxLength: 9 },
  out_request_no: outTradeNoRule,
  // No page says whether notices carry it, so it may hold nothing that a sign string takes for a cut.
  refund_reason: { maxLength: 256, echoed: true },
  operator_id: { maxLength: 30 },
  store_id: { maxLength: 32 },
  terminal_id: { maxLength: 32 },
};

export async function buildRefund(input: RefundInput, config: OpenapiConfig, at: Date): Promise<Built<Member>> {
  const invalid = findInvalid<Member>(input, refundRules) ?? findInvalidRefundAmount(input.refund_amount);
  return invalid ?? buildRequest({ method: "refund", bizContent: input }, config, at);
}

/**
 * Without `fund_change=Y` nothing is proved: the repeat of a refund that was done answers `N`, and so may one that was not
 * (openapi.md section 6.5, clarification 12). `refund_fee` sums all refunds of the trade and says nothing about this one.
 */
export function parseRefund(answer: Answer, config: OpenapiConfig, { out_trade_no }: RefundInput): RefundResult {
  const result = readAnswer(answer, config, { method: "refund", out_trade_no });
  if (result.kind === "not_exist") return unclear("code");
  if (result.kind !== "success") return result;
  if (textOf(result.members, "out_trade_no") !== out_trade_no) return unclear("bad_member");
  return textOf(result.members, "fund_change") === "Y" ? { kind: "done" } : unclear("not_proven");
}

export const refund = { build: buildRefund, parse: parseRefund };

function findInvalidRefundAmount(text: string): Invalid<"refund_amount"> | null {
  const fen = readYuan(text);
  if (fen === null) return { ok: false, field: "refund_amount", problem: "malformed" };
  return fen > 0n ? null : { ok: false, field: "refund_amount", problem: "out_of_range" };
}
