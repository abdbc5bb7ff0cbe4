import { accepted, refused } from "../../content/checked.ts";
import { type Content, canonicalContent, type TextRule, textOf } from "../../content/members.ts";
import { type IssueResult, issueCode } from "../../trades/issue-code.ts";
import { SPAN } from "../../trades/span.ts";
import { businessRefusal, type Checked, type Members } from "../answer.ts";
import { checkTexts, invalidMember } from "../members.ts";
import { checkOrderParts } from "../order/parts.ts";
import { checkRoyalty } from "../order/royalty.ts";
import { orderTimes } from "../order/times.ts";
import { orderTotal } from "../order/total.ts";
import type { Method } from "./method.ts";

/** Lengths and patterns: seed 001 and openapi.md 6.1, "Members of biz_content". Amounts are checked by `orderTotal`. */
const TEXTS: Readonly<Record<string, TextRule>> = {
  out_trade_no: { longest: 64, required: true, pattern: /^\w+$/ },
  seller_id: { longest: 28, pattern: /^2088\d{12}$/ },
  subject: { longest: 256, required: true },
  body: { longest: 128 },
  operator_id: { longest: 28 },
  store_id: { longest: 32 },
  terminal_id: { longest: 32 },
  timeout_express: { longest: 6, pattern: SPAN },
  qr_code_timeout_express: { longest: 6, pattern: SPAN },
  time_expire: { longest: 19 },
  product_code: { longest: 64 },
  passback_params: { longest: 512 },
};

/** Members that queries and notifications give back. */
const ECHOED = ["store_id", "terminal_id", "body", "passback_params"];

/** openapi.md 6.1: makes the code, not yet a trade. */
export const precreate: Method = ({ world, merchant, texts, content }) => {
  const wrong = checkTexts(content, TEXTS) ?? checkOrderParts(content);
  if (wrong) return refused(wrong);
  if ((textOf(content, "seller_id") ?? merchant.sellerId) !== merchant.sellerId) {
    return refused(businessRefusal("ACQ.SELLER_NOT_EXIST", "seller_id is not of this merchant"));
  }
  const total = orderTotal(content);
  if (!total.ok) return total;
  const wrongSplit = checkRoyalty(content, total.value);
  if (wrongSplit) return refused(wrongSplit);
  const times = orderTimes(world, content);
  if (!times.ok) return times;
  const outTradeNo = textOf(content, "out_trade_no");
  const subject = textOf(content, "subject");
  if (outTradeNo === undefined || subject === undefined) return refused(invalidMember("out_trade_no", "is missing"));
  return answerOf(
    issueCode(world, {
      generation: "openapi",
      appId: merchant.appId,
      sellerId: merchant.sellerId,
      outTradeNo,
      subject,
      total: { minor: total.value, currency: "CNY" },
      echo: echoOf(content),
      content: canonicalContent(content),
      ...(texts.notify_url ? { notifyUrl: texts.notify_url } : {}),
      ...times.value,
    }),
  );
};

function echoOf(content: Content): Record<string, string> {
  return Object.fromEntries(ECHOED.flatMap((name) => [[name, textOf(content, name)]]).filter(([, text]) => text));
}

function answerOf(result: IssueResult): Checked<Members> {
  switch (result.kind) {
    case "code":
      return accepted({ out_trade_no: result.code.outTradeNo, qr_code: result.code.text });
    case "other-content":
      return refused(businessRefusal("ACQ.CONTEXT_INCONSISTENT", "this out_trade_no was used with another content"));
    case "already-paid":
      return refused(businessRefusal("ACQ.TRADE_HAS_SUCCESS", "this out_trade_no is paid"));
    case "already-closed":
      return refused(businessRefusal("ACQ.TRADE_HAS_CLOSE", "this out_trade_no is closed"));
  }
}
