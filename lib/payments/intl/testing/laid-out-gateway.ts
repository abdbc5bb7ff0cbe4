import type { IntlOperation } from "#lib/alipay/intl/config.ts";
import { answerOf, responseMessage, signedEnvelope, testConfig } from "#lib/alipay/intl/testing/account.ts";
import type { Answer, GatewayRequest, NoAnswer, NoAnswerReason, SendOptions } from "#lib/alipay/send.ts";
import type { AccountContext } from "../../account.ts";
import type { IntlAccount } from "../account.ts";
import { intlGateway } from "../adapter.ts";

export const NUMBER = "01a2004d7c32732d95d28761f1a899eb";

/** What most tests work with. */
export const testAccount: IntlAccount = {
  config: testConfig(),
  terms: { productCode: "CASHIER_PAYMENT", paymentSite: "ALIPAY_CN", terminalType: "WEB", urlType: "SHORT" },
  seller: null,
  sendsRedirectUrl: true,
  pageOrigins: [],
  meanings: new Map([
    ["SUCCESS", "paid"],
    ["CLOSED", "closed"],
  ]),
};

export type LaidOut = (request: GatewayRequest) => Answer | NoAnswer;
export type Changes = { context?: Partial<AccountContext>; account?: Partial<IntlAccount> };

/** A gateway whose next answers are laid out; what was sent, and whereto it could have been, is kept. */
export function gatewayWith(replies: LaidOut[], changes: Changes = {}) {
  const sent: (GatewayRequest & SendOptions)[] = [];
  const sender: AccountContext["sender"] = {
    async send(request, options) {
      sent.push({ ...request, ...options });
      const reply = replies.shift();
      if (!reply) throw new Error("no answer was laid out");
      return reply(request);
    },
    close: () => {},
  };
  const context = { practice: null, allowedOrigins: [], notifyUrl: null, sender, ...changes.context };
  return { gateway: intlGateway({ ...testAccount, ...changes.account }, context), sent };
}

/** The signed message of a request that was sent. */
export const messageOf = (request: GatewayRequest | undefined) => JSON.parse(request?.body ?? "{}").request;

/** An answer that echoes the request's message id, as Alipay does. */
export const answered =
  (operation: IntlOperation, body: Record<string, unknown> = {}): LaidOut =>
  (request) => {
    const { reqMsgId } = messageOf(request).head;
    return answerOf(signedEnvelope("response", responseMessage(operation, body, { reqMsgId })));
  };

export const refusal = (operation: IntlOperation, resultCode: string, resultStatus = "F") =>
  answered(operation, { resultInfo: { resultStatus, resultCode, resultMsg: "x" } });

export const noAnswer =
  (reason: NoAnswerReason, sent: boolean): LaidOut =>
  () => ({ kind: "no_answer", sent, reason, ms: 1 });
