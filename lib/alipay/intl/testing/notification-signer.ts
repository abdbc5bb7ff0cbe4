import { clientId, merchantId, reqMsgId, signedEnvelope, success } from "./account.ts";

type Members = Readonly<Record<string, unknown>>;

/** When the notice below was sent. */
export const noticeTime = "2026-03-01T12:34:56+08:00";

/** What Alipay tells of a payment, before it is signed; a member set to undefined is left out. */
export function noticeMessage(body: Members = {}, head: Members = {}) {
  return {
    head: {
      version: "2.0.0",
      function: "alipay.intl.acquiring.cashier.notify.pay",
      clientId,
      reqTime: noticeTime,
      reqMsgId,
      reserve: "{}",
      ...head,
    },
    body: {
      resultInfo: success,
      acquirementId: "2026030120071015472013527471",
      merchantTransId: "T20260301_0201",
      merchantId,
      ...body,
    },
  };
}

export function signedNotice(body: Members = {}, head: Members = {}): Buffer {
  return Buffer.from(signedEnvelope("request", noticeMessage(body, head)));
}
