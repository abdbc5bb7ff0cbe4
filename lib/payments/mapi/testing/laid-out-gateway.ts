import type { MapiConfig } from "#lib/alipay/mapi/config.ts";
import { signedAnswer, testConfig } from "#lib/alipay/mapi/testing/account.ts";
import type { Answer, GatewayRequest } from "#lib/alipay/send.ts";
import type { AccountContext } from "../../account.ts";
import { type LaidOut, laidOutSender } from "../../testing/laid-out-sender.ts";
import { mapiGateway } from "../adapter.ts";

export const NUMBER = "01a2004d7c32732d95d28761f1a899eb";
export const CODE = "https://qr.alipay.com/bax03431ljhokirwl38f00a7";
export const NOTIFY = { notifyUrl: "https://till.example/notify/mapi/t" };

/** A gateway whose next answers are laid out. */
export function gatewayWith(
  answers: LaidOut[],
  change: Partial<AccountContext> = {},
  config: Partial<MapiConfig> = {},
) {
  const { sender, sent } = laidOutSender(answers);
  const context = { practice: null, allowedOrigins: [], notifyUrl: null, sender, ...change };
  return { gateway: mapiGateway(testConfig(config), context), sent };
}

export const failed = (code: string, changes: Partial<Answer> = {}) => ({
  ...signedAnswer({ result_code: "FAIL", detail_error_code: code, detail_error_des: "x" }),
  ...changes,
});

export const request = {
  merchantNumber: NUMBER,
  amount: { minor: 8888n, currency: "CNY" },
  subject: "Tea & Co = good",
  codeLifeMinutes: 3,
  returnUrl: "https://till.example/paid",
};

export const precreated = (qrCode: string) =>
  signedAnswer({ result_code: "SUCCESS", out_trade_no: NUMBER, qr_code: qrCode, voucher_type: "qrcode" });

export const sentParams = (sent: GatewayRequest[]) => Object.fromEntries(new URLSearchParams(sent[0]?.body));
