import { parseMoney } from "#lib/money/money.ts";
import { isUuid } from "#lib/uuid.ts";
import { parseTradeNumber } from "../schema.ts";

/** What a searched text can be: a number of a slip or a bill, the beginning of a reference, an amount. */
export type SearchedNumber =
  | { kind: "reference"; beginning: string }
  /** The amount in a currency without, with two and with three decimals. */
  | { kind: "amount"; minors: Minors }
  | { kind: "order"; id: string }
  | { kind: "merchant" | "refund"; number: string }
  /** All of Alipay's number, or the end of it that lists and screens show. */
  | { kind: "trade"; ending: string }
  | { kind: "receipt"; what: "order" | "refund"; register: string; day: string; digits: string };

export type Minors = [bigint | null, bigint | null, bigint | null];

/** "2-261122-9F3C1A" (lib/receipts/make-number.ts) */
const RECEIPT = /^(?<register>.{1,8})-(?<year>\d\d)(?<month>\d\d)(?<date>\d\d)-(?<digits>[0-9A-Fa-f]{6})$/;

/** Every way to read what somebody searches for; each of them is a look into an index. */
export function readSearch(text: string): SearchedNumber[] {
  const readings: SearchedNumber[] = [{ kind: "reference", beginning: escapeLike(text) }];
  const minors = minorsOf(text);
  if (minors.some((minor) => minor !== null)) readings.push({ kind: "amount", minors });
  const number = parseTradeNumber(text);
  if (number === null) return readings;
  const plain = number.toLowerCase().replaceAll("-", "");
  const id = plain.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  if (isUuid(id)) {
    readings.push({ kind: "order", id });
    for (const kind of ["merchant", "refund"] as const) readings.push({ kind, number: plain });
  }
  if (plain !== number || !isUuid(id)) readings.push({ kind: "merchant", number });
  readings.push({ kind: "trade", ending: escapeLike(number) });
  const { register, year, month, date, digits } = RECEIPT.exec(number)?.groups ?? {};
  const day = `20${year}-${month}-${date}`;
  if (register && digits && isDate(day)) {
    const numbered = { register: register.toUpperCase(), day, digits: digits.toLowerCase() };
    for (const what of ["order", "refund"] as const) readings.push({ kind: "receipt", what, ...numbered });
  }
  return readings;
}

/** "128.5" is what is written so in its currency. */
export const minorsOf = (text: string): Minors => [minorOf(text, "JPY"), minorOf(text, "CNY"), minorOf(text, "KWD")];

function minorOf(text: string, currency: string): bigint | null {
  const parsed = parseMoney(text, currency);
  return parsed.ok ? parsed.money.minor : null;
}

const isDate = (day: string): boolean =>
  !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().slice(0, 10) === day;

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, "\\$&");
