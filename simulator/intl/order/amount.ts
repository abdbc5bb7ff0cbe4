import type { Money } from "../../book/entries.ts";
import { accepted, refused } from "../../content/checked.ts";
import { isContent, textOf, unknownMember } from "../../content/members.ts";
import { isCurrency } from "../../money/currency.ts";
import { type Checked, illegalParam } from "../answer.ts";

/** Digits of the smallest unit: no sign, no point, no zero in front, and never nothing (seed 002, `order`). */
const VALUE = /^[1-9]\d{0,15}$/;

export function readAmount(amount: unknown, path: string): Checked<Money> {
  if (!isContent(amount)) return refused(illegalParam(path, "must be an object"));
  const unknown = unknownMember(amount, ["currency", "value"]);
  if (unknown !== undefined) return refused(illegalParam(`${path}.${unknown}`, "is no member here"));
  const currency = textOf(amount, "currency") ?? "";
  const value = textOf(amount, "value") ?? "";
  if (!isCurrency(currency)) return refused(illegalParam(`${path}.currency`, "is not supported"));
  if (!VALUE.test(value))
    return refused(illegalParam(`${path}.value`, "must be a text of digits of the smallest unit"));
  return accepted({ minor: BigInt(value), currency });
}
