import type { IntlOperation } from "#lib/alipay/intl/config.ts";
import { answerOf, responseMessage, signedEnvelope, testConfig } from "#lib/alipay/intl/testing/account.ts";
import type { GatewayRequest } from "#lib/alipay/send.ts";
import type { AccountContext } from "../../account.ts";
import { type LaidOut, laidOutSender } from "../../testing/laid-out-sender.ts";
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

export type Changes = { context?: Partial<AccountContext>; account?: Partial<IntlAccount> };

/** A gateway whose next answers are laid out. */
export function gatewayWith(replies: LaidOut[], changes: Changes = {}) {
  const { sender, sent } = laidOutSender(replies);
  const context = { practice: null, allowedOrigins: [], notifyUrl: null, sender, ...changes.context };
  return { gateway: intlGateway({ ...testAccount, ...changes.account }, context), sent };
}

/** The signed message of a request that was sent. */
export const messageOf = (request: GatewayRequest | undefined) => JSON.parse(request?.body ?? "{}").request;

/** An answer that echoes the request's message id, as Alipay does. */
export const answered =
  (operation: IntlOperation, body: Record<string, unknown> = {}) =>
  (request: GatewayRequest) => {
    const { reqMsgId } = messageOf(request).head;
    return answerOf(signedEnvelope("response", responseMessage(operation, body, { reqMsgId })));
  };

export const refusal = (operation: IntlOperation, resultCode: string, resultStatus = "F") =>
  answered(operation, { resultInfo: { resultStatus, resultCode, resultMsg: "x" } });
