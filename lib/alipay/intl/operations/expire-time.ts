const units = { y: "years", m: "months", d: "days", h: "hours", min: "minutes", s: "seconds" } as const;

export type ExpireTime = { count: number; unit: (typeof units)[keyof typeof units] };

/**
 * Reads `3min` (seed 002, expireTime). `m` is months here, the opposite of the other generations' `90m`: whoever means minutes
 * writes `min`.
 */
export function readExpireTime(text: string): ExpireTime | null {
  const match = /^([1-9][0-9]{0,8})(y|m|d|h|min|s)$/.exec(text);
  return match ? { count: Number(match[1]), unit: units[match[2] as keyof typeof units] } : null;
}
