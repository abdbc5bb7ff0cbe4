import { currencyDigits } from "#lib/money/currency.ts";
import { decimalText, type Money, parseMoney } from "#lib/money/money.ts";
import { asDecimal, asTyped, drawnTyped, type Reading } from "./typed.ts";

export type EntryProblem =
  | "not_a_number"
  | "too_many_decimals"
  | "too_many_digits"
  /** What was typed cannot be written in the currency that was chosen, and is gone. */
  | "other_currency";

/** The sale that is being typed: finished lines as decimal texts, and what is typed of the next one. */
export type Entry = Reading & {
  readonly lines: readonly string[];
  readonly typed: string;
  readonly problem: EntryProblem | null;
  /** The line that was removed last; it can be put back until the next change. */
  readonly removed: { readonly line: string; readonly index: number } | null;
};

export type EntryAction =
  | { type: "digits"; digits: string }
  | { type: "point" | "back" | "clear" | "add" | "restore" | "forget" | "reset" }
  | { type: "remove"; index: number }
  | { type: "paste"; text: string }
  | { type: "currency"; currency: string };

export const emptyEntry = (currency: string, centsFirst = false): Entry => ({
  currency,
  centsFirst,
  lines: [],
  typed: "",
  problem: null,
  removed: null,
});

/** Applies one key. What does not fit is refused as a whole, with the reason; nothing is rounded or cut. */
export function reduceEntry(entry: Entry, action: EntryAction): Entry {
  const calm = { ...entry, problem: null };
  switch (action.type) {
    case "digits":
      return typedOrProblem(calm, appendDigits(entry.typed, action.digits));
    case "point":
      if (entry.typed.includes(".") || currencyDigits(entry.currency) === 0) return calm;
      return { ...calm, typed: entry.typed === "" ? "0." : `${entry.typed}.` };
    case "back":
      return { ...calm, typed: entry.typed === "0." ? "" : entry.typed.slice(0, -1) };
    case "clear":
      return { ...calm, typed: "" };
    case "add": {
      const minor = minorOf(entry.typed, entry);
      if (minor === 0n) return calm;
      const line = decimalText({ minor, currency: entry.currency });
      return { ...calm, lines: [...entry.lines, line], typed: "", removed: null };
    }
    case "remove": {
      const line = entry.lines[action.index];
      if (line === undefined) return entry;
      const lines = entry.lines.filter((_, index) => index !== action.index);
      return { ...calm, lines, removed: { line, index: action.index } };
    }
    case "restore":
      if (entry.removed === null) return entry;
      return { ...calm, lines: entry.lines.toSpliced(entry.removed.index, 0, entry.removed.line), removed: null };
    case "forget":
      return { ...entry, removed: null };
    case "paste":
      return pastedOrProblem(calm, action.text);
    case "currency":
      return inCurrency(entry, action.currency);
    case "reset":
      return emptyEntry(entry.currency, entry.centsFirst);
  }
}

const appendDigits = (typed: string, digits: string): string => {
  if (typed !== "" && typed !== "0") return typed + digits;
  return digits.replace(/^0+(?=[0-9])/, "");
};

/** Digits only, and perhaps a point among them. */
function typedOrProblem(entry: Entry, typed: string): Entry {
  const parsed = parseMoney(asDecimal(typed, entry), entry.currency);
  return parsed.ok ? { ...entry, typed } : { ...entry, problem: problemOf(parsed.problem) };
}

/** Any text: a pasted amount means what it says, however digits are typed here. */
function pastedOrProblem(entry: Entry, text: string): Entry {
  const parsed = parseMoney(text, entry.currency);
  return parsed.ok ? { ...entry, typed: asTyped(text, entry) } : { ...entry, problem: problemOf(parsed.problem) };
}

const problemOf = (problem: "empty" | Exclude<EntryProblem, "other_currency">): EntryProblem =>
  problem === "empty" ? "not_a_number" : problem;

/**
 * The same numbers in another currency, never converted: 100 stays 100. Where one of them has decimals that the currency
 * lacks, the whole sale is cleared and says so: half of a sale, or a rounded one, would be a wrong one.
 */
function inCurrency(entry: Entry, currency: string): Entry {
  if (currency === entry.currency) return entry;
  const fresh = emptyEntry(currency, entry.centsFirst);
  const lines = entry.lines.map((line) => parseMoney(withoutSpareZeros(line), currency));
  const drawn = drawnTyped(entry.typed, entry);
  const decimal = fits(drawn, currency) ? drawn : withoutSpareZeros(drawn);
  if (!fits(decimal, currency) || lines.some(({ ok }) => !ok)) return { ...fresh, problem: "other_currency" };
  const typed = asTyped(decimal, fresh);
  return { ...fresh, typed, lines: lines.flatMap((line) => (line.ok ? [decimalText(line.money)] : [])) };
}

/** "12.00" and "12." as "12", "12.50" as "12.5": the same number in as few decimals as it needs. */
const withoutSpareZeros = (text: string): string => text.replace(/(\.[0-9]*?)0*$/, "$1").replace(/\.$/, "");

const fits = (typed: string, currency: string): boolean => {
  if (typed.endsWith(".") && currencyDigits(currency) === 0) return false;
  return typed === "" || parseMoney(typed.replace(/\.$/, ""), currency).ok;
};

function minorOf(typed: string, reading: Reading): bigint {
  const parsed = parseMoney(asDecimal(typed, reading), reading.currency);
  return parsed.ok ? parsed.money.minor : 0n;
}

/** The exact sum of the lines and of what is typed. */
export function entryTotal(entry: Entry): Money {
  const asItStands = { currency: entry.currency, centsFirst: false };
  const lines = entry.lines.reduce((sum, line) => sum + minorOf(line, asItStands), 0n);
  return { minor: lines + minorOf(entry.typed, entry), currency: entry.currency };
}

/** What goes to the server: the sum, and its lines where there is more than a single amount. */
export function saleOf(entry: Entry): { currency: string; amount: string; lines: string[] } {
  const { currency } = entry;
  const amount = decimalText(entryTotal(entry));
  if (entry.lines.length === 0) return { currency, amount, lines: [] };
  const last = minorOf(entry.typed, entry);
  const lines = last === 0n ? entry.lines : [...entry.lines, decimalText({ minor: last, currency })];
  return { currency, amount, lines: [...lines] };
}

/** How the total is drawn: what stands by the cashier's hand, and the rest that is only implied ("12" and ".00"). */
export function drawnTotal(entry: Entry, full: string): { sure: string; implied: string } {
  if (entry.lines.length > 0) return { sure: full, implied: "" };
  if (entry.typed === "") return { sure: "", implied: full };
  const typed = drawnTyped(entry.typed, entry);
  const decimals = typed.includes(".") ? typed.length - typed.indexOf(".") : 0;
  const whole = full.includes(".") ? full.indexOf(".") : full.length;
  return { sure: full.slice(0, whole + decimals), implied: full.slice(whole + decimals) };
}
