"use server";

import { action } from "#app/action.ts";
import { readAuditFilter } from "#components/office/audit/audit-filter.ts";
import { countMatches } from "#lib/audit/queries.ts";
import { auditWishInput } from "#lib/audit/schema.ts";
import { auditWish } from "./wish.ts";

/** How long the table would be; asks for a young sign-in, so that the download itself finds one. */
export const countAudit = action(
  { name: "countAudit", takes: auditWishInput, refusal: "not_allowed", fresh: true },
  async ({ shop, staff, userId }, input) => {
    const wish = auditWish(staff, readAuditFilter(input));
    const rows = wish && (await countMatches(shop, { userId, ...wish }, wish.filter));
    return rows === null ? { kind: "not_allowed" as const } : { kind: "counted" as const, rows };
  },
);
