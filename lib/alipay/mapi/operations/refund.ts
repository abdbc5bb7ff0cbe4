import { type FieldRules, findInvalid, type Invalid, outTradeNoRule } from "../../fields.ts";
import { textOf } from "../../form.ts";
import type { Answer } from "../../send.ts";
import { fitsRefund, isSendableAmount, mapiCurrencies, readAmount } from "../amount.ts";
import type { MapiConfig } from "../config.ts";
import type { Members } from "../document.ts";
import { type Built, buildRequest } from "../request.ts";
import { type Refused, readAnswer, type Unclear, unclear } from "../response.ts";

type Member = "out_trade_no" | "partner_refund_id" | "refund_amount" | "currency" | "refund_reason";

/** Always our own numbers. `refund_amount` is of this refund alone, in `currency`, the payment's. */
export type RefundInput = { [Name in Exclude<Member, "refund_reason">]: string } & { refund_reason?: string };

/** `done`: the money went back, by this call or by an earlier one under the same number (clarification 12). */
export type RefundResult = { kind: "done" } | Refused | Unclear;

/** Lengths: mapi.md section 4.4. */
const refundRules: FieldRules<Member> = {
  out_trade_no: outTradeNoRule,
  partner_refund_id: outTradeNoRule,
  refund_amount: { required: true, maxLength: 12 },
  currency: { required: true, maxLength: 10 },
  // No page says whether notices carry it, so it may hold nothing that a sign string takes for a cut.
  refund_reason: { maxLength: 128, echoed: true },
};

export async function buildRefund(input: RefundInput, config: MapiConfig): Promise<Built<Member>> {
  const invalid = findInvalid<Member>(input, refundRules) ?? findInvalidMeaning(input);
  const { out_trade_no, ...refund } = input;
  // Another name for the trade's number, as in a query. Without `is_sync` a success would only mean that it was noted down.
  const params = { partner_trans_id: out_trade_no, ...refund, is_sync: "Y" };
  return invalid ?? buildRequest({ service: "alipay.acquire.overseas.spot.refund", params }, config);
}

/** No member of an answer says to which request it belongs: a success that names none of our numbers could be anybody's. */
export function parseRefund(answer: Answer, config: MapiConfig, input: RefundInput): RefundResult {
  const { out_trade_no, partner_refund_id } = input;
  const result = readAnswer(answer, config, { operation: "refund", out_trade_no, partner_refund_id });
  if (result.kind === "not_exist") return unclear("code");
  if (result.kind !== "success") return result;
  const { members } = result;
  const isNamed =
    textOf(members, "partner_refund_id") !== undefined || textOf(members, "partner_trans_id") !== undefined;
  return isNamed && isSameAmount(members, input) ? { kind: "done" } : unclear("bad_member");
}

export const refund = { build: buildRefund, parse: parseRefund };

/** False where the answer tells of another amount or currency than was sent; it need not tell of any. */
function isSameAmount(members: Members, { refund_amount, currency }: RefundInput): boolean {
  const amount = members.get("refund_amount");
  if ((textOf(members, "currency") ?? currency) !== currency) return false;
  if (!amount?.text) return true;
  return amount.isPlain && readAmount(amount.text, currency) === readAmount(refund_amount, currency);
}

function findInvalidMeaning({
  out_trade_no,
  partner_refund_id,
  refund_amount,
  currency,
}: RefundInput): Invalid<Member> | null {
  if (partner_refund_id === out_trade_no) return { ok: false, field: "partner_refund_id", problem: "malformed" };
  if (!mapiCurrencies.includes(currency)) return { ok: false, field: "currency", problem: "malformed" };
  if (!isSendableAmount(refund_amount, currency)) return { ok: false, field: "refund_amount", problem: "malformed" };
  return fitsRefund(refund_amount) ? null : { ok: false, field: "refund_amount", problem: "out_of_range" };
}
