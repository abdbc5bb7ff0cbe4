import type { Answer } from "../../send.ts";
import type { Question } from "../call.ts";
import type { IntlConfig } from "../config.ts";
import { type Built, buildRequest, type Stamp } from "../request.ts";
import { type NotExist, type Refused, readAnswer, type Unclear } from "../response.ts";
import { findInvalidRef, type TradeRef } from "../trade-ref.ts";

/** `void`: the order is dead for good, and money that had been taken goes back; which of both is not told (intl.md section 4.3). */
export type PayCancelResult = { kind: "void" } | NotExist | Refused | Unclear;

export async function buildPayCancel(trade: TradeRef, config: IntlConfig, stamp: Stamp): Promise<Built> {
  return findInvalidRef(trade) ?? buildRequest({ operation: "payCancel", body: trade }, config, stamp);
}

export function parsePayCancel(
  answer: Answer,
  config: IntlConfig,
  { input: trade, reqMsgId }: Question<TradeRef>,
): PayCancelResult {
  const result = readAnswer(answer, config, { operation: "payCancel", reqMsgId, trade });
  return result.kind === "success" ? { kind: "void" } : result;
}

export const payCancel = { build: buildPayCancel, parse: parsePayCancel };
