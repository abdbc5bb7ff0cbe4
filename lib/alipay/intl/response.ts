import { type JsonObject, textOf } from "../json.ts";
import type { Answer } from "../send.ts";
import { type Reaction, reactionTo } from "./codes.ts";
import { type IntlConfig, type IntlOperation, operationNames } from "./config.ts";
import { type EnvelopeProblem, openEnvelope } from "./envelope.ts";
import { type ResultInfo, readResultInfo } from "./result-info.ts";
import { parseRfc3339 } from "./rfc3339.ts";

/** An answer that settles nothing; the trade may be in any state. */
export type Unclear = {
  kind: "unclear";
  why:
    | "http_status"
    | EnvelopeProblem
    | "other_request"
    | "no_time"
    | "bad_result"
    | "contradiction"
    | "code"
    | "other_trade"
    | "bad_member";
  /** What the gateway said; of an unsigned answer only a claim, good for a message to a person and nothing else. */
  result: ResultInfo | null;
};

/** A verified refusal: nothing was done. */
export type Refused = { kind: "refused"; reaction: Extract<Reaction, "fail" | "fix" | "new"> } & ResultInfo;

/** Nobody has opened the page yet, so Alipay knows no such order: normal waiting while it is alive (clarification 11). */
export type NotExist = { kind: "not_exist" };

export type Success = { kind: "success"; body: JsonObject };

/** One order, by the merchant's number: the one that we know before Alipay does. */
export type TradeNumber = { merchantTransId: string };

/** The same by Alipay's number, where a customer's bill is all that is known (intl.md section 4.2). */
export type AcquirementNumber = { acquirementId: string };

type AskedTrade = (TradeNumber & { merchantRefundId?: string }) | AcquirementNumber;

export type Asked = { operation: IntlOperation; reqMsgId: string; trade: AskedTrade };

/** The common way from an answer to its body: verify, hold the head and the ids against what was asked, then read the result. */
export function readAnswer(answer: Answer, config: IntlConfig, asked: Asked): Success | Refused | NotExist | Unclear {
  if (answer.status !== 200) return unclear("http_status");
  const opened = openEnvelope(answer.body, "response", config);
  if (!opened.ok) return unclear(opened.why, opened.claimed && readResultInfo(opened.claimed.body));
  const { head, body } = opened.message;
  if (!answers(head, config, asked)) return unclear("other_request");
  if (parseRfc3339(textOf(head, "respTime") ?? "") === null) return unclear("no_time");
  const result = readResultInfo(body);
  if (!result) return unclear("bad_result");
  if (namesOther(body, { merchantId: config.merchantId, ...asked.trade })) return unclear("other_trade");
  const reaction = reactionTo(asked.operation, result);
  switch (reaction) {
    case "ok":
      return { kind: "success", body };
    case "wait":
      return { kind: "not_exist" };
    case "contradiction":
      return unclear("contradiction", result);
    case "unknown":
      return unclear("code", result);
    default:
      return { kind: "refused", reaction, ...result };
  }
}

export function unclear(why: Unclear["why"], result: ResultInfo | null = null): Unclear {
  return { kind: "unclear", why, result };
}

/** A genuine answer to another question is no fact about this trade (intl.md section 2.6). */
function answers(head: JsonObject, { clientId }: IntlConfig, { operation, reqMsgId }: Asked): boolean {
  return (
    head.get("function") === operationNames[operation] &&
    head.get("clientId") === clientId &&
    head.get("reqMsgId") === reqMsgId
  );
}

function namesOther(body: JsonObject, ours: Readonly<Record<string, string>>): boolean {
  return Object.entries(ours).some(([name, value]) => body.has(name) && body.get(name) !== value);
}
