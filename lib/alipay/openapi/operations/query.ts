import { findInvalid, outTradeNoRule, tradeNoRule } from "../../fields.ts";
import { textOf } from "../../json.ts";
import type { Answer } from "../../send.ts";
import { isTradeNo, isTradeStatus, type TradeStatus } from "../../trade.ts";
import { readYuan } from "../amount.ts";
import type { OpenapiConfig } from "../config.ts";
import { type Built, buildRequest } from "../request.ts";
import { type NotExist, type Refused, readAnswer, type Unclear, unclear } from "../response.ts";

/**
 * A payment of ours by our own number: `trade_no` would win over it, and it is unknown before the first scan. Alipay's number alone
 * where a customer's bill is all that is known (openapi.md section 6.2).
 */
export type QueryInput = { out_trade_no: string; trade_no?: never } | { out_trade_no?: never; trade_no: string };

/** Times are China time as text. `total_amount` is yuan as text in `trans_currency`, CNY when that is null. */
export type Trade = {
  kind: "trade";
  trade_status: TradeStatus;
  out_trade_no: string;
  trade_no: string;
  total_amount: string;
  trans_currency: string | null;
  /** Masked by Alipay. */
  buyer_logon_id: string | null;
  send_pay_date: string | null;
};

export type QueryResult = Trade | NotExist | Refused | Unclear;

export async function buildQuery(
  input: QueryInput,
  config: OpenapiConfig,
  at: Date,
): Promise<Built<"out_trade_no" | "trade_no">> {
  const { out_trade_no, trade_no } = input;
  const invalid =
    trade_no === undefined
      ? findInvalid({ out_trade_no }, { out_trade_no: outTradeNoRule })
      : findInvalid({ trade_no }, { trade_no: tradeNoRule });
  return invalid ?? buildRequest({ method: "query", bizContent: input }, config, at);
}

/** An unknown state word or an amount outside the grammar makes the whole answer unclear: no part of it is guessed. */
export function parseQuery(answer: Answer, config: OpenapiConfig, input: QueryInput): QueryResult {
  const result = readAnswer(answer, config, { method: "query", ...input });
  if (result.kind !== "success") return result;
  const text = (name: string) => textOf(result.members, name);
  const [tradeStatus, tradeNo, totalAmount] = [text("trade_status"), text("trade_no"), text("total_amount")];
  // Both numbers, whichever was asked for; one that is another trade's was refused already.
  const outTradeNo = text("out_trade_no");
  if (!isTradeStatus(tradeStatus) || !isTradeNo(tradeNo) || !isTradeNo(outTradeNo)) return unclear("bad_member");
  if (totalAmount === undefined || readYuan(totalAmount) === null) return unclear("bad_member");
  return {
    kind: "trade",
    trade_status: tradeStatus,
    out_trade_no: outTradeNo,
    trade_no: tradeNo,
    total_amount: totalAmount,
    trans_currency: text("trans_currency") ?? null,
    buyer_logon_id: text("buyer_logon_id") ?? null,
    send_pay_date: text("send_pay_date") ?? null,
  };
}

export const query = { build: buildQuery, parse: parseQuery };
