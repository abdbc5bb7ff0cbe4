import { createHash } from "node:crypto";

export type Draw = ReturnType<typeof createDraw>;

/**
 * Decisions out of a name: the same name, the same decisions. Each sale and each blow draws from a name of its own, so that
 * none depends on what the clock made of the others.
 */
export function createDraw(name: string) {
  let block = createHash("sha256").update(name).digest();
  let at = 0;
  function next(): number {
    if (at + 4 > block.length) {
      block = createHash("sha256").update(block).digest();
      at = 0;
    }
    at += 4;
    return block.readUInt32BE(at - 4) / 2 ** 32;
  }
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    /** Whole, both ends included. */
    between,
    chance: (share: number): boolean => next() < share,
    pick<Item>(items: readonly Item[]): Item {
      const item = items[between(0, items.length - 1)];
      if (item === undefined) throw new Error("there is nothing to pick from");
      return item;
    },
    shuffle<Item>(items: readonly Item[]): Item[] {
      const left = [...items];
      return items.flatMap(() => left.splice(between(0, left.length - 1), 1));
    },
  };
}
