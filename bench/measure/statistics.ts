/** Milliseconds of one round. */
export type Summary = { readonly p50: number; readonly p95: number; readonly p99: number; readonly max: number };

/** Nearest rank: always a value that was measured. */
export function summarize(values: readonly number[]): Summary {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

/** Each figure's median over the rounds, so that one disturbed round does not decide; of two, the middle between them. */
export function medianOf(rounds: readonly Summary[]): Summary {
  const median = (figure: keyof Summary): number => {
    const sorted = rounds.map((round) => round[figure]).toSorted((a, b) => a - b);
    const [low = Number.NaN, high = low] = sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1);
    return (low + high) / 2;
  };
  return { p50: median("p50"), p95: median("p95"), p99: median("p99"), max: median("max") };
}
