import { accepted, refused } from "../../content/checked.ts";
import { type Content, textOf } from "../../content/members.ts";
import { businessRefusal, type Checked } from "../answer.ts";
import { checkTexts, invalidMember } from "../members.ts";
import { parseYuan } from "./amount.ts";

/** 11 for the total (clarifications.md 2), 9 for its parts. */
const LENGTHS = {
  total_amount: { longest: 11 },
  discountable_amount: { longest: 9 },
  undiscountable_amount: { longest: 9 },
} as const;

/** 0.01 … 100000000.00 yuan (openapi.md 1, "Amounts"). */
const LEAST_FEN = 1n;
const MOST_FEN = 10_000_000_000n;

/** The amount of the order in fen. Given all three, total = discountable + undiscountable exactly (seed 001). */
export function orderTotal(content: Content): Checked<bigint> {
  const wrong = checkTexts(content, LENGTHS);
  if (wrong) return refused(wrong);
  const fen = new Map<string, bigint>();
  for (const name of Object.keys(LENGTHS)) {
    const text = textOf(content, name);
    const amount = text === undefined ? undefined : parseYuan(text);
    if (text !== undefined && amount === undefined) return refused(invalidMember(name, "is no amount"));
    if (amount !== undefined) fen.set(name, amount);
  }
  return totalOf(fen.get("total_amount"), fen.get("discountable_amount"), fen.get("undiscountable_amount"));
}

function totalOf(given: bigint | undefined, part: bigint | undefined, rest: bigint | undefined): Checked<bigint> {
  const sum = part !== undefined && rest !== undefined ? part + rest : undefined;
  const total = given ?? sum;
  if (total === undefined) return refused(invalidMember("total_amount", "is missing"));
  if (total !== (sum ?? total) || (part ?? rest ?? 0n) > total) {
    return refused(invalidMember("total_amount", "is not discountable_amount + undiscountable_amount"));
  }
  if (total < LEAST_FEN || total > MOST_FEN) {
    return refused(businessRefusal("ACQ.TOTAL_FEE_EXCEED", "total_amount must be 0.01 to 100000000.00"));
  }
  return accepted(total);
}
