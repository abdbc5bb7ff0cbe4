import type { PaperWidth } from "#lib/receipts/commands.ts";
import { PAPER_CONTENT } from "./paper/widths.ts";

/** A thermal printer's dots: 203 to the inch, eight to the millimetre. */
const DOTS = 8;
const QUIET = 2 * 4;
/** Half a millimetre. */
const SMALLEST_MODULE = 4;
/** Larger codes are no easier to scan from a hand. */
const WIDEST = 56;

/**
 * Side of a payment code on paper in millimetres, quiet zone included: whole dots a module, the code itself on what the
 * printer reaches, its quiet zone up to the paper's edge. `modules` are those of one side with the quiet zone. Null where a
 * module would be too small to scan.
 */
export function paperSide(modules: number, paperWidth: PaperWidth): number | null {
  const dark = modules - QUIET;
  const dots = Math.floor(
    Math.min((PAPER_CONTENT[paperWidth] * DOTS) / dark, (paperWidth * DOTS) / modules, (WIDEST * DOTS) / dark),
  );
  return dots < SMALLEST_MODULE ? null : (modules * dots) / DOTS;
}
