import { nextChinaMidnight } from "../china-time.ts";

const MINUTE_MS = 60_000;
export const UNIT_MS = { m: MINUTE_MS, h: 60 * MINUTE_MS, d: 24 * 60 * MINUTE_MS } as const;

/** `90m`, `2h`, `15d`, or `1c`: to the next midnight in China (openapi.md 6.1, "Time limits"; mapi.md 4.1, `it_b_pay`). */
export const SPAN = /^(?:[1-9]\d{0,4}[mhd]|1c)$/;

/** 1 min to 15 d (ibid.). */
export const LONGEST_SPAN_MS = 15 * UNIT_MS.d;

/** Milliseconds from `now` of a text that fits SPAN. */
export function spanMs(text: string, now: number): number {
  if (text === "1c") return nextChinaMidnight(now) - now;
  return Number(text.slice(0, -1)) * UNIT_MS[text.slice(-1) as keyof typeof UNIT_MS];
}
