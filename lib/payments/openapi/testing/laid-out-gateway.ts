import type { OpenapiConfig } from "#lib/alipay/openapi/config.ts";
import type { Method } from "#lib/alipay/openapi/methods.ts";
import { signedAnswer, testConfig } from "#lib/alipay/openapi/testing/account.ts";
import type { GatewayRequest } from "#lib/alipay/send.ts";
import type { AccountContext } from "../../account.ts";
import { type LaidOut, laidOutSender } from "../../testing/laid-out-sender.ts";
import { openapiGateway } from "../adapter.ts";

export const NUMBER = "01a2004d7c32732d95d28761f1a899eb";
export const CODE = "https://qr.alipay.com/bax03431ljhokirwl38f00a7";

/** A gateway whose next answers are laid out. */
export function gatewayWith(
  answers: LaidOut[],
  change: Partial<AccountContext> = {},
  config: Partial<OpenapiConfig> = {},
) {
  const { sender, sent } = laidOutSender(answers);
  const context = { practice: null, allowedOrigins: [], notifyUrl: null, sender, ...change };
  return { gateway: openapiGateway(testConfig(config), context), sent };
}

export const refusal = (method: Method, subCode: string, code = "40004") =>
  signedAnswer(method, { code, msg: "Business Failed", sub_code: subCode, sub_msg: "x" });

export const request = {
  merchantNumber: NUMBER,
  amount: { minor: 8888n, currency: "CNY" },
  subject: "Tea & Co = good",
  codeLifeMinutes: 3,
  returnUrl: null,
};

export const precreated = (qrCode: string) =>
  signedAnswer("precreate", { code: "10000", msg: "Success", out_trade_no: NUMBER, qr_code: qrCode });

export const sentContent = (sent: GatewayRequest[]) =>
  JSON.parse(new URLSearchParams(sent[0]?.body).get("biz_content") ?? "");

export const methodOf = (request: GatewayRequest | undefined) => new URL(request?.url ?? "").searchParams.get("method");
