import { BOTTOM, TOP } from "./scale.ts";

/** Shares of the width: of the name on a phone, and where the value at the end begins. */
const [NAME_WIDTH, VALUE_FROM] = [0.6, 0.7];
/** From a line to the base of a text under or over it; and how far a text reaches from its base. In pixels. */
const [UNDER, OVER] = [18, 10];
const [UP, DOWN] = [14, 4];

/**
 * Where the name of a line has the most room under or over all lines: its left edge as a share of the width, and its base in pixels from
 * above. `lines` are pixels from above, each of as many points; `valueY` is the base of the value that stands at their end.
 */
export function freePlace(lines: readonly (readonly number[])[], valueY: number): { at: number; y: number } {
  const points = lines[0]?.length ?? 0;
  const middle = (at: number) => (at + 0.5) / points;
  const starts = Array.from({ length: points }, (_, at) => at).filter((at) => middle(at) + NAME_WIDTH <= 1);
  const places = (starts.length === 0 ? [0] : starts).map((start) => {
    const met = lines.flatMap((line) =>
      line.filter((_, at) => at >= start && middle(at) <= middle(start) + NAME_WIDTH),
    );
    if (middle(start) + NAME_WIDTH > VALUE_FROM) met.push(valueY - UP, valueY + DOWN);
    const [highest, lowest] = [Math.min(...met), Math.max(...met)];
    const [over, under] = [highest - TOP, BOTTOM - lowest];
    return over > under
      ? { at: middle(start), room: over, y: highest - OVER }
      : { at: middle(start), room: under, y: Math.min(lowest + UNDER, BOTTOM - 6) };
  });
  const [{ at, y } = { at: 0, y: TOP }] = places.toSorted((one, other) => other.room - one.room);
  return { at, y };
}
