import { type FieldProblem, type FieldRules, findInvalid, outTradeNoRule } from "../../fields.ts";
import { textOf } from "../../form.ts";
import type { Answer } from "../../send.ts";
import { isTimeSpan } from "../../time-span.ts";
import { isSendableAmount, mapiCurrencies } from "../amount.ts";
import type { MapiConfig, StoreData } from "../config.ts";
import { accountNumber, type Built, buildRequest, timestampOf } from "../request.ts";
import { type Refused, readAnswer, type Unclear, unclear } from "../response.ts";

/**
 * The members of seed 000 that a till sends. `price` and `quantity` only repeat the total, `sendFormat` and `alipay_ca_request` are
 * undocumented, and what belongs to the store goes into `extend_params` (mapi.md section 4.1, seed-notes 0.6 and 0.12).
 */
type Optional = "notify_url" | "body" | "show_url" | "it_b_pay" | "qr_code_it_b_pay" | "passback_parameters";
type Member = "out_trade_no" | "subject" | "total_fee" | "trans_currency" | Optional;

export type PrecreateInput = { [Name in Exclude<Member, Optional>]: string } & { [Name in Optional]?: string };

export type PrecreateResult = { kind: "created"; out_trade_no: string; qr_code: string } | Refused | Unclear;

const address = /^https?:\/\/[!-~]+$/;

/** Lengths: mapi.md section 4.1. `passback_parameters` has none there: OpenAPI's, and its form. */
const precreateRules: FieldRules<Member> = {
  out_trade_no: outTradeNoRule,
  subject: { required: true, maxLength: 256, echoed: true },
  total_fee: { required: true, maxLength: 12 },
  trans_currency: { required: true, maxLength: 8 },
  notify_url: { maxLength: 190, pattern: address },
  body: { maxLength: 400, echoed: true },
  show_url: { maxLength: 400, pattern: address },
  it_b_pay: { maxLength: 6 },
  qr_code_it_b_pay: { maxLength: 6 },
  // URL-encoded content, so that it survives the form and the sign string of the notice that returns it.
  passback_parameters: { maxLength: 512, echoed: true, pattern: /^(?:[\w\-.~*+!'()]|%[0-9A-Fa-f]{2})+$/ },
};

/** The settings that this operation sends. Of `extend_params` no page tells lengths: 256 only keeps out what no store is called. */
type Setting = keyof StoreData | "seller_id" | "currency";
const storeText = { maxLength: 256, echoed: true } as const;
const settingRules: FieldRules<Setting> = {
  seller_id: { required: true, maxLength: 28, pattern: accountNumber },
  currency: { required: true, maxLength: 8 },
  secondary_merchant_id: { required: true, ...storeText },
  secondary_merchant_name: { required: true, ...storeText },
  secondary_merchant_industry: { required: true, maxLength: 4, pattern: /^[0-9]{4}$/ },
  store_id: { required: true, ...storeText },
  store_name: { required: true, ...storeText },
  terminal_id: storeText,
  sys_service_provider_id: storeText,
};

export async function buildPrecreate(
  input: PrecreateInput,
  config: MapiConfig,
  at: Date,
): Promise<Built<Member | Setting>> {
  const { notify_url: notifyUrl, ...order } = input;
  const settings = { seller_id: config.sellerId, currency: config.settlementCurrency };
  const invalid =
    findInvalid<Member>(input, precreateRules) ??
    findInvalidMeaning(input) ??
    findInvalid<Setting>({ ...settings, ...config.store }, settingRules) ??
    findInvalidCurrency(settings);
  if (invalid) return invalid;
  const params = {
    ...(notifyUrl === undefined ? {} : { notify_url: notifyUrl }),
    timestamp: timestampOf(at, config),
    ...order,
    ...settings,
    product_code: "OVERSEAS_MBARCODE_PAY",
    extend_params: JSON.stringify(config.store),
  };
  return buildRequest({ service: "alipay.acquire.precreate", params }, config);
}

/** A QR text counts only from a verified success for this very trade; whether it may be drawn is qr-text.ts's question. */
export function parsePrecreate(answer: Answer, config: MapiConfig, { out_trade_no }: PrecreateInput): PrecreateResult {
  const result = readAnswer(answer, config, { operation: "precreate", out_trade_no });
  if (result.kind === "not_exist") return unclear("code");
  if (result.kind !== "success") return result;
  const qrCode = textOf(result.members, "qr_code");
  const isOurs = textOf(result.members, "out_trade_no") === out_trade_no;
  return qrCode && isOurs ? { kind: "created", out_trade_no, qr_code: qrCode } : unclear("bad_member");
}

export const precreate = { build: buildPrecreate, parse: parsePrecreate };

function findInvalidMeaning(input: PrecreateInput) {
  if (!mapiCurrencies.includes(input.trans_currency)) return invalid("trans_currency", "malformed");
  if (!isSendableAmount(input.total_fee, input.trans_currency)) return invalid("total_fee", "malformed");
  for (const name of ["it_b_pay", "qr_code_it_b_pay"] as const) {
    if (input[name] !== undefined && !isTimeSpan(input[name])) return invalid(name, "malformed");
  }
  return null;
}

function findInvalidCurrency({ currency }: { currency: string }) {
  return mapiCurrencies.includes(currency) ? null : invalid("currency", "malformed");
}

function invalid<Field extends Member | Setting>(field: Field, problem: FieldProblem) {
  return { ok: false, field, problem } as const;
}
