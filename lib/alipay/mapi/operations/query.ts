import { findInvalid, outTradeNoRule, tradeNoRule } from "../../fields.ts";
import { textOf } from "../../form.ts";
import type { Answer } from "../../send.ts";
import { isTradeNo, isTradeStatus, type TradeStatus } from "../../trade.ts";
import { readAmount } from "../amount.ts";
import type { MapiConfig } from "../config.ts";
import type { Members } from "../document.ts";
import { type Built, buildRequest } from "../request.ts";
import { type NotExist, type Refused, readAnswer, type Unclear, unclear } from "../response.ts";

/**
 * A payment of ours by our own number: `alipay_trans_id` would win over it, and it is unknown before the first scan. Alipay's number
 * alone where a customer's bill is all that is known (mapi.md section 4.2). `trans_currency` is not sent: it is the price's, which an
 * answer need not name.
 */
export type QueryInput = { trans_currency: string } & (
  | { out_trade_no: string; alipay_trans_id?: never }
  | { out_trade_no?: never; alipay_trans_id: string }
);

/** `price.minor` counts the smallest unit of its currency. */
export type Trade = {
  kind: "trade";
  alipay_trans_status: TradeStatus;
  out_trade_no: string;
  alipay_trans_id: string;
  price: { minor: bigint; currency: string };
  /** Masked by Alipay. */
  alipay_buyer_login_id: string | null;
  /** `yyyyMMddHHmmss` in China time; of a closed trade it tells that it had been paid. */
  alipay_pay_time: string | null;
};

export type QueryResult = Trade | NotExist | Refused | Unclear;

export async function buildQuery(
  { out_trade_no, alipay_trans_id }: QueryInput,
  config: MapiConfig,
): Promise<Built<"out_trade_no" | "alipay_trans_id">> {
  const service = "alipay.acquire.overseas.query";
  if (alipay_trans_id !== undefined) {
    const invalid = findInvalid({ alipay_trans_id }, { alipay_trans_id: tradeNoRule });
    return invalid ?? buildRequest({ service, params: { alipay_trans_id } }, config);
  }
  const invalid = findInvalid({ out_trade_no }, { out_trade_no: outTradeNoRule });
  // This service has another name for the number (mapi.md section 4.2).
  return invalid ?? buildRequest({ service, params: { partner_trans_id: out_trade_no } }, config);
}

/** An unknown state word or an amount outside the grammar makes the whole answer unclear: no part of it is guessed. */
export function parseQuery(answer: Answer, config: MapiConfig, input: QueryInput): QueryResult {
  const { trans_currency: _price, ...trade } = input;
  const result = readAnswer(answer, config, { operation: "query", ...trade });
  if (result.kind !== "success") return result;
  const text = (name: string) => textOf(result.members, name);
  const [status, tradeNo] = [text("alipay_trans_status"), text("alipay_trans_id")];
  const price = priceOf(result.members, config, input);
  // The answer may give our number by either name; one that is another's was refused already.
  const outTradeNo = text("partner_trans_id") ?? text("out_trade_no");
  if (!isTradeStatus(status) || !isTradeNo(tradeNo) || !isTradeNo(outTradeNo) || !price) return unclear("bad_member");
  return {
    kind: "trade",
    alipay_trans_status: status,
    out_trade_no: outTradeNo,
    alipay_trans_id: tradeNo,
    price,
    alipay_buyer_login_id: text("alipay_buyer_login_id") ?? null,
    alipay_pay_time: text("alipay_pay_time") ?? null,
  };
}

export const query = { build: buildQuery, parse: parseQuery };

/**
 * No page says what `currency` names when price and settlement currency differ (clarification 4), so the account does; `trans_amount`
 * is the price either way (clarification 15). Where the named currency is not the one that the account expects, the money is
 * told as it stands, and a shop that compares it sees whether it fits.
 */
function priceOf(
  members: Members,
  { queryCurrency, settlementCurrency }: Pick<MapiConfig, "queryCurrency" | "settlementCurrency">,
  { trans_currency }: Pick<QueryInput, "trans_currency">,
): Trade["price"] | null {
  const [named, amount] = [textOf(members, "currency"), members.get("trans_amount")];
  if (named === undefined || amount === undefined || !amount.isPlain) return null;
  const isSettlement = queryCurrency === "settlement" && named === settlementCurrency;
  const currency = textOf(members, "trans_currency") ?? (isSettlement ? trans_currency : named);
  const minor = readAmount(amount.text, currency);
  return minor === null ? null : { minor, currency };
}
