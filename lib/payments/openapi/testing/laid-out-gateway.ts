import type { OpenapiConfig } from "#lib/alipay/openapi/config.ts";
import type { Method } from "#lib/alipay/openapi/methods.ts";
import { signedAnswer, testConfig } from "#lib/alipay/openapi/testing/account.ts";
import type { Answer, GatewayRequest, NoAnswer, NoAnswerReason } from "#lib/alipay/send.ts";
import type { AccountContext } from "../../account.ts";
import { openapiGateway } from "../adapter.ts";

export const NUMBER = "01a2004d7c32732d95d28761f1a899eb";
export const CODE = "https://qr.alipay.com/bax03431ljhokirwl38f00a7";

/** A gateway whose next answers are laid out; what was sent is kept. */
export function gatewayWith(
  answers: (Answer | NoAnswer)[],
  change: Partial<AccountContext> = {},
  config: Partial<OpenapiConfig> = {},
) {
  const sent: GatewayRequest[] = [];
  const sender: AccountContext["sender"] = {
    async send(request) {
      sent.push(request);
      const answer = answers.shift();
      if (!answer) throw new Error("no answer was laid out");
      return answer;
    },
    close: () => {},
  };
  const context = { practice: null, allowedOrigins: [], notifyUrl: null, sender, ...change };
  return { gateway: openapiGateway(testConfig(config), context), sent };
}

export const noAnswer = (reason: NoAnswerReason, sent: boolean): NoAnswer => ({
  kind: "no_answer",
  sent,
  reason,
  ms: 1,
});

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
