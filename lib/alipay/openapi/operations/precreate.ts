import { parseChinaTime } from "../../china-time.ts";
import { type FieldProblem, type FieldRules, findInvalid, type Invalid, outTradeNoRule } from "../../fields.ts";
import { textOf } from "../../json.ts";
import type { Answer } from "../../send.ts";
import { isTimeSpan } from "../../time-span.ts";
import { readYuan } from "../amount.ts";
import type { OpenapiConfig } from "../config.ts";
import { type Built, buildRequest } from "../request.ts";
import { type Refused, readAnswer, type Unclear, unclear } from "../response.ts";
import { type ExtendParams, findInvalidExtension, findInvalidGoods, type Goods } from "./order-details.ts";
import { findInvalidRoyalty, type Royalty } from "./royalty.ts";

/** The texts of seed 001, with the newer ones of openapi.md section 6.1 that a till can have a use for. */
type Optional =
  | "seller_id"
  | "discountable_amount"
  | "undiscountable_amount"
  | "body"
  | "operator_id"
  | "store_id"
  | "terminal_id"
  | "timeout_express"
  | "qr_code_timeout_express"
  | "time_expire"
  | "product_code"
  | "passback_params";
type Required = "out_trade_no" | "total_amount" | "subject";
type Member = Required | Optional;
type Texts = { [Name in Required]: string } & { [Name in Optional]?: string };

export type PrecreateInput = Texts & {
  notify_url?: string;
  goods_detail?: readonly Goods[];
  extend_params?: ExtendParams;
  royalty_info?: Royalty;
};

export type PrecreateResult = { kind: "created"; out_trade_no: string; qr_code: string } | Refused | Unclear;

/** Lengths: seed 001 and openapi.md section 6.1; amounts: clarification 2. */
const precreateRules: FieldRules<Member> = {
  out_trade_no: outTradeNoRule,
  seller_id: { maxLength: 28, pattern: /^2088[0-9]{12}$/ },
  total_amount: { required: true, maxLength: 11 },
  discountable_amount: { maxLength: 9 },
  undiscountable_amount: { maxLength: 9 },
  subject: { required: true, maxLength: 256, echoed: true },
  body: { maxLength: 128, echoed: true },
  operator_id: { maxLength: 28 },
  store_id: { maxLength: 32 },
  terminal_id: { maxLength: 32 },
  timeout_express: { maxLength: 6 },
  qr_code_timeout_express: { maxLength: 6 },
  time_expire: { maxLength: 19 },
  product_code: { maxLength: 64, pattern: /^[A-Z0-9_]+$/ },
  // URL-encoded content, so that it survives the form and the sign string of the notice that returns it.
  passback_params: { maxLength: 512, echoed: true, pattern: /^(?:[\w\-.~*+!'()]|%[0-9A-Fa-f]{2})+$/ },
};

export async function buildPrecreate(input: PrecreateInput, config: OpenapiConfig, at: Date): Promise<Built<string>> {
  const { notify_url: notifyUrl, ...bizContent } = input;
  const { goods_detail: goods, extend_params: extension, royalty_info: royalty, ...texts } = bizContent;
  const invalid =
    findInvalid<Member>(texts, precreateRules) ??
    findInvalidAmount(texts) ??
    findInvalidTime(texts, at) ??
    (goods ? findInvalidGoods(goods) : null) ??
    (extension ? findInvalidExtension(extension) : null) ??
    (royalty ? findInvalidRoyalty(royalty, texts.total_amount) : null);
  return invalid ?? buildRequest({ method: "precreate", bizContent, notifyUrl }, config, at);
}

/** A QR text counts only from a verified success for this very trade; whether it may be drawn is qr-text.ts's question. */
export function parsePrecreate(
  answer: Answer,
  config: OpenapiConfig,
  { out_trade_no }: PrecreateInput,
): PrecreateResult {
  const result = readAnswer(answer, config, { method: "precreate", out_trade_no });
  if (result.kind === "not_exist") return unclear("code");
  if (result.kind !== "success") return result;
  const qrCode = textOf(result.members, "qr_code");
  const isOurs = textOf(result.members, "out_trade_no") === out_trade_no;
  return qrCode && isOurs ? { kind: "created", out_trade_no, qr_code: qrCode } : unclear("bad_member");
}

export const precreate = { build: buildPrecreate, parse: parsePrecreate };

const maxTotalFen = 100_000_000_00n;

/** seed 001: when all three amounts are given, the parts must make the total exactly; one part alone cannot exceed it. */
function findInvalidAmount(input: Texts): Invalid<string> | null {
  const total = readYuan(input.total_amount);
  if (total === null) return invalid("total_amount", "malformed");
  if (total < 1n || total > maxTotalFen) return invalid("total_amount", "out_of_range");
  for (const name of ["discountable_amount", "undiscountable_amount"] as const) {
    const part = input[name] === undefined ? 0n : readYuan(input[name]);
    if (part === null) return invalid(name, "malformed");
    if (part > total) return invalid(name, "out_of_range");
  }
  const { discountable_amount: some, undiscountable_amount: rest } = input;
  const differs = some !== undefined && rest !== undefined && (readYuan(some) ?? 0n) + (readYuan(rest) ?? 0n) !== total;
  return differs ? invalid("total_amount", "sum_differs") : null;
}

function findInvalidTime(input: Texts, at: Date): Invalid<string> | null {
  for (const name of ["timeout_express", "qr_code_timeout_express"] as const) {
    if (input[name] !== undefined && !isTimeSpan(input[name])) return invalid(name, "malformed");
  }
  if (input.time_expire === undefined) return null;
  const end = input.time_expire.length === 19 ? parseChinaTime(input.time_expire) : null;
  if (!end) return invalid("time_expire", "malformed");
  return end > at ? null : invalid("time_expire", "out_of_range");
}

function invalid(field: Member, problem: FieldProblem): Invalid<Member> {
  return { ok: false, field, problem };
}
