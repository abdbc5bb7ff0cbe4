/** China has one time zone without summer time: UTC+8 all year. */
const OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 24 * 3_600_000;

const inBeijing = (at: Date): number => at.getTime() + OFFSET_MS;

/** Whole minutes since midnight in Beijing. */
export const beijingMinute = (at: Date): number => Math.floor((inBeijing(at) % DAY_MS) / 60_000);

export const isSameBeijingDay = (one: Date, other: Date): boolean =>
  Math.floor(inBeijing(one) / DAY_MS) === Math.floor(inBeijing(other) / DAY_MS);
