import { DAY_RANGES, type DayRange } from "#lib/calendar/day-range.ts";
import { SHOWN, type Shown } from "#lib/notices/log/view.ts";

/** What somebody looks for in the log of notifications, as the address of the page says it. */
export type NoticeFilter = {
  day: DayRange;
  show: Shown;
  storeId: string | null;
  /** A number of the sale. */
  search: string;
  /** Shows what came before this one. */
  olderThan: string | null;
};

/** Reads an address; what it does not know, it leaves at its first choice. */
export function readNoticeFilter(query: Record<string, string | string[] | undefined>): NoticeFilter {
  const text = (name: string): string | null => {
    const value = query[name];
    return typeof value === "string" ? value.trim() || null : null;
  };
  return {
    day: DAY_RANGES.find((day) => day === query.day) ?? "week",
    show: SHOWN.find((shown) => shown === query.show) ?? "all",
    storeId: text("storeId"),
    search: text("search") ?? "",
    olderThan: text("olderThan"),
  };
}

/** The address of the page for a filter; first choices are left out. */
export function noticeAddress({ day, show, storeId, search, olderThan }: NoticeFilter): string {
  const query = new URLSearchParams();
  if (day !== "week") query.set("day", day);
  if (show !== "all") query.set("show", show);
  if (storeId !== null) query.set("storeId", storeId);
  if (search !== "") query.set("search", search);
  if (olderThan !== null) query.set("olderThan", olderThan);
  return query.size === 0 ? "/notifications" : `/notifications?${query}`;
}
