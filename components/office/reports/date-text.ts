import type { DateSpan } from "#lib/calendar/date-range.ts";

const textOf = (date: string, language: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { ...options, timeZone: "UTC" }).format(
    new Date(`${date}T00:00:00Z`),
  );

/** "Saturday, 21 November 2026", "2026年11月21日星期六" */
export const longDate = (date: string, language: string): string =>
  textOf(date, language, { weekday: "long", day: "numeric", month: "long", year: "numeric" });

/** "21 Nov", "11月21日" */
export const shortDate = (date: string, language: string): string =>
  textOf(date, language, { day: "numeric", month: "short" });

/** "Saturday", "星期六" */
export const weekdayText = (date: string, language: string): string => textOf(date, language, { weekday: "long" });

const datedText = (date: string, language: string): string =>
  textOf(date, language, { day: "numeric", month: "short", year: "numeric" });

/** One date, or the first and the last of several, with their year. */
export function spanText({ first, last }: DateSpan, language: string): string {
  if (first === last) return longDate(first, language);
  const isOneYear = first.slice(0, 4) === last.slice(0, 4) && language === "en";
  return `${isOneYear ? shortDate(first, language) : datedText(first, language)} – ${datedText(last, language)}`;
}

/** The day of a date alone, but where a month begins or the row does. */
export const dayLabel = (date: string, language: string, isFirst: boolean): string =>
  isFirst || date.endsWith("-01") ? shortDate(date, language) : String(Number(date.slice(8)));
