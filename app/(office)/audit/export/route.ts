import { getTranslations } from "next-intl/server";
import { download } from "#app/download.ts";
import { auditColumns } from "#components/office/audit/audit-columns.ts";
import { readAuditFilter } from "#components/office/audit/audit-filter.ts";
import { exportEntries } from "#lib/audit/export-entries.ts";
import { csvStream } from "#lib/csv/write-csv.ts";
import { auditWish } from "../wish.ts";

/** The audit as a table, for whoever sees the page. */
export const POST = download({
  ...{ page: "/audit", name: "audit" },
  async begin({ shop, staff, doer, query }) {
    const wish = auditWish(staff, readAuditFilter(query));
    if (wish === null) return { kind: "not_allowed" };
    const [begun, t, tr] = await Promise.all([
      exportEntries(shop, { staff, doer }, wish),
      getTranslations("audit"),
      getTranslations("roles.names"),
    ]);
    if (begun.kind !== "begun") return begun;
    return { kind: "begun", file: csvStream(auditColumns({ t, tr, timeZone: wish.timeZone }), begun.pages) };
  },
});
