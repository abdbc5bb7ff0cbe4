import { findInvalid, outTradeNoRule } from "../../fields.ts";
import { textOf } from "../../form.ts";
import type { Answer } from "../../send.ts";
import { type Cancelled, readCancelled } from "../../trade.ts";
import type { MapiConfig } from "../config.ts";
import { type Built, buildRequest, timestampOf } from "../request.ts";
import { type Refused, readAnswer, type Unclear, unclear } from "../response.ts";

export type CancelInput = { out_trade_no: string };

export type CancelResult = Cancelled | Refused | Unclear;

export async function buildCancel(input: CancelInput, config: MapiConfig, at: Date): Promise<Built<"out_trade_no">> {
  const invalid = findInvalid(input, { out_trade_no: outTradeNoRule });
  const params = { timestamp: timestampOf(at, config), ...input };
  return invalid ?? buildRequest({ service: "alipay.acquire.cancel", params }, config);
}

export function parseCancel(answer: Answer, config: MapiConfig, { out_trade_no }: CancelInput): CancelResult {
  const result = readAnswer(answer, config, { operation: "cancel", out_trade_no });
  if (result.kind === "not_exist") return { kind: "cancelled", action: "none", trade_no: null };
  if (result.kind !== "success") return result;
  const cancelled = readCancelled((name) => textOf(result.members, name), out_trade_no);
  return typeof cancelled === "string" ? unclear(cancelled) : cancelled;
}

export const cancel = { build: buildCancel, parse: parseCancel };
