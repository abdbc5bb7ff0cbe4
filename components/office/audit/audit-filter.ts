import type { AuditWish } from "#lib/audit/schema.ts";
import { AUDIT_KINDS, type AuditKind } from "#lib/audit/view.ts";
import { DAY_RANGES, type DayRange } from "#lib/calendar/day-range.ts";

/** What somebody looks for in the audit, as the address of the page says it. */
export type AuditFilter = {
  day: DayRange;
  kind: AuditKind | null;
  storeId: string | null;
  /** Shows what is older than this entry. */
  olderThan: string | null;
  /** Reads the whole chain now. */
  check: boolean;
};

/** Reads an address; what it does not know, it leaves at its first choice. */
export function readAuditFilter(query: Record<string, string | string[] | undefined>): AuditFilter {
  return {
    day: DAY_RANGES.find((day) => day === query.day) ?? "week",
    kind: AUDIT_KINDS.find((kind) => kind === query.kind) ?? null,
    storeId: typeof query.storeId === "string" ? query.storeId || null : null,
    olderThan: typeof query.olderThan === "string" ? query.olderThan || null : null,
    check: query.check === "1",
  };
}

/** The address of the page for a filter; first choices are left out. */
export function auditAddress({ day, kind, storeId, olderThan, check }: AuditFilter): string {
  const query = new URLSearchParams();
  if (day !== "week") query.set("day", day);
  if (kind !== null) query.set("kind", kind);
  if (storeId !== null) query.set("storeId", storeId);
  if (olderThan !== null) query.set("olderThan", olderThan);
  if (check) query.set("check", "1");
  return query.size === 0 ? "/audit" : `/audit?${query}`;
}

/** All that a filter shows, on all its pages: as the action is sent it that counts, and the address that a table is had from. */
export function auditDownload({ day, kind, storeId }: AuditFilter): { wish: AuditWish; address: string } {
  const wish = { day, ...(kind !== null && { kind }), ...(storeId !== null && { storeId }) };
  return { wish, address: `/audit/export?${new URLSearchParams(wish)}` };
}
