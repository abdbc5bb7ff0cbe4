import "server-only";
import type { AuditFilter } from "#components/office/audit/audit-filter.ts";
import { parseAuditFilter } from "#lib/audit/schema.ts";
import { type Staff, seesAudit } from "#lib/auth/find-staff.ts";

/** What of the audit somebody wants to take along: all that the filter shows, on all its pages. Null for a store of somebody else. */
export function auditWish(staff: Staff, { storeId, day, kind }: AuditFilter) {
  const stores = staff.stores.filter((store) => seesAudit(store) && (storeId === null || store.storeId === storeId));
  const [first] = stores;
  if (!first) return null;
  const filter = parseAuditFilter({ day, kind, olderThan: null }, first, new Date());
  return { filter, timeZone: first.timeZone, storeIds: stores.map((store) => store.storeId) };
}
