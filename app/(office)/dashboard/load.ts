import "server-only";
import { redirect } from "next/navigation";
import { currentStaff, officeRights, turnAway } from "#app/session.ts";
import type { ReportFilter } from "#components/office/reports/report-filter.ts";
import { seesOrders } from "#lib/auth/find-staff.ts";
import { countInbox } from "#lib/exceptions/queries.ts";
import { processShop } from "#lib/process.ts";
import { findReport } from "#lib/reports/queries.ts";
import { parseReportWish } from "#lib/reports/schema.ts";

/** What a manager wants to see, of one store or of all; with no store chosen of the real ones, where there are such (C17). */
async function wishOf(filter: ReportFilter, page: string) {
  const staff = (await currentStaff()) ?? redirect("/login");
  const seen = staff.stores.filter(seesOrders);
  const chosen = seen.filter(({ storeId }) => storeId === filter.storeId);
  const real = seen.filter(({ practice }) => !practice);
  const shown = chosen.length > 0 ? chosen : real.length > 0 ? real : seen;
  const [home] = shown;
  if (home === undefined) turnAway(staff, page, "/");
  const wanted = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null));
  return { staff, seen, shown, home, wish: parseReportWish(wanted, home, new Date()) };
}

/** The sums alone, for a table of them. */
export async function loadReport(filter: ReportFilter) {
  const { staff, shown, wish } = await wishOf(filter, "/dashboard/table");
  return findReport(processShop(), { staff, storeIds: shown.map(({ storeId }) => storeId) }, wish);
}

/** All that the page shows. */
export async function loadDashboard(filter: ReportFilter) {
  const { staff, seen, shown, home, wish } = await wishOf(filter, "/dashboard");
  const shop = processShop();
  const [result, inbox] = await Promise.all([
    findReport(shop, { staff, storeIds: shown.map(({ storeId }) => storeId) }, wish),
    countInbox(shop, staff, shown.length === 1 ? home.storeId : null),
  ]);
  return { staff, rights: officeRights(staff), stores: seen, shown, home, wish, result, inbox };
}
