import { findInvalid, outTradeNoRule } from "../../fields.ts";
import type { Answer } from "../../send.ts";
import type { Question } from "../call.ts";
import type { IntlConfig } from "../config.ts";
import { type Built, buildRequest, type Stamp } from "../request.ts";
import { type NotExist, type Refused, readAnswer, type TradeNumber, type Unclear } from "../response.ts";

/** `void`: the order is dead for good, and money that had been taken goes back; which of both is not told (intl.md section 4.3). */
export type PayCancelResult = { kind: "void" } | NotExist | Refused | Unclear;

export async function buildPayCancel(trade: TradeNumber, config: IntlConfig, stamp: Stamp): Promise<Built> {
  return (
    findInvalid(trade, { merchantTransId: outTradeNoRule }) ??
    buildRequest({ operation: "payCancel", body: trade }, config, stamp)
  );
}

export function parsePayCancel(
  answer: Answer,
  config: IntlConfig,
  { input: trade, reqMsgId }: Question<TradeNumber>,
): PayCancelResult {
  const result = readAnswer(answer, config, { operation: "payCancel", reqMsgId, trade });
  return result.kind === "success" ? { kind: "void" } : result;
}

export const payCancel = { build: buildPayCancel, parse: parsePayCancel };
