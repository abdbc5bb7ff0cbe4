import { decimalText } from "#lib/money/money.ts";
import { TRAITS } from "#lib/payments/traits.ts";
import type { Random } from "../make-random.ts";
import type { LoadStore, Row } from "../view.ts";
import type { Attempt } from "./make-attempt.ts";

type Account = NonNullable<ReturnType<LoadStore["accounts"]["get"]>>;

type Told = { attempt: Attempt; account: Account; at: number; isStrange: boolean };

/** The row of the inbox for Alipay's word on a payment. Its body is as long as a real one and carries no signature. */
export function makeNotice(random: Random, { attempt, account, at, isStrange }: Told): Row {
  const { script, currency, orderId, id } = attempt;
  const number = random.digits(34);
  const settles = TRAITS[account.generation].noticeSettles;
  const parked = settles && isStrange;
  const fields = {
    notify_id: number,
    notify_time: new Date(at).toISOString(),
    trade_status: "TRADE_SUCCESS",
    out_trade_no: id.replaceAll("-", ""),
    trade_no: script.trade.tradeNumber,
    total_amount: decimalText({ minor: script.strangeAmount ?? script.trade.amount, currency }),
    buyer_logon_id: script.trade.buyer,
  };
  return {
    id: random.uuid(at),
    generation: account.generation,
    account_id: account.id,
    notify_id: number,
    order_id: orderId,
    body: `\\x${Buffer.from(new URLSearchParams(fields).toString()).toString("hex")}`,
    verdicts: {
      ...{ form: true, signature: true, application: true, seller: true, content: true, order: true },
      ...(settles ? { money: !isStrange } : {}),
    },
    effect: settles ? (parked ? "parked_mismatch" : "applied") : "asked",
    answer: parked ? "again" : "taken",
    deliveries: random.chance(0.01) ? 2 : 1,
    received_at: new Date(at),
  };
}
