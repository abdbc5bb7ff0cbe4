const SECOND_MS = 1000;
const DAY_MS = 24 * 60 * 60 * SECOND_MS;

/** `m` are months, `min` minutes (seed 002, `expireTime`): the opposite of the other generations' `90m`. */
const UNIT_MS = {
  y: 365 * DAY_MS,
  m: 30 * DAY_MS,
  d: DAY_MS,
  h: DAY_MS / 24,
  min: 60 * SECOND_MS,
  s: SECOND_MS,
} as const;

export const EXPIRE_TIME = /^([1-9]\d*)(y|m|d|h|min|s)$/;

/** "Different product has its own default value" (ibid.). */
export const DEFAULT_LIFE_MS = 60 * UNIT_MS.min;

const LONGEST_MS = 10 * UNIT_MS.y;

/** @returns the life of an order in ms, or undefined when it is longer than ten years: nobody means that */
export function lifeMs(expireTime: string | undefined): number | undefined {
  if (expireTime === undefined) return DEFAULT_LIFE_MS;
  const [, count, unit] = EXPIRE_TIME.exec(expireTime) ?? [];
  const ms = Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS];
  return ms <= LONGEST_MS ? ms : undefined;
}
