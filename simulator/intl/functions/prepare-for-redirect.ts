import type { Code } from "../../book/entries.ts";
import { accepted, refused } from "../../content/checked.ts";
import { type Content, canonicalContent, contentOf, memberOf, textOf } from "../../content/members.ts";
import { isVoid } from "../../trades/find-trade.ts";
import { type IssueResult, issueCode } from "../../trades/issue-code.ts";
import { currentSettings, scaled, type World } from "../../world.ts";
import { type Checked, illegalParam, refusal } from "../answer.ts";
import { readAmount } from "../order/amount.ts";
import { lifeMs } from "../order/expire-time.ts";
import { addressWriter } from "../order/payment-address.ts";
import { checkBody } from "../order/prepare-rules.ts";
import type { IntlFunction } from "./function.ts";

/** Members that notifications and the way back to the shop repeat. */
const ECHOED = ["merchantRedirectUrl", "extendInfo"];

/** intl.md 4.1: makes the page, not yet an order that a query finds. */
export const prepareForRedirect: IntlFunction = ({ world, merchant, body }) => {
  const wrong = checkBody(body);
  if (wrong) return refused(wrong);
  if (textOf(body, "productCode") !== merchant.productCode) {
    return refused(illegalParam("productCode", "is not the one of the contract"));
  }
  const order = contentOf(body, "order");
  const total = readAmount(memberOf(order, "orderAmount"), "order.orderAmount");
  if (!total.ok) return total;
  const life = lifeMs(textOf(body, "expireTime"));
  if (life === undefined) return refused(illegalParam("expireTime", "is too long"));
  const id = { generation: "intl", sellerId: merchant.merchantId, outTradeNo: textOf(body, "merchantTransId") ?? "" };
  if (isVoid(world, id)) return answerOf(world, { kind: "already-closed" });
  const notifyUrl = textOf(body, "notifyUrl");
  const result = issueCode(
    world,
    {
      ...id,
      appId: merchant.clientId,
      subject: textOf(order, "orderTitle") ?? "",
      total: total.value,
      echo: Object.fromEntries(ECHOED.flatMap((name) => [[name, textOf(body, name)]]).filter(([, text]) => text)),
      content: canonicalContent(body),
      ...(notifyUrl === undefined ? {} : { notifyUrl }),
      ...endsOf(world, life),
    },
    addressWriter(world, body),
  );
  return answerOf(world, result);
};

/** A page may end before its order. */
function endsOf(world: World, life: number): Pick<Code, "codeEndsAt" | "tradeEndsAt"> {
  const { intlValidSeconds } = currentSettings(world);
  const page = intlValidSeconds ? Math.min(intlValidSeconds * 1000, life) : life;
  return { codeEndsAt: world.now() + scaled(world, page), tradeEndsAt: world.now() + scaled(world, life) };
}

function answerOf(world: World, result: IssueResult): Checked<Content> {
  switch (result.kind) {
    case "code":
      return accepted({ paymentSiteUrl: result.code.text, ...validTime(world, result.code) });
    case "other-content":
      return refused(refusal("REPEAT_REQ_INCONSISTENT", "this merchantTransId was used with another content"));
    case "already-paid":
      return refused(refusal("ORDER_IS_PAID", "this merchantTransId is paid"));
    case "already-closed":
      return refused(refusal("ORDER_IS_CLOSED", "this merchantTransId is closed"));
  }
}

/** What is left of it, in the seconds of a shop whose clock does not run faster. */
function validTime(world: World, { codeEndsAt }: Code): Content {
  const { intlValidSeconds, timeFactor } = currentSettings(world);
  if (intlValidSeconds === 0) return {};
  return { validTime: `${Math.round(((codeEndsAt - world.now()) * timeFactor) / 1000)}s` };
}
