import {
  type Content,
  isContent,
  isHttpAddress,
  memberOf,
  parseContent,
  type TextRules,
  textOf,
} from "../../content/members.ts";
import { illegalParam, type Refusal } from "../answer.ts";
import { checkObject } from "./check-object.ts";
import { EXPIRE_TIME } from "./expire-time.ts";
import { checkRisk } from "./risk-info.ts";

/** seed 002, "Body". */
const TEXTS: TextRules = {
  merchantId: { longest: 64, required: true },
  productCode: { longest: 64, required: true },
  merchantTransId: { longest: 64, required: true, pattern: /^[\x21-\x7e]+$/ },
  expireTime: { longest: 16, pattern: EXPIRE_TIME },
  settleContractId: { longest: 64 },
  paymentSite: { longest: 64, required: true, pattern: /^ALIPAY_(?:CN|HK)$/ },
  terminalType: { longest: 32, required: true, pattern: /^(?:WEB|WAP|APP)$/ },
  merchantRedirectUrl: { longest: 512 },
  urlType: { longest: 7, pattern: /^(?:DEFAULT|SHORT)$/ },
  extendInfo: { longest: 2048 },
  notifyUrl: { longest: 256 },
};

/** Lengths of titles are not documented. */
const ORDER_TEXTS: TextRules = {
  orderTitle: { longest: 256, required: true },
  orderDetail: { longest: 1024 },
};

const SELLER_TEXTS: TextRules = {
  sellerId: { longest: 64 },
  mcc: { longest: 4, pattern: /^\d{4}$/ },
  sellerName: { longest: 256 },
};

/** Form of every member; amounts and ids are looked at afterwards. */
export function checkBody(body: Content): Refusal | undefined {
  return (
    checkObject(body, "", { texts: TEXTS, others: ["order", "riskInfo"] }) ??
    checkAddresses(body) ??
    checkExtendInfo(body) ??
    checkOrder(memberOf(body, "order")) ??
    checkRisk(memberOf(body, "riskInfo"))
  );
}

function checkOrder(order: unknown): Refusal | undefined {
  const wrong = checkObject(order, "order.", { texts: ORDER_TEXTS, others: ["orderAmount", "seller"] });
  const seller = isContent(order) ? memberOf(order, "seller") : undefined;
  return wrong ?? (seller === undefined ? undefined : checkObject(seller, "order.seller.", { texts: SELLER_TEXTS }));
}

function checkAddresses(body: Content): Refusal | undefined {
  for (const name of ["merchantRedirectUrl", "notifyUrl"]) {
    const address = textOf(body, name);
    if (address !== undefined && !isHttpAddress(address)) return illegalParam(name, "must be an http or https address");
  }
  return undefined;
}

/** A JSON text in a text (seed-notes.md, seed 2, 13). */
function checkExtendInfo(body: Content): Refusal | undefined {
  const text = textOf(body, "extendInfo");
  return text === undefined || parseContent(text)
    ? undefined
    : illegalParam("extendInfo", "is no JSON text of an object");
}
