import type { MoneyText } from "#lib/money/money.ts";
import { decimalsOf } from "./decimals.ts";
import type { Said } from "./said.ts";

const SMALL =
  `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
 eighteen nineteen`.split(/\s+/);
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const GROUPS = ["", "thousand", "million", "billion", "trillion"];

/** What one unit and several units of a currency are called. */
const UNITS: Record<string, readonly [string, string]> = {
  CNY: ["yuan", "yuan"],
  AUD: ["Australian dollar", "Australian dollars"],
  CAD: ["Canadian dollar", "Canadian dollars"],
  CHF: ["Swiss franc", "Swiss francs"],
  EUR: ["euro", "euros"],
  GBP: ["pound", "pounds"],
  HKD: ["Hong Kong dollar", "Hong Kong dollars"],
  JPY: ["yen", "yen"],
  KRW: ["won", "won"],
  MOP: ["pataca", "patacas"],
  MYR: ["ringgit", "ringgit"],
  NZD: ["New Zealand dollar", "New Zealand dollars"],
  SGD: ["Singapore dollar", "Singapore dollars"],
  THB: ["baht", "baht"],
  TWD: ["Taiwan dollar", "Taiwan dollars"],
  USD: ["US dollar", "US dollars"],
};

const clipOfUnit = (currency: string, one: boolean) => `${currency.toLowerCase()}${one ? "-one" : ""}`;

/** Each recorded word, by the name of its file. */
export const ENGLISH_CLIPS: ReadonlyMap<string, string> = new Map([
  ["paid", "Payment received"],
  ...[...SMALL, ...TENS, ...GROUPS.slice(1), "hundred", "point"].map((word) => [word, word] as const),
  ...Object.entries(UNITS).flatMap(([currency, [one, several]]) => [
    [clipOfUnit(currency, true), one] as const,
    [clipOfUnit(currency, false), several] as const,
  ]),
]);

/** "Payment received, one hundred twenty-eight yuan fifty." */
export function sayEnglish(amount: MoneyText): Said {
  const { whole, fraction } = decimalsOf(amount);
  const one = whole === 1n && fraction.length < 3;
  const unit = UNITS[amount.currency]?.[one ? 0 : 1];
  const name = unit ?? nameOf(amount.currency);
  const [before, behind] = fractionWords(fraction);
  const head = numberWords(whole);
  const words = [hyphened(head), ...before, name, hyphened(behind)].filter((word) => word !== "");
  return {
    text: `Payment received, ${words.join(" ")}.`,
    clips: unit === undefined ? null : ["paid", ...head, ...before, clipOfUnit(amount.currency, one), ...behind],
  };
}

/** Hundredths are said behind the unit, thousandths digit by digit before it. */
function fractionWords(fraction: string): [before: string[], behind: string[]] {
  const digits = [...fraction].map((digit) => SMALL[Number(digit)] ?? "");
  if (fraction.length > 2) return [["point", ...digits], []];
  if (Number(fraction) === 0) return [[], []];
  return [[], fraction.startsWith("0") ? digits : numberWords(BigInt(fraction))];
}

function numberWords(value: bigint): string[] {
  if (value === 0n) return ["zero"];
  const words: string[] = [];
  for (let rest = value, group = 0; rest > 0n; rest /= 1_000n, group++) {
    const part = Number(rest % 1_000n);
    if (part > 0) words.unshift(...partWords(part), ...GROUPS.slice(group, group + 1).filter((word) => word !== ""));
  }
  return words;
}

/** 1 to 999. */
function partWords(part: number): string[] {
  const hundreds = part < 100 ? [] : [SMALL[Math.floor(part / 100)] ?? "", "hundred"];
  const rest = part % 100;
  if (rest === 0) return hundreds;
  if (rest < 20) return [...hundreds, SMALL[rest] ?? ""];
  return [...hundreds, TENS[Math.floor(rest / 10) - 2] ?? "", ...(rest % 10 === 0 ? [] : [SMALL[rest % 10] ?? ""])];
}

/** Tens and ones are written as one word: twenty-eight. */
const hyphened = (words: readonly string[]): string =>
  words.reduce((text, word, at) => {
    const joins = TENS.includes(words[at - 1] ?? "") && SMALL.indexOf(word) > 0 && SMALL.indexOf(word) < 10;
    return at === 0 ? word : `${text}${joins ? "-" : " "}${word}`;
  }, "");

const nameOf = (currency: string): string =>
  new Intl.DisplayNames(["en"], { type: "currency" }).of(currency) ?? currency;
