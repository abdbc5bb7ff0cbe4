import { type Content, isContent, memberOf, type TextRules, textOf } from "../../content/members.ts";
import type { Refusal } from "../answer.ts";
import { checkTexts, invalidMember } from "../members.ts";
import { parseYuan } from "./amount.ts";

const LONGEST_INFO = 2000;
const LONGEST_DETAILS = 2500;

/** seed 001, "fee split": the second table where both differ (seed-notes.md, seed 1, 15 to 18). Types of account: userId, bankIndex, storeId. */
const DETAIL: TextRules = {
  out_relation_id: { longest: 64 },
  trans_out_type: { longest: 24, pattern: /^userId$/ },
  trans_out: { longest: 16, pattern: /^2088\d{12}$/ },
  trans_in_type: { longest: 24, pattern: /^(?:userId|bankIndex|storeId)$/ },
  trans_in: { longest: 28, required: true },
  batch_no: { longest: 32 },
  desc: { longest: 1000 },
};
const SERIAL = /^[1-9]\d{0,8}$/;
const USER = /^2088\d{12}$/;
const BANK = /^\d{28}$/;
const LONGEST_AMOUNT = 9;

/** @param total the order's amount in fen */
export function checkRoyalty(content: Content, total: bigint): Refusal | undefined {
  const royalty = memberOf(content, "royalty_info");
  if (royalty === undefined) return undefined;
  if (!isContent(royalty)) return invalidMember("royalty_info", "must be an object");
  if (JSON.stringify(royalty).length > LONGEST_INFO)
    return invalidMember("royalty_info", `is longer than ${LONGEST_INFO}`);
  const details = memberOf(royalty, "royalty_detail_infos");
  const wrong = checkTexts(royalty, { royalty_type: { longest: 150, pattern: /^ROYALTY$/ } }, "royalty_info.");
  return wrong ?? checkDetails(details, total);
}

function checkDetails(details: unknown, total: bigint): Refusal | undefined {
  const path = "royalty_info.royalty_detail_infos";
  if (!Array.isArray(details) || details.length === 0) return invalidMember(path, "must be an array of instructions");
  if (JSON.stringify(details).length > LONGEST_DETAILS) return invalidMember(path, `is longer than ${LONGEST_DETAILS}`);
  for (const [index, detail] of details.entries()) {
    const at = `${path}[${index}].`;
    const wrong = isContent(detail) ? checkDetail(detail, at, total) : invalidMember(at, "must be an object");
    if (wrong) return wrong;
  }
  // Also why there is one bank card at most: it takes the whole order.
  const sum = details.reduce((before: bigint, detail: Content) => before + (shareOf(detail) ?? 0n), 0n);
  return sum > total ? invalidMember(path, "are more than the order together") : undefined;
}

function checkDetail(detail: Content, path: string, total: bigint): Refusal | undefined {
  const wrong = checkTexts(detail, DETAIL, path);
  if (wrong) return wrong;
  const serial = memberOf(detail, "serial_no");
  if (serial !== undefined && !SERIAL.test(String(serial)))
    return invalidMember(`${path}serial_no`, "must be positive");
  const amount = shareOf(detail);
  if (!amount) return invalidMember(`${path}amount`, "must be an amount above 0");
  return checkTarget(detail, path, amount === total);
}

/** The tables call it a number and a text (seed-notes.md, seed 1, 20). */
function shareOf(detail: Content): bigint | undefined {
  const text = String(memberOf(detail, "amount"));
  return text.length <= LONGEST_AMOUNT ? parseYuan(text) : undefined;
}

/** "If trans_in_type is bankIndex, the batch_no must be passed in; amount must equal the total_amount"; the latter for storeId too. */
function checkTarget(detail: Content, path: string, isWhole: boolean): Refusal | undefined {
  const target = textOf(detail, "trans_in") ?? "";
  const type = textOf(detail, "trans_in_type") ?? "userId";
  if (type === "userId") return USER.test(target) ? undefined : invalidMember(`${path}trans_in`, "is no user");
  if (type === "bankIndex" && !BANK.test(target)) return invalidMember(`${path}trans_in`, "must have 28 digits");
  if (type === "bankIndex" && textOf(detail, "batch_no") === undefined)
    return invalidMember(`${path}batch_no`, "is missing");
  return isWhole ? undefined : invalidMember(`${path}amount`, "must be the order's");
}
