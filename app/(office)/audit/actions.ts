"use server";

import { getTranslations } from "next-intl/server";
import { action } from "#app/action.ts";
import { auditColumns } from "#components/office/audit/audit-columns.ts";
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
    if (wish === null || rows === null) return { kind: "not_allowed" as const };
    const [t, tr] = await Promise.all([getTranslations("audit"), getTranslations("roles.names")]);
    const columns = auditColumns({ t, tr, timeZone: wish.timeZone }).map(({ name }) => name);
    return { kind: "counted" as const, rows, columns };
  },
);
