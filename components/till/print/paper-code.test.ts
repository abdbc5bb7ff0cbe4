import { expect, test } from "vitest";
import { PAPER_CONTENT, PAPER_WIDTHS } from "./paper/widths.ts";
import { paperSide } from "./paper-code.ts";

/** All sizes that a code has (ISO/IEC 18004), quiet zone included. */
const SIZES = Array.from({ length: 40 }, (_, index) => 21 + 4 * index + 8);

test.each(PAPER_WIDTHS)(
  "a code on paper of %s mm is at least 38 mm wide, on whole dots, and within the printer's reach",
  (width) => {
    const drawn = SIZES.map((modules) => ({ modules, side: paperSide(modules, width) }));
    for (const { modules, side } of drawn) {
      if (side === null) continue;
      const module = side / modules;
      const dark = module * (modules - 8);
      expect([module * 8, Number.isInteger(module * 8)]).toEqual([module * 8, true]);
      expect(module).toBeGreaterThanOrEqual(0.5);
      expect(dark).toBeGreaterThanOrEqual(38);
      expect(dark).toBeLessThanOrEqual(PAPER_CONTENT[width]);
      expect(side).toBeLessThanOrEqual(width);
    }
    // A code that Alipay gives has at most 49 modules with its quiet zone; what does not fit is not drawn.
    expect(drawn.filter(({ modules }) => modules <= 61).every(({ side }) => side !== null)).toBe(true);
    expect(drawn.at(-1)?.side).toBeNull();
  },
);
