const minutesPerUnit = { m: 1, h: 60, d: 24 * 60 } as const;

const maxMinutes = 15 * 24 * 60;

/** `1m` to `15d` in whole minutes, hours or days, or `1c`: until midnight in China (seed 001, timeout_express). */
export function isTimeSpan(text: string): boolean {
  const match = /^([1-9][0-9]{0,4})([mhd])$/.exec(text);
  if (!match) return text === "1c";
  return Number(match[1]) * minutesPerUnit[match[2] as keyof typeof minutesPerUnit] <= maxMinutes;
}
