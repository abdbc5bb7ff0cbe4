import {
  type FieldProblem,
  type FieldRules,
  findInvalid,
  type Invalid,
  outTradeNoRule,
  underPath,
} from "../../fields.ts";
import { textOf } from "../../json.ts";
import type { Answer } from "../../send.ts";
import { type Amount, isAmount } from "../amount.ts";
import type { Question } from "../call.ts";
import type { IntlConfig } from "../config.ts";
import { type Built, buildRequest, type Stamp } from "../request.ts";
import { type Refused, readAnswer, type Unclear, unclear } from "../response.ts";
import { isExpireTime } from "./expire-time.ts";
import { findInvalidRiskInfo, type RiskInfo, riskInfoBody } from "./risk-info.ts";

type Seller = { sellerId: string; mcc: string; sellerName: string };
type Order = { orderAmount: Amount; orderTitle: string; orderDetail?: string; seller?: Seller };

/** The members of seed 002, Body, but `merchantId`, which is the account's. */
export type PrepareInput = {
  productCode: string;
  merchantTransId: string;
  order: Order;
  expireTime?: string;
  settleContractId?: string;
  /** Text, though the seed's sample shows the enum's list in its place (seed-notes 2.1); so with `urlType` (2.2). */
  paymentSite: "ALIPAY_CN" | "ALIPAY_HK";
  terminalType: "WEB" | "WAP" | "APP";
  merchantRedirectUrl?: string;
  urlType?: "DEFAULT" | "SHORT";
  /** Travels as JSON text. */
  extendInfo?: Readonly<Record<string, string>>;
  riskInfo?: RiskInfo;
  notifyUrl?: string;
};

/** `paymentSiteUrl` as it came; where a browser may be sent is page-url.ts's question. `validSeconds` counts from the answer. */
export type PrepareResult =
  | { kind: "prepared"; paymentSiteUrl: string; validSeconds: number | null }
  | Refused
  | Unclear;

type Texts = Exclude<keyof PrepareInput, "order" | "riskInfo" | "extendInfo">;

const urlPattern = /^https?:\/\/[!-~]+$/;

/** Lengths and words: seed 002, Body. */
const textRules: FieldRules<Texts> = {
  productCode: { required: true, maxLength: 64, pattern: /^[A-Z0-9_]+$/ },
  merchantTransId: outTradeNoRule,
  expireTime: { maxLength: 16 },
  settleContractId: { maxLength: 64 },
  paymentSite: { required: true, maxLength: 64, pattern: /^ALIPAY_(?:CN|HK)$/ },
  terminalType: { required: true, maxLength: 32, pattern: /^(?:WEB|WAP|APP)$/ },
  merchantRedirectUrl: { maxLength: 512, pattern: urlPattern },
  urlType: { maxLength: 16, pattern: /^(?:DEFAULT|SHORT)$/ },
  notifyUrl: { maxLength: 256, pattern: urlPattern },
};

/** The seed states no lengths inside `order`: the title's is OpenAPI's for its subject, the others are ours. */
const orderRules: FieldRules<"orderTitle" | "orderDetail"> = {
  orderTitle: { required: true, maxLength: 256 },
  orderDetail: { maxLength: 1024 },
};
const sellerRules: FieldRules<keyof Seller> = {
  sellerId: { required: true, maxLength: 64 },
  mcc: { required: true, maxLength: 4, pattern: /^[0-9]{4}$/ },
  sellerName: { required: true, maxLength: 256 },
};
const extendInfoRules: FieldRules<"extendInfo"> = { extendInfo: { maxLength: 2048 } };

export async function buildPrepareForRedirect(input: PrepareInput, config: IntlConfig, stamp: Stamp): Promise<Built> {
  const { extendInfo, riskInfo, order, ...texts } = input;
  const jsonTexts = extendInfo === undefined ? {} : { extendInfo: JSON.stringify(extendInfo) };
  const invalid =
    findInvalid<Texts>(texts, textRules) ??
    underPath("order", findInvalidOrder(order)) ??
    findInvalidExpireTime(texts.expireTime) ??
    findInvalid(jsonTexts, extendInfoRules) ??
    underPath("riskInfo", riskInfo ? findInvalidRiskInfo(riskInfo) : null);
  if (invalid) return invalid;
  const risk = riskInfo === undefined ? {} : { riskInfo: riskInfoBody(riskInfo) };
  return buildRequest(
    { operation: "prepareForRedirect", body: { ...texts, order, ...jsonTexts, ...risk } },
    config,
    stamp,
  );
}

/** Some pages are longer than the 1024 characters that the seed states (seed-notes 2.10). */
const maxUrlLength = 4096;

/** A page counts only from a verified S with SUCCESS (seed-notes 2.21). */
export function parsePrepareForRedirect(
  answer: Answer,
  config: IntlConfig,
  { input: { merchantTransId }, reqMsgId }: Question<PrepareInput>,
): PrepareResult {
  const result = readAnswer(answer, config, {
    operation: "prepareForRedirect",
    reqMsgId,
    trade: { merchantTransId },
  });
  if (result.kind === "not_exist") return unclear("code");
  if (result.kind !== "success") return result;
  const paymentSiteUrl = textOf(result.body, "paymentSiteUrl");
  const validSeconds = result.body.has("validTime") ? readSeconds(textOf(result.body, "validTime")) : null;
  if (!paymentSiteUrl || paymentSiteUrl.length > maxUrlLength || validSeconds === "malformed")
    return unclear("bad_member");
  return { kind: "prepared", paymentSiteUrl, validSeconds };
}

export const prepareForRedirect = { build: buildPrepareForRedirect, parse: parsePrepareForRedirect };

function findInvalidOrder({ orderAmount, seller, ...texts }: Order): Invalid<string> | null {
  const invalid =
    findInvalid<"orderTitle" | "orderDetail">(texts, orderRules) ??
    underPath("seller", seller ? findInvalid(seller, sellerRules) : null);
  if (invalid) return invalid;
  if (!isAmount(orderAmount.currency, orderAmount.value)) return refused("orderAmount", "malformed");
  return orderAmount.value === "0" ? refused("orderAmount", "out_of_range") : null;
}

function findInvalidExpireTime(expireTime: string | undefined): Invalid<string> | null {
  return expireTime === undefined || isExpireTime(expireTime) ? null : refused("expireTime", "malformed");
}

/** `600s`: seconds are the only unit (seed 002, validTime), and 16 characters all that the member has room for. */
function readSeconds(text: string | undefined): number | "malformed" {
  return text !== undefined && /^\d{1,15}s$/.test(text) ? Number(text.slice(0, -1)) : "malformed";
}

function refused(field: string, problem: FieldProblem): Invalid<string> {
  return { ok: false, field, problem };
}
