import { chinaTime } from "./shop.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** `clockOffsetMs` that makes it so late (`HH:mm`) in China, on the same day there or so many days later. */
export function offsetTo(clock: string, daysLater = 0): number {
  const now = Date.now();
  const today = chinaTime(now).slice(0, 10);
  return Date.parse(`${today}T${clock}:00+08:00`) + daysLater * DAY_MS - now;
}
