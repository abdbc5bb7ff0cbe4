import { run } from "#lib/db/statement.ts";
import { transact } from "#lib/db/transaction.ts";
import { log } from "#lib/log.ts";
import type { Shop } from "#lib/process.ts";
import { GENESIS, hashEntry } from "./build-record.ts";
import { addHead, type Head, readHeads } from "./keep-heads.ts";
import { readEnd, readUnsealed, takeSealing, writeSeals } from "./sql/seal.ts";

const MOST_AT_ONCE = 500;

/**
 * Gives the entries that are committed their places in the chain (I13). The order of the chain is that of sealing, not that
 * of ids: whatever is committed late, with a smaller id, comes after what was sealed before it, and nothing is skipped.
 * Returns the end of the chain; null while nothing was ever sealed.
 */
export async function sealEntries(shop: Shop): Promise<Head | null> {
  const [end] = await run(shop.pool, readEnd, []);
  return end?.waiting ? sealWaiting(shop) : toHead(end);
}

/** Of several workers one seals; what the others would find is sealed already when their turn comes. */
const sealWaiting = (shop: Shop): Promise<Head | null> =>
  transact(shop.pool, async (run) => {
    const [turn] = await run(takeSealing, []);
    const [end] = await run(readEnd, []);
    if (!turn?.mine) return toHead(end);
    const entries = await run(readUnsealed, [MOST_AT_ONCE]);
    let head = toHead(end);
    const sealed: (Head & { id: bigint })[] = [];
    for (const entry of entries) {
      const number: bigint = (head?.number ?? 0n) + 1n;
      head = { number, hash: hashEntry(head?.hash ?? GENESIS, number, entry) };
      sealed.push({ ...head, id: entry.id });
    }
    await run(writeSeals, [
      sealed.map(({ id }) => id),
      sealed.map(({ number }) => number),
      sealed.map(({ hash }) => hash),
    ]);
    return head;
  });

const toHead = (end: { number: bigint | null; hash: string | null } | undefined): Head | null =>
  end && end.number !== null && end.hash !== null ? { number: end.number, hash: end.hash } : null;

/**
 * What a worker does again and again: seals, and tells the newest hash outside of the database, in the log and in the data
 * folder. Whoever was killed in between has it told by the next one.
 */
export function createSealer(shop: Shop, folder: string | undefined): () => Promise<void> {
  let told: { last: Head | null } | undefined;
  return async () => {
    told ??= { last: folder === undefined ? null : ((await readHeads(folder)).heads.at(-1) ?? null) };
    const { last } = told;
    const head = await sealEntries(shop);
    if (head?.number === last?.number && head?.hash === last?.hash) return;
    // The line that says otherwise stays in the file, for the check to find.
    if (last !== null && !(head && head.number > last.number)) log("error", "audit_differs", { ...last });
    if (head !== null) {
      log("info", "audit_sealed", { ...head });
      if (folder !== undefined) await addHead(folder, head);
    }
    told = { last: head };
  };
}
