/** Milliseconds of one round. */
export type Summary = { readonly p50: number; readonly p95: number; readonly p99: number; readonly max: number };

/** Nearest rank: always a value that was measured. */
export function summarize(values: readonly number[]): Summary {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

/** Of an even count the middle between the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low = Number.NaN, high = low] = sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1);
  return (low + high) / 2;
}

/** Each figure's median over the rounds, so that one disturbed round does not decide. */
export function medianOf(rounds: readonly Summary[]): Summary {
  const of = (figure: keyof Summary): number => median(rounds.map((round) => round[figure]));
  return { p50: of("p50"), p95: of("p95"), p99: of("p99"), max: of("max") };
}
