import type { Notice, Trade, TradeStatus } from "../book/entries.ts";
import type { Seal } from "../generation.ts";
import type { World } from "../world.ts";
import { resultInfo, signatureOf, toGatewayJson } from "./answer.ts";
import { findMerchant } from "./merchant.ts";
import { formatTime } from "./time.ts";

export const NOTIFY_FUNCTION = "alipay.intl.acquiring.cashier.notify.pay";

/** Minutes between sendings (intl.md 4.5.5). */
export const REPEAT_MINUTES = [2, 10, 10, 60, 120, 360, 900] as const;

/**
 * Members of the body by their paths (intl.md 4.5; amount and times are not confirmed there). A path that begins with
 * `head.` replaces a member of the head: for notifications on demand.
 */
export function composeNotice(_world: World, trade: Trade, status: TradeStatus): Record<string, string> {
  const { tradeNo, code, paidAt } = trade;
  const result =
    status === "TRADE_SUCCESS"
      ? resultInfo("SUCCESS", "success")
      : resultInfo("PROCESS_FAIL", "the payment has failed");
  return {
    ...Object.fromEntries(Object.entries(result).map(([name, value]) => [`resultInfo.${name}`, String(value)])),
    acquirementId: tradeNo,
    merchantTransId: code.outTradeNo,
    merchantId: code.sellerId,
    "orderAmount.currency": code.total.currency,
    "orderAmount.value": code.total.minor.toString(),
    createTime: formatTime(trade.createdAt),
    ...(paidAt === undefined ? {} : { paymentTime: formatTime(paidAt) }),
  };
}

export function withWrongAmount(fields: Notice["fields"]): Record<string, string> {
  return { ...fields, "orderAmount.value": (BigInt(fields["orderAmount.value"] ?? "0") + 1n).toString() };
}

/** A fresh envelope at each sending; the message id is the notice's own, so that a repeat can be told. */
export function sealNotice(world: World, notice: Notice, how: Seal): { contentType: string; body: string } {
  const merchant = findMerchant(world, notice.appId);
  const head = {
    version: "2.0.0",
    function: NOTIFY_FUNCTION,
    clientId: notice.appId ?? "",
    reqTime: formatTime(world.machineNow()),
    reqMsgId: notice.id,
    reserve: "{}",
  };
  const request: Nested = { head, body: {} };
  for (const [path, value] of Object.entries(notice.fields)) {
    put(request, path.startsWith("head.") ? path : `body.${path}`, value);
  }
  const text = toGatewayJson(request);
  const contentType = "application/json; charset=UTF-8";
  if (how === "none") return { contentType, body: `{"request":${text}}` };
  const signature = signatureOf(world, merchant ?? { signType: "RSA" }, { text, forged: how === "forged" });
  return { contentType, body: `{"request":${text},"signature":"${signature}"}` };
}

type Nested = { [name: string]: string | Nested };

function put(target: Nested, path: string, value: string): void {
  const [name = "", ...rest] = path.split(".");
  if (rest.length === 0) {
    target[name] = value;
    return;
  }
  const inner = target[name];
  const next = typeof inner === "object" ? inner : {};
  target[name] = next;
  put(next, rest.join("."), value);
}
