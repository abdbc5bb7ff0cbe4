import { accepted, refused } from "../../content/checked.ts";
import { canonicalContent, findWrongText, isHttpAddress, type TextRules } from "../../content/members.ts";
import { type IssueResult, issueCode } from "../../trades/issue-code.ts";
import { SPAN } from "../../trades/span.ts";
import { currentSettings, type World } from "../../world.ts";
import { businessRefusal, type Checked, invalidParameter, type Members, type Refusal } from "../answer.ts";
import type { Texts } from "../envelope.ts";
import type { MapiMerchant } from "../merchant.ts";
import { checkOrderParts } from "../order/parts.ts";
import { orderTimes } from "../order/times.ts";
import { orderTotal } from "../order/total.ts";
import type { Service } from "./service.ts";

/** "no special characters" (mapi.md 4.1, `subject`): at least those that would forge a signed text, and what no eye sees. */
const PLAIN = /^[^&=\p{Cc}]*$/u;

/** mapi.md 4.1. Amounts and currencies are checked by `orderTotal`. */
const RULES: TextRules = {
  out_trade_no: { longest: 64, required: true },
  subject: { longest: 256, required: true, pattern: PLAIN },
  product_code: { longest: 32, required: true, pattern: /^OVERSEAS_MBARCODE_PAY$/ },
  seller_id: { longest: 28, pattern: /^2088\d{12}$/ },
  seller_email: { longest: 100 },
  body: { longest: 400 },
  show_url: { longest: 400 },
  notify_url: { longest: 190 },
  it_b_pay: { longest: 6, pattern: SPAN },
  qr_code_it_b_pay: { longest: 6, pattern: SPAN },
};

/** The envelope, and where to tell of it: two requests with one content may differ here. */
const NO_CONTENT = ["sign", "sign_type", "timestamp", "terminal_timestamp", "_input_charset", "service", "notify_url"];

/** Parameters that answers and notifications give back. */
const ECHOED = ["currency", "body", "passback_parameters"];

/** Makes the code, not yet a trade. */
export const precreate: Service = {
  needsTimestamp: true,
  run: ({ world, merchant, texts }) => {
    const wrong = checkParams(world, merchant, texts);
    if (wrong) return refused(wrong);
    const total = orderTotal(texts);
    if (!total.ok) return total;
    const times = orderTimes(world, texts);
    if (!times.ok) return times;
    const result = issueCode(world, {
      generation: "mapi",
      appId: merchant.partner,
      sellerId: merchant.partner,
      outTradeNo: texts.out_trade_no ?? "",
      subject: texts.subject ?? "",
      total: total.value,
      echo: Object.fromEntries(ECHOED.flatMap((name) => (texts[name] ? [[name, texts[name]]] : []))),
      content: contentOf(texts),
      ...(texts.notify_url ? { notifyUrl: texts.notify_url } : {}),
      ...times.value,
    });
    return answerOf(world, result);
  },
};

function checkParams(world: World, merchant: MapiMerchant, texts: Texts): Refusal | undefined {
  const wrong = findWrongText(texts, RULES);
  if (wrong) return invalidParameter(wrong.name, wrong.why);
  if (texts.seller_id && texts.seller_id !== merchant.partner) {
    return businessRefusal("SELLER_NOT_EXIST", "seller_id is not of this partner");
  }
  if (!texts.notify_url && currentSettings(world).mapiNeedsNotifyUrl) {
    return invalidParameter("notify_url", "is missing");
  }
  if (texts.notify_url && !isHttpAddress(texts.notify_url)) {
    return invalidParameter("notify_url", "must be an http or https address");
  }
  return checkOrderParts(texts);
}

function contentOf(texts: Texts): string {
  return canonicalContent(Object.fromEntries(Object.entries(texts).filter(([name]) => !NO_CONTENT.includes(name))));
}

function answerOf(world: World, result: IssueResult): Checked<Members> {
  switch (result.kind) {
    case "code": {
      const { outTradeNo, text, token } = result.code;
      const picture = (size: string) => `${world.origin}/show.htm?code=${token}&picSize=${size}`;
      return accepted({
        big_pic_url: picture("L"),
        out_trade_no: outTradeNo,
        pic_url: picture("M"),
        qr_code: text,
        result_code: "SUCCESS",
        small_pic_url: picture("S"),
        voucher_type: "qrcode",
      });
    }
    case "other-content":
      return refused(businessRefusal("CONTEXT_INCONSISTENT", "this out_trade_no was used with another content"));
    case "already-paid":
      return refused(businessRefusal("TRADE_HAS_SUCCESS", "this out_trade_no is paid"));
    case "already-closed":
      return refused(businessRefusal("TRADE_HAS_CLOSE", "this out_trade_no is closed"));
  }
}
