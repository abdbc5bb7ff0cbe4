import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import { GENESIS, hashEntry } from "./build-record.ts";
import type { Head } from "./keep-heads.ts";
import { countUnsealed, readSealed, type SealedEntry } from "./sql/seal.ts";

/** Where the chain is broken. */
export type Break =
  /** The entry, or the one before it together with its hash, is not what was sealed. */
  | { why: "changed"; number: bigint; id: bigint }
  /** Entries were removed from the middle or the beginning: from `number` until `until`. */
  | { why: "missing"; number: bigint; until: bigint }
  /** Entries were removed from the end, from `number` on: outside this one is known. */
  | { why: "cut"; number: bigint; until: bigint }
  /** The chain holds together, but outside another hash was told of this entry: it, or one before it, was changed. */
  | { why: "forged"; number: bigint };

export type ChainReport = {
  /** In their order; empty for a chain that is whole. */
  breaks: Break[];
  sealed: number;
  end: Head | null;
  unsealed: { count: number; since: Date | null };
  /** How many of the hashes that were told outside are those of the chain. */
  confirmed: number;
};

const PAGE = 1000;

/** Reads the chain from the first entry to the last, and compares it with what was told outside (I13, W5). */
export async function verifyChain(shop: Shop, told: readonly Head[]): Promise<ChainReport> {
  const wanted = Map.groupBy(told, ({ number }) => number);
  const breaks: Break[] = [];
  let [sealed, confirmed] = [0, 0];
  let end: Head | null = null;
  for (;;) {
    const page: SealedEntry[] = await run(shop.pool, readSealed, [end?.number ?? 0n, PAGE]);
    for (const { number, hash, ...entry } of page) {
      const next: bigint = (end?.number ?? 0n) + 1n;
      if (number > next) breaks.push({ why: "missing", number: next, until: number - 1n });
      else if (hashEntry(end?.hash ?? GENESIS, number, entry) !== hash) {
        breaks.push({ why: "changed", number, id: entry.id });
      }
      const lines = wanted.get(number) ?? [];
      if (lines.some((line) => line.hash !== hash)) breaks.push({ why: "forged", number });
      confirmed += lines.filter((line) => line.hash === hash).length;
      sealed++;
      end = { number, hash };
    }
    if (page.length < PAGE) break;
  }
  const next: bigint = (end?.number ?? 0n) + 1n;
  const [until] = [...wanted.keys()].filter((number) => number >= next).sort((a, b) => (a > b ? -1 : 1));
  if (until !== undefined) breaks.push({ why: "cut", number: next, until });
  const [waiting] = await run(shop.pool, countUnsealed, []);
  return {
    breaks,
    sealed,
    end,
    unsealed: { count: Number(waiting?.count ?? 0), since: waiting?.since ?? null },
    confirmed,
  };
}
