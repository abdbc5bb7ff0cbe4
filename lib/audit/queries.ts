import { type Staff, seesAudit } from "#lib/auth/find-staff.ts";
import { run } from "#lib/db/statement.ts";
import { env } from "#lib/env.ts";
import type { Shop } from "#lib/process.ts";
import { readHeads } from "./keep-heads.ts";
import { type AuditFilter, entryFacts } from "./schema.ts";
import { countEntries, type EntryRow, listEntries } from "./sql/list-entries.ts";
import { readEnd } from "./sql/seal.ts";
import { verifyChain } from "./verify-chain.ts";
import type { AuditPage, ChainState, EntryView } from "./view.ts";

const PAGE = 50;

type Asked = { userId: string; storeIds: readonly string[] };

/** What happened in these stores as far as the user may know it, newest first. */
export async function findEntries(
  shop: Shop,
  { userId, storeIds }: Asked,
  { kind, from, until, olderThan, most = PAGE }: AuditFilter & { most?: number },
): Promise<AuditPage> {
  const rows = await run(shop.pool, listEntries, [userId, storeIds, kind, from, until, olderThan, most + 1]);
  const page = rows.slice(0, most).map(toView);
  return { rows: page, olderThan: rows.length > most ? (page.at(-1)?.id ?? null) : null };
}

/** How many entries match; null for who may see none. */
export async function countMatches(
  shop: Shop,
  { userId, storeIds }: Asked,
  { kind, from, until, olderThan }: AuditFilter,
): Promise<number | null> {
  const [row] = await run(shop.pool, countEntries, [userId, storeIds, kind, from, until, olderThan]);
  return row === undefined ? null : Number(row.count);
}

function toView({ id, at, facts, number, ...row }: EntryRow): EntryView {
  const { data: told = {} } = entryFacts.safeParse(facts);
  const { amount, currency } = told;
  return {
    ...row,
    id: id.toString(),
    at: at.toISOString(),
    amount: amount === undefined || currency === undefined ? null : { minor: amount, currency },
    failures: told.failures ?? null,
    name: told.name ?? null,
    changed: told.changed ?? [],
    leftOpen: told.leftOpen?.length ?? 0,
    number: number?.toString() ?? null,
  };
}

/** The end of the chain; with `check` after all of it was read and compared with what was told outside. Null for who may not see it. */
export async function findChainState(
  shop: Shop,
  { stores }: Staff,
  { check }: { check: boolean },
): Promise<ChainState | null> {
  if (!stores.some(seesAudit)) return null;
  const folder = env.dataFolder();
  const told = check && folder !== undefined ? (await readHeads(folder)).heads : [];
  const report = check ? await verifyChain(shop, told) : null;
  const [end] = await run(shop.pool, readEnd, []);
  return {
    end: end && end.number !== null && end.hash !== null ? { number: end.number.toString(), hash: end.hash } : null,
    waiting: end?.waiting ?? false,
    checked: report && {
      breaks: report.breaks.map(({ why, number }) => ({ why, number: number.toString() })),
      confirmed: report.confirmed,
    },
  };
}
