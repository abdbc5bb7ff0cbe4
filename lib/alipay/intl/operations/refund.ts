import { type FieldProblem, type FieldRules, findInvalid, type Invalid, outTradeNoRule } from "../../fields.ts";
import type { Answer } from "../../send.ts";
import { type Amount, isAmount, readAmount } from "../amount.ts";
import type { Question } from "../call.ts";
import type { IntlConfig } from "../config.ts";
import { type Built, buildRequest, type Stamp } from "../request.ts";
import { type Refused, readAnswer, type Unclear, unclear } from "../response.ts";

/** Always our own numbers; `refundAmount` is of this refund alone. Part of the names is inferred (intl.md section 4.4). */
export type RefundInput = {
  merchantTransId: string;
  merchantRefundId: string;
  refundAmount: Amount;
  refundReason?: string;
};

/** `done`: the money went back, by this call or by an earlier one under the same number. */
export type RefundResult = { kind: "done" } | Refused | Unclear;

/** No page states a length of the reason: the one is OpenAPI's. */
const textRules: FieldRules<Exclude<keyof RefundInput, "refundAmount">> = {
  merchantTransId: outTradeNoRule,
  merchantRefundId: outTradeNoRule,
  refundReason: { maxLength: 256 },
};

export async function buildRefund(input: RefundInput, config: IntlConfig, stamp: Stamp): Promise<Built> {
  const { refundAmount, ...texts } = input;
  const invalid = findInvalid<keyof typeof textRules>(texts, textRules) ?? findInvalidAmount(refundAmount);
  return invalid ?? buildRequest({ operation: "refund", body: input }, config, stamp);
}

/** The head says that the answer is to this very request; numbers and amount need not come, but may not be another's. */
export function parseRefund(
  answer: Answer,
  config: IntlConfig,
  { input, reqMsgId }: Question<RefundInput>,
): RefundResult {
  const { merchantTransId, merchantRefundId, refundAmount } = input;
  const trade = { merchantTransId, merchantRefundId };
  const result = readAnswer(answer, config, { operation: "refund", reqMsgId, trade });
  if (result.kind === "not_exist") return unclear("code");
  if (result.kind !== "success") return result;
  if (!result.body.has("refundAmount")) return { kind: "done" };
  const told = readAmount(result.body.get("refundAmount"));
  const isSame = told?.value === refundAmount.value && told.currency === refundAmount.currency;
  return isSame ? { kind: "done" } : unclear("bad_member");
}

export const refund = { build: buildRefund, parse: parseRefund };

function findInvalidAmount({ currency, value }: Amount): Invalid<string> | null {
  const refused = (problem: FieldProblem) => ({ ok: false, field: "refundAmount", problem }) as const;
  if (!isAmount(currency, value)) return refused("malformed");
  return value === "0" ? refused("out_of_range") : null;
}
