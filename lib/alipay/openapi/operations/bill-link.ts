import { formatChinaTime, parseChinaTime } from "../../china-time.ts";
import { type FieldRules, findInvalid, type Invalid } from "../../fields.ts";
import { textOf } from "../../json.ts";
import type { Answer } from "../../send.ts";
import type { OpenapiConfig } from "../config.ts";
import { type Built, buildRequest } from "../request.ts";
import { type Refused, readAnswer, type Unclear, unclear } from "../response.ts";

/** `trade`: payments and refunds; `signcustomer`: all movements of the account. `bill_date`: a day or a month that is over in China. */
export type BillLinkInput = { bill_type: "trade" | "signcustomer"; bill_date: string };

/**
 * `link`: good for 30 seconds and as secret as a key: it is never logged, and whoever follows it has to hold its host against
 * Alipay's own. `no_bill`: no trade, or not ready yet (codes.md, bill download).
 */
export type BillLinkResult = { kind: "link"; bill_download_url: string } | { kind: "no_bill" } | Refused | Unclear;

/** Lengths: openapi.md section 6.8. */
const billRules: FieldRules<keyof BillLinkInput> = {
  bill_type: { required: true, maxLength: 20, pattern: /^(?:trade|signcustomer)$/ },
  bill_date: { required: true, maxLength: 15, pattern: /^\d{4}-\d\d(?:-\d\d)?$/ },
};
const maxUrlLength = 2048;

export async function buildBillLink(
  input: BillLinkInput,
  config: OpenapiConfig,
  at: Date,
): Promise<Built<keyof BillLinkInput>> {
  const invalid = findInvalid(input, billRules) ?? findInvalidDate(input.bill_date, at);
  return invalid ?? buildRequest({ method: "bill_link", bizContent: input }, config, at);
}

export function parseBillLink(answer: Answer, config: OpenapiConfig): BillLinkResult {
  const result = readAnswer(answer, config, { method: "bill_link" });
  if (result.kind === "not_exist") return { kind: "no_bill" };
  if (result.kind !== "success") return result;
  const url = textOf(result.members, "bill_download_url");
  const isLink = url !== undefined && url.length <= maxUrlLength && /^https?:\/\/[!-~]+$/.test(url);
  return isLink ? { kind: "link", bill_download_url: url } : unclear("bad_member");
}

export const billLink = { build: buildBillLink, parse: parseBillLink };

function findInvalidDate(date: string, at: Date): Invalid<"bill_date"> | null {
  const firstDay = date.length === 7 ? `${date}-01` : date;
  if (!parseChinaTime(`${firstDay} 00:00:00`)) return { ok: false, field: "bill_date", problem: "malformed" };
  const isOver = date < formatChinaTime(at).slice(0, date.length);
  return isOver ? null : { ok: false, field: "bill_date", problem: "out_of_range" };
}
