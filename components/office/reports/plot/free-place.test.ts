import fc from "fast-check";
import { expect, test } from "vitest";
import { freePlace } from "./free-place.ts";
import { BOTTOM, TOP } from "./scale.ts";

const across = (lines: number[][], from: number) => {
  const points = lines[0]?.length ?? 0;
  return lines.flatMap((line) =>
    line.filter((_, at) => (at + 0.5) / points >= from && (at + 0.5) / points <= from + 0.6),
  );
};

test("M2 the name of the dotted line stands under the lines where they are high, and over them where they are low", () => {
  const [high, low] = [40, 180];
  expect(freePlace([[high, high, high, high]], high - 12)).toEqual({ at: 0.125, y: 58 });
  expect(freePlace([[low, low, low, low]], low - 12)).toEqual({ at: 0.125, y: 144 });
  expect(freePlace([[high, low, high, high, high, high, high, high]], high).at).toBeGreaterThan(0.25);
});

test("M2 the name of the dotted line crosses none of the lines wherever there is room for it", () => {
  const point = fc.integer({ min: TOP, max: BOTTOM });
  const both = fc.integer({ min: 2, max: 31 }).chain((points) => {
    const line = fc.array(point, { minLength: points, maxLength: points });
    return fc.tuple(line, line);
  });
  fc.assert(
    fc.property(both, (lines) => {
      const { at, y } = freePlace(lines, TOP);
      const met = [...across(lines, at), ...(at + 0.6 > 0.7 ? [TOP - 14, TOP + 4] : [])];
      const isUnder = BOTTOM - Math.max(...met) >= Math.min(...met) - TOP;
      const room = isUnder ? BOTTOM - Math.max(...met) : Math.min(...met) - TOP;
      fc.pre(room > 24);
      expect(isUnder ? y - 11 > Math.max(...met) : y < Math.min(...met)).toBe(true);
      expect(y).toBeLessThanOrEqual(BOTTOM);
    }),
  );
});
