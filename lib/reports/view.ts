import type { DateSpan } from "#lib/calendar/date-range.ts";
import type { MoneyText } from "#lib/money/money.ts";

/** What moved, in one currency: every payment and every refund on the day on which it was proven. */
export type Sums = { payments: number; paid: MoneyText; refunds: number; refunded: MoneyText; net: MoneyText };

/** `label`: "9:00" of the store's clock, "2026-11-22", or a name. */
export type NamedSums = { id: string; label: string; sums: Sums };

/** A day, and what moved on the day of the span before that it is compared with. */
export type DaySums = { day: string; sums: Sums; before: Sums };

/** So many payments came within these whole seconds after their scan; `until` is null for all that took longer. */
export type ScanTimes = { from: number; until: number | null; payments: number };

/** What moved at some stores in a span of business days. Sums are of one currency: currencies are never added together. */
export type Report = {
  span: DateSpan;
  /** True while the last day is not over. */
  running: boolean;
  /** Of the stores, and those in which something moved; the one that is shown. */
  currencies: string[];
  currency: string;
  total: Sums;
  /**
   * The same weekdays before, as far as they can be compared: without the hours that are not over yet, `now` and then. `hour` is the
   * one at which both end, null for whole days; null when nothing moved then.
   */
  compared: { span: DateSpan; hour: string | null; now: Sums; before: Sums } | null;
  hours: NamedSums[];
  /** The days of the span; of one day alone, the fourteen until then. */
  days: DaySums[];
  daysBefore: DateSpan;
  stores: NamedSums[];
  cashiers: NamedSums[];
  scanTimes: ScanTimes[];
  /** Half of all payments came within so many whole seconds of their scan; null where none was seen. */
  scanMedian: number | null;
};

/** Busy: too many reports at once, or one that took too long. Charges and notices go on. */
export type ReportResult = { kind: "report"; report: Report } | { kind: "busy" };
