import type { Doer } from "#lib/actor.ts";
import { keepsRight, type Staff } from "#lib/auth/find-staff.ts";
import { may } from "#lib/auth/roles.ts";
import { takeTurn } from "#lib/csv/take-turn.ts";
import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import { doerValues, insertExport } from "./sql/insert-entry.ts";

/** By kind of entry: the right that a table asks for, and how the audit is told. */
const EXPORTS = {
  audit_exported: { right: "see_audit", insert: insertExport("audit_exported", "see_audit") },
  orders_exported: { right: "see_orders", insert: insertExport("orders_exported", "see_orders") },
} as const;

export type Exporter = { staff: Staff; doer: Doer };

type Table<Page> = {
  kind: keyof typeof EXPORTS;
  /** Of which it would tell; only those count in which the person has the right. */
  storeIds: readonly string[];
  /** What was chosen, as the audit keeps it. */
  facts: Record<string, unknown>;
  /** Reads nothing before somebody asks for its first page. */
  pages: AsyncIterable<Page>;
};

/** `busy`: this person downloads already, or too many people do. */
export type Export<Page> = { kind: "not_allowed" | "busy" } | { kind: "begun"; pages: AsyncIterable<Page> };

/** Lets somebody take a table out of the shop: that stands in the audit of each store before its first page is read (W4). */
export async function beginExport<Page>(
  shop: Shop,
  { staff, doer }: Exporter,
  { kind, storeIds, facts, pages }: Table<Page>,
): Promise<Export<Page>> {
  const { right, insert } = EXPORTS[kind];
  const own = staff.stores.filter((store) => storeIds.includes(store.storeId) && may(store, right));
  if (own.length === 0) return { kind: "not_allowed" };
  const seen = own.map(({ storeId }) => storeId);
  const keeps = () => keepsRight(shop, staff, { storeIds: seen, right });
  const turn = takeTurn(shop.downloads, { userId: doer.userId, keeps }, pages);
  if (turn === null) return { kind: "busy" };
  const told = await run(shop.pool, insert, [...doerValues(doer), seen, facts]);
  if (told.length > 0) return { kind: "begun", pages: turn };
  shop.downloads.delete(doer.userId);
  return { kind: "not_allowed" };
}
