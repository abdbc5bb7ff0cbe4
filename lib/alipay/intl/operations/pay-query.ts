import { findInvalid, outTradeNoRule, tradeNoRule } from "../../fields.ts";
import { isObject, type JsonObject, textOf } from "../../json.ts";
import type { Answer } from "../../send.ts";
import { isTradeNo } from "../../trade.ts";
import { type Amount, readAmount } from "../amount.ts";
import type { Question } from "../call.ts";
import type { IntlConfig } from "../config.ts";
import { type Built, buildRequest, type Stamp } from "../request.ts";
import {
  type AcquirementNumber,
  type NotExist,
  type Refused,
  readAnswer,
  type TradeNumber,
  type Unclear,
  unclear,
} from "../response.ts";

export type PayQueryInput = TradeNumber | AcquirementNumber;

/**
 * An order that Alipay knows. That the query worked says nothing of money (intl.md section 4.2): only `status` can, the value of the
 * member that the account names, and it is null when none is named, or the answer has no such text.
 */
export type Acquirement = {
  kind: "acquirement";
  merchantTransId: string;
  acquirementId: string;
  orderAmount: Amount;
  status: string | null;
};

export type PayQueryResult = Acquirement | NotExist | Refused | Unclear;

export async function buildPayQuery(trade: PayQueryInput, config: IntlConfig, stamp: Stamp): Promise<Built> {
  const invalid =
    "acquirementId" in trade
      ? findInvalid(trade, { acquirementId: tradeNoRule })
      : findInvalid(trade, { merchantTransId: outTradeNoRule });
  return invalid ?? buildRequest({ operation: "payQuery", body: trade }, config, stamp);
}

/** Ids or an amount that cannot be read make the whole answer unclear: no part of it is guessed. */
export function parsePayQuery(
  answer: Answer,
  config: IntlConfig,
  { input: trade, reqMsgId }: Question<PayQueryInput>,
): PayQueryResult {
  const result = readAnswer(answer, config, { operation: "payQuery", reqMsgId, trade });
  if (result.kind !== "success") return result;
  const { body } = result;
  const [merchantTransId, acquirementId] = [textOf(body, "merchantTransId"), textOf(body, "acquirementId")];
  const orderAmount = readOrderAmount(body);
  if (!isTradeNo(merchantTransId) || !isTradeNo(acquirementId) || !orderAmount) return unclear("bad_member");
  const status = config.statusMember === null ? null : (textOf(body, config.statusMember) ?? null);
  return { kind: "acquirement", merchantTransId, acquirementId, orderAmount, status };
}

export const payQuery = { build: buildPayQuery, parse: parsePayQuery };

/** No page says where the amount stands (intl.md section 4.2): beside the ids or inside `order`, but never two different ones. */
function readOrderAmount(body: JsonObject): Amount | null {
  const order = body.get("order");
  const given = [body.get("orderAmount"), isObject(order) ? order.get("orderAmount") : undefined]
    .filter((amount) => amount !== undefined)
    .map(readAmount);
  const [first] = given;
  const isOne = given.every((amount) => amount?.value === first?.value && amount?.currency === first?.currency);
  return first && isOne ? first : null;
}
