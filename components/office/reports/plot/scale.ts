/** The axis of a chart: its lines from the lowest to the highest, in the units of its values. */
export type Scale = { low: number; high: number; ticks: number[] };

const NICE = [1, 2, 2.5, 5, 10];
const MOST_STEPS = 4;

/** Round steps that hold all values and the zero: three or four of them, none smaller than `least`. */
export function scaleOf(values: readonly number[], least: number): Scale {
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const rough = Math.max((high - low) / MOST_STEPS, least);
  const power = 10 ** Math.floor(Math.log10(rough));
  const nice = NICE.map((one) => one * power).find((one) => one >= rough && Number.isInteger(one / least));
  const step = nice ?? Math.ceil(rough / least) * least;
  const [first, last] = [Math.floor(low / step), Math.max(Math.ceil(high / step), 1)];
  const ticks = Array.from({ length: last - first + 1 }, (_, at) => (first + at) * step);
  return { low: first * step, high: last * step, ticks };
}

/** Of so many labels in a row each `step`th fits where `most` have room. */
export const labelStep = (labels: number, most: number): number => Math.max(1, Math.ceil(labels / most));
