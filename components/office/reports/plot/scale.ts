/** Across, a chart is measured in shares of its width. */
export const percent = (share: number): string => `${Math.round(share * 10_000) / 100}%`;

/** The axis of a chart: its lines from the lowest to the highest, in the units of its values. */
export type Scale = { low: number; high: number; ticks: number[] };

/** Between these a chart is drawn, in pixels from above. */
export const [TOP, BOTTOM] = [26, 190];

/** Where a value stands, in pixels from above. */
export const yOf = (value: number, { low, high }: Scale): number =>
  Math.round((BOTTOM - ((value - low) / (high - low)) * (BOTTOM - TOP)) * 10) / 10;

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

/** A chart is narrow on a phone, wide in half a desktop and full across one; a label is shown from one of these widths on. */
export type Width = "narrow" | "wide" | "full";

/** How many labels have room in a row at each width. */
type Room = Record<Width, number>;

/** So many of the longest have room, in digits. */
export function roomOf(texts: readonly string[]): Room {
  const longest = Math.max(1, ...texts.map(({ length }) => length)) + 1;
  return { narrow: Math.floor(27 / longest), wide: Math.floor(46 / longest), full: Math.floor(80 / longest) };
}

/** From which width on each of so many labels is shown; null for those that never have room. */
export function labelWidths(labels: number, room: Room): (Width | null)[] {
  const full = labelStep(labels, room.full);
  const wide = full * labelStep(Math.ceil(labels / full), room.wide);
  const narrow = wide * labelStep(Math.ceil(labels / wide), room.narrow);
  return Array.from({ length: labels }, (_, at) =>
    at % narrow === 0 ? "narrow" : at % wide === 0 ? "wide" : at % full === 0 ? "full" : null,
  );
}

/** Of so many labels in a row each `step`th fits where `most` have room. */
const labelStep = (labels: number, most: number): number => Math.max(1, Math.ceil(labels / most));
