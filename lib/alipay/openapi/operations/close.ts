import { findInvalid, outTradeNoRule } from "../../fields.ts";
import { textOf } from "../../json.ts";
import type { Answer } from "../../send.ts";
import { isTradeNo } from "../../trade.ts";
import type { OpenapiConfig } from "../config.ts";
import { type Built, buildRequest } from "../request.ts";
import { type NotExist, type Refused, readAnswer, type Unclear, unclear } from "../response.ts";

export type CloseInput = { out_trade_no: string; operator_id?: string };

/** `closed`: the trade existed, was unpaid and is dead now. Unlike cancel, close never refunds (openapi.md section 6.4). */
export type CloseResult = { kind: "closed"; trade_no: string | null } | NotExist | Refused | Unclear;

export async function buildClose(
  input: CloseInput,
  config: OpenapiConfig,
  at: Date,
): Promise<Built<"out_trade_no" | "operator_id">> {
  const invalid = findInvalid(input, { out_trade_no: outTradeNoRule, operator_id: { maxLength: 28 } });
  return invalid ?? buildRequest({ method: "close", bizContent: input }, config, at);
}

export function parseClose(answer: Answer, config: OpenapiConfig, { out_trade_no }: CloseInput): CloseResult {
  const result = readAnswer(answer, config, { method: "close", out_trade_no });
  if (result.kind !== "success") return result;
  if (textOf(result.members, "out_trade_no") !== out_trade_no) return unclear("bad_member");
  const tradeNo = textOf(result.members, "trade_no");
  return { kind: "closed", trade_no: isTradeNo(tradeNo) ? tradeNo : null };
}

export const close = { build: buildClose, parse: parseClose };
