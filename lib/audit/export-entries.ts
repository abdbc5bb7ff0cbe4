import type { Shop } from "#lib/process.ts";
import { beginExport, type Export, type Exporter } from "./begin-export.ts";
import { findEntries } from "./queries.ts";
import type { AuditFilter } from "./schema.ts";
import type { EntryView } from "./view.ts";

const PAGE = 500;

type Wish = { storeIds: readonly string[]; filter: AuditFilter };

/** Everything in the audit of these stores that matches, newest first, a page at a time (W4). */
export function exportEntries(
  shop: Shop,
  who: Exporter,
  { storeIds, filter }: Wish,
): Promise<Export<readonly EntryView[]>> {
  const { kind, from, until } = filter;
  const pages = readPages(shop, { userId: who.doer.userId, storeIds }, filter);
  return beginExport(shop, who, { kind: "audit_exported", storeIds, facts: { kind, from, until }, pages });
}

async function* readPages(shop: Shop, who: { userId: string; storeIds: readonly string[] }, filter: AuditFilter) {
  for (let { olderThan } = filter; ; ) {
    const page = await findEntries(shop, who, { ...filter, olderThan, most: PAGE });
    yield page.rows;
    if (page.olderThan === null) return;
    olderThan = BigInt(page.olderThan);
  }
}
