/** White around the quiet zone, CSS pixels. */
export const TILE_PADDING = 16;
const SMALLEST_MODULE = 4;

/** More CSS pixels per module than any screen has room for: the room decides. */
export const AS_LARGE_AS_POSSIBLE = 100;

/** What stands above and below a code in the dialog that shows it large, in CSS pixels at the usual size of text. */
const HEAD_OF_DIALOG = 104;
const EDGES = 24;

/** Room for the tile in the dialog that shows a code large; CSS pixels of the window in. */
export const biggerRoom = (width: number, height: number): number => Math.min(width - EDGES, height - HEAD_OF_DIALOG);

export type CodeRoom = {
  /** CSS pixels free for the tile. */
  room: number;
  /** CSS pixels per module where the room allows it. */
  wanted: number;
  /** Device pixels per CSS pixel. */
  ratio: number;
};

/**
 * Side of the drawn code in CSS pixels: a whole number of device pixels per module, so that no edge falls between two.
 * `modules` are those of one side, quiet zone included. Null when one would be under 4 CSS pixels: such a code is not
 * drawn.
 */
export function codeSide(modules: number, { room, wanted, ratio }: CodeRoom): number | null {
  const fits = Math.min(wanted, (room - 2 * TILE_PADDING) / modules);
  const devicePixels = Math.floor(fits * ratio + 1e-6);
  if (devicePixels < SMALLEST_MODULE * ratio - 1e-6) return null;
  return (modules * devicePixels) / ratio;
}
