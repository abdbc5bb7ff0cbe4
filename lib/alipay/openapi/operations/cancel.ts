import { findInvalid, outTradeNoRule } from "../../fields.ts";
import { textOf } from "../../json.ts";
import type { Answer } from "../../send.ts";
import { type Cancelled, readCancelled } from "../../trade.ts";
import type { OpenapiConfig } from "../config.ts";
import { type Built, buildRequest } from "../request.ts";
import { type Refused, readAnswer, type Unclear, unclear } from "../response.ts";

export type CancelInput = { out_trade_no: string };

export type CancelResult = Cancelled | Refused | Unclear;

export async function buildCancel(input: CancelInput, config: OpenapiConfig, at: Date): Promise<Built<"out_trade_no">> {
  const invalid = findInvalid(input, { out_trade_no: outTradeNoRule });
  return invalid ?? buildRequest({ method: "cancel", bizContent: input }, config, at);
}

export function parseCancel(answer: Answer, config: OpenapiConfig, { out_trade_no }: CancelInput): CancelResult {
  const result = readAnswer(answer, config, { method: "cancel", out_trade_no });
  if (result.kind === "not_exist") return { kind: "cancelled", action: "none", trade_no: null };
  if (result.kind !== "success") return result;
  const cancelled = readCancelled((name) => textOf(result.members, name), out_trade_no);
  return typeof cancelled === "string" ? unclear(cancelled) : cancelled;
}

export const cancel = { build: buildCancel, parse: parseCancel };
