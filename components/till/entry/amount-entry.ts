import { currencyDigits } from "#lib/money/currency.ts";
import { decimalText, type Money, parseMoney } from "#lib/money/money.ts";

export type EntryProblem = "not_a_number" | "too_many_decimals" | "too_many_digits";

/** The sale that is being typed: finished lines as decimal texts, and what is typed of the next one. */
export type Entry = {
  readonly currency: string;
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
  | { type: "paste"; text: string };

export const emptyEntry = (currency: string): Entry => ({
  currency,
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
      const minor = minorOf(entry.typed, entry.currency);
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
      return typedOrProblem(calm, action.text);
    case "reset":
      return emptyEntry(entry.currency);
  }
}

const appendDigits = (typed: string, digits: string): string => {
  if (typed !== "" && typed !== "0") return typed + digits;
  return digits.replace(/^0+(?=[0-9])/, "");
};

function typedOrProblem(entry: Entry, text: string): Entry {
  const parsed = parseMoney(text, entry.currency);
  if (parsed.ok) return { ...entry, typed: text };
  return { ...entry, problem: parsed.problem === "empty" ? "not_a_number" : parsed.problem };
}

/** Typed texts end in a bare point while the first decimal is awaited. */
function minorOf(typed: string, currency: string): bigint {
  const parsed = parseMoney(typed.replace(/\.$/, ""), currency);
  return parsed.ok ? parsed.money.minor : 0n;
}

/** The exact sum of the lines and of what is typed. */
export function entryTotal(entry: Entry): Money {
  const texts = [...entry.lines, entry.typed];
  return { minor: texts.reduce((sum, text) => sum + minorOf(text, entry.currency), 0n), currency: entry.currency };
}

/** What goes to the server: the sum, and its lines where there is more than a single amount. */
export function saleOf(entry: Entry): { amount: string; lines: string[] } {
  const amount = decimalText(entryTotal(entry));
  if (entry.lines.length === 0) return { amount, lines: [] };
  const last = minorOf(entry.typed, entry.currency);
  const lines = last === 0n ? entry.lines : [...entry.lines, decimalText({ minor: last, currency: entry.currency })];
  return { amount, lines: [...lines] };
}

/** How the total is drawn: what stands by the cashier's hand, and the rest that is only implied ("12" and ".00"). */
export function drawnTotal(entry: Entry, full: string): { sure: string; implied: string } {
  if (entry.lines.length > 0) return { sure: full, implied: "" };
  if (entry.typed === "") return { sure: "", implied: full };
  const decimals = entry.typed.includes(".") ? entry.typed.length - entry.typed.indexOf(".") : 0;
  const whole = full.includes(".") ? full.indexOf(".") : full.length;
  return { sure: full.slice(0, whole + decimals), implied: full.slice(whole + decimals) };
}
