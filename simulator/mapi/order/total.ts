import type { Money } from "../../book/entries.ts";
import { accepted, refused } from "../../content/checked.ts";
import { isCurrency } from "../../money/currency.ts";
import { businessRefusal, type Checked, invalidParameter, type Refusal } from "../answer.ts";
import type { Texts } from "../envelope.ts";
import { readNumber } from "./amount.ts";

/** `Number(11,2)`: eleven digits, two of them behind the point (mapi.md 4.1). */
const MOST_WHOLE_DIGITS = 9;
const QUANTITY = /^[1-9]\d{0,8}$/;

/** `total_fee` in `trans_currency`. `currency`, what it is settled in, must be known too. */
export function orderTotal(texts: Texts): Checked<Money> {
  for (const name of ["trans_currency", "currency"]) {
    if (!texts[name]) return refused(invalidParameter(name, "is missing"));
    if (!isCurrency(texts[name])) return refused(businessRefusal("CURRENCY_NOT_SUPPORT", `${name} is not supported`));
  }
  const currency = texts.trans_currency ?? "";
  if (!texts.total_fee) return refused(invalidParameter("total_fee", "is missing"));
  const minor = readNumber(texts.total_fee, currency, MOST_WHOLE_DIGITS);
  if (minor === undefined) return refused(invalidParameter("total_fee", `is no amount of ${currency}`));
  if (minor === 0n) return refused(businessRefusal("TOTAL_FEE_EXCEED", "total_fee must be more than nothing"));
  const wrong = checkProduct(texts, minor, currency);
  return wrong ? refused(wrong) : accepted({ minor, currency });
}

/** "if given, price*quantity must equal total_fee" (mapi.md 4.1). */
function checkProduct(texts: Texts, total: bigint, currency: string): Refusal | undefined {
  const { price, quantity } = texts;
  if (!price && !quantity) return undefined;
  const each = readNumber(price ?? "", currency, MOST_WHOLE_DIGITS);
  if (each === undefined) return invalidParameter("price", `is no amount of ${currency}`);
  if (!quantity || !QUANTITY.test(quantity)) return invalidParameter("quantity", "must be a whole number");
  return each * BigInt(quantity) === total ? undefined : invalidParameter("price", "times quantity is not total_fee");
}
