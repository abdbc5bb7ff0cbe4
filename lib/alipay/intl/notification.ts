import { createHash } from "node:crypto";
import { decodeStrictly } from "../form.ts";
import { findMembers, isObject, type JsonObject, parseObject, textOf } from "../json.ts";
import { isTradeNo } from "../trade.ts";
import type { IntlConfig } from "./config.ts";
import { type EnvelopeProblem, openEnvelope, sealEnvelope } from "./envelope.ts";
import { version } from "./request.ts";
import { readResultInfo } from "./result-info.ts";
import { formatRfc3339, parseRfc3339 } from "./rfc3339.ts";

const notifyFunction = "alipay.intl.acquiring.cashier.notify.pay";

/** Repeats go on for about 25 hours (intl.md section 4.5.5) and may carry the time of the first; clocks differ by minutes. */
const maxAgeMs = 26 * 60 * 60 * 1000;
const maxAheadMs = 15 * 60 * 1000;

export type HeadProblem =
  | "other_version"
  | "other_function"
  | "other_client"
  | "no_message_id"
  /** An answer that was signed for somebody who asked, sent on as a notice (B15). */
  | "answer"
  | "no_time"
  | "stale";

/** News of an order; which one is true, only a query tells (intl.md section 4.5.3). */
export type PayNotice = {
  /** The same for every repeat of the same news. */
  newsId: string;
  /** Null: none that could be ours. */
  merchantTransId: string | null;
  /** Null: the notice names no merchant; no page confirms that it always does. */
  isOurMerchant: boolean | null;
};

export type NotificationResult =
  | { kind: "notice"; notice: PayNotice }
  | { kind: "refused"; check: "form" | "signature"; why: EnvelopeProblem }
  | { kind: "refused"; check: "head"; why: HeadProblem };

/** Verifies the raw body of a notice and reads it. Ids that are not ours do not refuse it (clarification 14). */
export function parseNotification(bytes: Buffer, config: IntlConfig, at: Date): NotificationResult {
  const opened = openEnvelope(bytes, "request", config);
  if (!opened.ok) {
    const isUnsigned = opened.why === "no_signature" || opened.why === "bad_signature";
    return { kind: "refused", check: isUnsigned ? "signature" : "form", why: opened.why };
  }
  const { head, body } = opened.message;
  const why = headProblem(head, config, at);
  if (why) return { kind: "refused", check: "head", why };
  const [merchantTransId, merchantId] = [textOf(body, "merchantTransId"), body.get("merchantId")];
  return {
    kind: "notice",
    notice: {
      newsId: newsId(body, config),
      merchantTransId: isTradeNo(merchantTransId) ? merchantTransId : null,
      isOurMerchant: merchantId === undefined ? null : merchantId === config.merchantId,
    },
  };
}

function headProblem(head: JsonObject, { clientId }: IntlConfig, at: Date): HeadProblem | null {
  if (head.get("version") !== version) return "other_version";
  if (head.get("function") !== notifyFunction) return "other_function";
  if (head.get("clientId") !== clientId) return "other_client";
  if (!isMessageId(textOf(head, "reqMsgId"))) return "no_message_id";
  if (head.has("respTime")) return "answer";
  const sent = parseRfc3339(textOf(head, "reqTime") ?? "")?.getTime();
  if (sent === undefined) return "no_time";
  const age = at.getTime() - sent;
  return age > maxAgeMs || age < -maxAheadMs ? "stale" : null;
}

/**
 * The notice has no id of its own, and `reqMsgId` is new for every request, so that a repeat may carry another. News is therefore
 * known by what it says: who, which order, what became of it. Other members (times, for one) may differ in a repeat.
 */
function newsId(body: JsonObject, { clientId }: IntlConfig): string {
  const ids = ["merchantId", "merchantTransId", "acquirementId"].map((name) => textOf(body, name) ?? null);
  const result = readResultInfo(body);
  const news = [clientId, ...ids, result?.resultStatus ?? null, result?.resultCode ?? null];
  return createHash("sha256").update(JSON.stringify(news)).digest("hex");
}

/** The envelope that stops Alipay's repeats (intl.md section 4.5.4); member by member as it is printed there. */
export function answerNotification(bytes: Buffer, config: IntlConfig, at: Date): Promise<string> {
  const head = {
    version,
    function: notifyFunction,
    clientId: config.clientId,
    respTime: formatRfc3339(at),
    reqMsgId: messageIdOf(bytes),
    reserve: "{}",
  };
  const resultInfo = { resultStatus: "S", resultCodeId: "00000000", resultCode: "SUCCESS", resultMsg: "success" };
  return sealEnvelope("response", JSON.stringify({ head, body: { resultInfo } }), config);
}

/** What could be no message id is not repeated under our signature. */
function messageIdOf(bytes: Buffer): string {
  const found = findMembers(decodeStrictly(bytes, "utf-8") ?? "");
  const head = found.ok ? parseObject(found.members.get("request") ?? "")?.get("head") : undefined;
  const id = isObject(head) ? textOf(head, "reqMsgId") : undefined;
  return isMessageId(id) ? id : "";
}

/** At most 64 characters (seed 002, reqMsgId), a UUID as a rule. */
function isMessageId(text: string | undefined): text is string {
  return text !== undefined && /^[!-~]{1,64}$/.test(text);
}
