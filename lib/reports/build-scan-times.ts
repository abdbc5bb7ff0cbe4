import type { ScanTimes } from "./view.ts";

/** The first second of each bar: people look at the first ones closely. */
const BARS = [0, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 60] as const;

/** How many payments came how many whole seconds after their scan, as bars and by their median. */
export function buildScanTimes(counts: ReadonlyMap<number, bigint>): {
  scanTimes: ScanTimes[];
  scanMedian: number | null;
} {
  const sorted = [...counts].toSorted(([one], [other]) => one - other);
  const all = sorted.reduce((sum, [, payments]) => sum + payments, 0n);
  let [seen, scanMedian]: [bigint, number | null] = [0n, null];
  for (const [seconds, payments] of sorted) {
    seen += payments;
    if (scanMedian === null && seen * 2n >= all && all > 0n) scanMedian = seconds;
  }
  const scanTimes = BARS.map((from, at) => {
    const until = BARS[at + 1] ?? null;
    const within = sorted.filter(([seconds]) => seconds >= from && (until === null || seconds < until));
    return { from, until, payments: Number(within.reduce((sum, [, payments]) => sum + payments, 0n)) };
  });
  return { scanTimes: all === 0n ? [] : scanTimes, scanMedian };
}
