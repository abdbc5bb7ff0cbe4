import { type Staff, seesOrders } from "#lib/auth/find-staff.ts";
import { daysBetween } from "#lib/calendar/date-range.ts";
import { isTooBusy } from "#lib/db/pool.ts";
import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import { buildReport } from "./build-report.ts";
import { buildScanTimes } from "./build-scan-times.ts";
import { firstDay, type Plan, planPlaces, type ReportStore } from "./plan-places.ts";
import type { ReportWish } from "./schema.ts";
import { readMoneySums, readScanSums, type SumRow } from "./sql/read-sums.ts";
import type { ReportResult } from "./view.ts";

/**
 * What moved at the stores in which this person sees the orders, of those that are named: the first one's calendar names the days.
 * Real stores and practice stores are never asked for together (C17).
 */
export async function findReport(
  shop: Shop,
  { staff, storeIds }: { staff: Staff; storeIds: readonly string[] },
  { span, currency, now = new Date() }: ReportWish & { now?: Date },
): Promise<ReportResult> {
  const seen = staff.stores.filter((store) => seesOrders(store) && storeIds.includes(store.storeId));
  const practice = seen[0]?.practice ?? false;
  const stores: ReportStore[] = seen.filter((store) => store.practice === practice);
  const plan = planPlaces(stores, span, now);
  try {
    const [rows, scans] = await Promise.all([readSums(shop, plan), readScans(shop, plan)]);
    const names = await readNames(shop, rows);
    const cashierName = (id: string) => names.get(id) ?? "";
    return { kind: "report", report: { ...buildReport(rows, { plan, currency, cashierName }), ...scans } };
  } catch (error) {
    if (isTooBusy(error)) return { kind: "busy" };
    throw error;
  }
}

const placeValues = (plan: Plan): unknown[] => [
  plan.places.map(({ store }) => store.storeId),
  plan.places.map((place) => firstDay(plan, place)),
  plan.places.map(({ last }) => last),
];

const readSums = ({ reports }: Shop, plan: Plan): Promise<SumRow[]> =>
  run(reports, readMoneySums, [
    ...placeValues(plan),
    plan.places.map(({ over }) => over),
    plan.places.map(({ startHour }) => startHour),
    plan.chartDays + plan.chartShift - plan.days,
  ]);

async function readScans({ reports }: Shop, plan: Plan) {
  const rows = await run(reports, readScanSums, placeValues(plan));
  const places = new Map(plan.places.map((place) => [place.store.storeId, place]));
  const counts = new Map<number, bigint>();
  for (const { seconds, payments, storeId, at } of rows) {
    const place = storeId === null ? undefined : places.get(storeId);
    const ago = place && at ? daysBetween(place.read(at).day, place.last) : 0;
    if (ago >= 0 && ago < plan.days) counts.set(seconds, (counts.get(seconds) ?? 0n) + payments);
  }
  return buildScanTimes(counts);
}

async function readNames({ prisma }: Shop, rows: readonly SumRow[]): Promise<Map<string, string>> {
  const ids = new Set(rows.flatMap((row) => (row.what === "cashier" || row.what === "move" ? [row.cashierId] : [])));
  const people = await prisma.user.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } });
  return new Map(people.map(({ id, name }) => [id, name]));
}
