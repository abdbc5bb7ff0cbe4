/** White around the quiet zone, CSS pixels (ux.md 9.3). */
export const TILE_PADDING = 16;
const SMALLEST_MODULE = 4;

export type CodeRoom = {
  /** Modules of one side, quiet zone included. */
  modules: number;
  /** CSS pixels free for the tile. */
  room: number;
  /** CSS pixels per module where the room allows it. */
  wanted: number;
  /** Device pixels per CSS pixel. */
  ratio: number;
};

/**
 * Side of the drawn code in CSS pixels: a whole number of device pixels per module, so that no edge falls between two.
 * Null when a module would be under 4 CSS pixels: such a code is not drawn.
 */
export function codeSide({ modules, room, wanted, ratio }: CodeRoom): number | null {
  const fits = Math.min(wanted, (room - 2 * TILE_PADDING) / modules);
  const devicePixels = Math.floor(fits * ratio + 1e-6);
  if (devicePixels < SMALLEST_MODULE * ratio - 1e-6) return null;
  return (modules * devicePixels) / ratio;
}
