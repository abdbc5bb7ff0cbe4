import { businessDate, type Calendar } from "#lib/calendar/business-day.ts";
import { type BusinessHour, hourReader } from "#lib/calendar/business-hour.ts";
import { type DateSpan, daysBetween, moveDate } from "#lib/calendar/date-range.ts";

/** A single day is shown among so many. */
const DAYS_AROUND_ONE = 14;
const WEEK = 7;

export type ReportStore = Calendar & { storeId: string; storeName: string; currency: string };

/** A store, its last day, how many hours of that are over (24 for a whole day), and how its instants are read. */
export type Place = {
  store: ReportStore;
  last: string;
  over: number;
  startHour: number;
  read: (at: Date) => BusinessHour;
};

/** `days` of the span, `chartDays` that are drawn, both compared with what was `shift` and `chartShift` days before: the same weekdays. */
export type Plan = {
  span: DateSpan;
  running: boolean;
  days: number;
  shift: number;
  chartDays: number;
  chartShift: number;
  places: Place[];
};

const wholeWeeks = (days: number): number => WEEK * Math.ceil(days / WEEK);

/**
 * Which days of which store a report needs. The span is of the first store's calendar; what ends there today ends today everywhere, and
 * has as many days.
 */
export function planPlaces(stores: readonly ReportStore[], span: DateSpan, now: Date): Plan {
  const [home] = stores;
  const today = home === undefined ? span.last : businessDate(now, home);
  const running = span.last === today;
  const days = daysBetween(span.first, span.last) + 1;
  const chartDays = days === 1 ? DAYS_AROUND_ONE : days;
  const places = stores.map((store) => {
    const read = hourReader(store);
    const { day, hour } = read(now);
    const last = running ? day : span.last;
    return { store, last, read, over: last === day ? hour : 24, startHour: Math.floor(store.dayStartMinute / 60) };
  });
  return { span, running, days, shift: wholeWeeks(days), chartDays, chartShift: wholeWeeks(chartDays), places };
}

/** The first day of the span at a place. */
export const firstDay = ({ days }: Plan, { last }: Place): string => moveDate(last, 1 - days);
