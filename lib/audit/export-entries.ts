import type { Doer } from "#lib/actor.ts";
import { takeTurn } from "#lib/csv/take-turn.ts";
import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import { findEntries } from "./queries.ts";
import type { AuditFilter } from "./schema.ts";
import { doerValues, insertExport } from "./sql/insert-entry.ts";
import type { EntryView } from "./view.ts";

const INSERT = insertExport("audit_exported", "see_audit");
const PAGE = 500;

export type EntryExport =
  | { kind: "not_allowed" | "busy" }
  | { kind: "begun"; pages: AsyncIterable<readonly EntryView[]> };

/** Everything in the audit of these stores that matches, newest first, a page at a time; the download stands in the audit itself (W4). */
export async function exportEntries(
  shop: Shop,
  { storeIds, ...doer }: Doer & { storeIds: readonly string[] },
  filter: AuditFilter,
): Promise<EntryExport> {
  const pages = takeTurn(shop.downloads, doer.userId, readPages(shop, { userId: doer.userId, storeIds }, filter));
  if (pages === null) return { kind: "busy" };
  const { kind, from, until } = filter;
  const stores = await run(shop.pool, INSERT, [...doerValues(doer), storeIds, { kind, from, until }]);
  if (stores.length > 0) return { kind: "begun", pages };
  shop.downloads.delete(doer.userId);
  return { kind: "not_allowed" };
}

async function* readPages(shop: Shop, who: { userId: string; storeIds: readonly string[] }, filter: AuditFilter) {
  for (let { olderThan } = filter; ; ) {
    const page = await findEntries(shop, who, { ...filter, olderThan, most: PAGE });
    // Entries stay: where there were more a moment ago, they are not for this person any more. Half a table must not look whole.
    if (page.rows.length === 0 && olderThan !== filter.olderThan)
      throw new Error("the right was lost while it was read");
    yield page.rows;
    if (page.olderThan === null) return;
    olderThan = BigInt(page.olderThan);
  }
}
