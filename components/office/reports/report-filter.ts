import { DATE_RANGES, type DateRange } from "#lib/calendar/date-range.ts";

/** What a manager wants to see on the dashboard, as the address of the page says it. */
export type ReportFilter = {
  range: DateRange;
  /** First and last business day of a span of one's own: it goes before `range`. */
  from: string | null;
  until: string | null;
  storeId: string | null;
  currency: string | null;
};

const TYPED = ["from", "until", "storeId", "currency"] as const;

export type Query = Record<string, string | string[] | undefined>;

/** Reads an address; what it does not know, it leaves at its first choice. */
export function readReportFilter(query: Query): ReportFilter {
  const text = (name: string): string | null => {
    const value = query[name];
    return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
  };
  const [from, until, storeId, currency] = TYPED.map(text);
  return {
    range: DATE_RANGES.find((range) => range === query.range) ?? "today",
    ...{ from: from ?? null, until: until ?? null, storeId: storeId ?? null, currency: currency ?? null },
  };
}

/** The charts that can be had as tables of their own. */
export const REPORT_TABLES = ["hours", "days", "stores", "cashiers", "scanTimes"] as const;
export type ReportTable = (typeof REPORT_TABLES)[number];

/** The address of the dashboard, or of one of its tables, for a filter; first choices are left out. */
export function reportAddress(filter: ReportFilter, table: ReportTable | null = null): string {
  const query = new URLSearchParams();
  if (table !== null) query.set("table", table);
  if (filter.range !== "today") query.set("range", filter.range);
  for (const name of TYPED) if (filter[name] !== null) query.set(name, filter[name]);
  const path = table === null ? "/dashboard" : "/dashboard/table";
  return query.size === 0 ? path : `${path}?${query}`;
}
