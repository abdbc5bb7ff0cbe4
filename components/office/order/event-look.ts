import type { Tone } from "#components/orders/look.ts";
import type { HistoryEntry } from "#lib/orders/detail/view.ts";

type To = NonNullable<HistoryEntry["to"]>;

const TONES: Record<To, Tone> = {
  creating: "accent",
  waiting: "accent",
  scanned: "accent",
  checking: "unknown",
  cancelling: "unknown",
  paid: "paid",
  closed: "rest",
  failed: "fail",
  pending: "accent",
  done: "rest",
  refused: "fail",
};

/** What somebody has to look at; money that went back by a cancel is no such thing. */
const ODD: ReadonlySet<string> = new Set(["paid_late", "paid_twice", "amount_mismatch", "undecided"]);
export const isOdd = (entry: Pick<HistoryEntry, "anomaly">): boolean =>
  entry.anomaly !== null && ODD.has(entry.anomaly);

/** What it turned into. That a refund is under way once it was sent is no turn: every one is. */
export const turnOf = ({ kind, to }: Pick<HistoryEntry, "kind" | "to">): To | null =>
  kind === "refund_sent" ? null : to;

/** Null for a step that turned nothing. */
export function toneOf({
  anomaly,
  notice,
  ...entry
}: Pick<HistoryEntry, "kind" | "to" | "anomaly" | "notice">): Tone | null {
  if (isOdd({ anomaly })) return "warn";
  if (notice?.effect === "parked_mismatch" || notice?.effect === "parked") return "warn";
  const to = turnOf(entry);
  return to === null ? null : TONES[to];
}

export const GAP_MS = 60_000;

/** Time between an entry and the one before it, where it is long enough to be drawn as a break; in milliseconds. */
export function gapBefore(
  entry: Pick<HistoryEntry, "at" | "repeats">,
  older: Pick<HistoryEntry, "at"> | undefined,
): number | null {
  if (older === undefined) return null;
  const gap = Date.parse(entry.repeats.at(-1) ?? entry.at) - Date.parse(older.at);
  return gap > GAP_MS ? gap : null;
}

/** Days, hours, minutes and seconds: the two largest that are not nothing say enough. */
export function spanParts(milliseconds: number): { unit: "d" | "h" | "min" | "s"; count: number }[] {
  const seconds = Math.floor(milliseconds / 1_000);
  const all = [
    { unit: "d" as const, count: Math.floor(seconds / 86_400) },
    { unit: "h" as const, count: Math.floor(seconds / 3_600) % 24 },
    { unit: "min" as const, count: Math.floor(seconds / 60) % 60 },
    { unit: "s" as const, count: seconds % 60 },
  ];
  const first = all.findIndex(({ count }) => count > 0);
  return all.slice(first, first + 2).filter(({ count }) => count > 0);
}
