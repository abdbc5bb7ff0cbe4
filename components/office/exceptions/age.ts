const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export type Age = { unit: "minutes" | "hours" | "days"; count: number };

/** How long something waits, in the one unit in which people say it. */
export function ageOf(since: string, now: string): Age {
  const age = Math.max(0, Date.parse(now) - Date.parse(since));
  if (age < 2 * HOUR) return { unit: "minutes", count: Math.floor(age / MINUTE) };
  if (age < 2 * DAY) return { unit: "hours", count: Math.floor(age / HOUR) };
  return { unit: "days", count: Math.floor(age / DAY) };
}
