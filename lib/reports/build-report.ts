import { type DateSpan, daysBetween, moveDate } from "#lib/calendar/date-range.ts";
import { toMoneyText } from "#lib/money/money.ts";
import type { Place, Plan } from "./plan-places.ts";
import type { Cell, HourRow, MoveRow, SumRow } from "./sql/read-sums.ts";
import type { DaySums, NamedSums, Report, Sums } from "./view.ts";

const NOTHING: Cell = { payments: 0n, paid: 0n, refunds: 0n, refunded: 0n };

const plus = (one: Cell, other: Cell): Cell => ({
  payments: one.payments + other.payments,
  paid: one.paid + other.paid,
  refunds: one.refunds + other.refunds,
  refunded: one.refunded + other.refunded,
});

const sumOf = (cells: readonly Cell[]): Cell => cells.reduce(plus, NOTHING);

const toSums = (cell: Cell, currency: string): Sums => ({
  payments: Number(cell.payments),
  paid: toMoneyText({ minor: cell.paid, currency }),
  refunds: Number(cell.refunds),
  refunded: toMoneyText({ minor: cell.refunded, currency }),
  net: toMoneyText({ minor: cell.paid - cell.refunded, currency }),
});

type Wanted = { plan: Plan; currency: string | null; cashierName: (id: string) => string };

/** The sums of a report, of what was summed before and of every single move that was not. */
export function buildReport(rows: readonly SumRow[], { plan, currency: wanted, cashierName }: Wanted) {
  const known = new Map(plan.places.map((place) => [place.store.storeId, place]));
  const placed = rows.flatMap((row): Exclude<SumRow, MoveRow>[] => {
    if (row.what !== "move") return [row];
    const place = known.get(row.storeId);
    return place === undefined ? [] : placedMove(row, { plan, place });
  });
  const currencies = currenciesOf(plan, placed);
  const currency = currencies.find((one) => one === wanted) ?? currencies[0] ?? "CNY";
  const own = placed.filter((row) => row.currency === currency);
  const hours = own.filter((row) => row.what === "hour");
  const inSpan = hours.filter(({ ago }) => ago < plan.days);
  const named = (cells: Map<string, Cell>, nameOf: (id: string) => string): NamedSums[] =>
    [...cells]
      .map(([id, cell]) => ({ id, label: nameOf(id), sums: toSums(cell, currency), net: cell.paid - cell.refunded }))
      .toSorted((a, b) => Number(b.net - a.net) || a.label.localeCompare(b.label))
      .map(({ net: _, ...one }) => one);
  return {
    span: plan.span,
    running: plan.running,
    ...{ currencies, currency },
    total: toSums(sumOf(inSpan), currency),
    compared: comparedOf(hours, plan, currency),
    hours: hoursOf(inSpan, plan, currency),
    days: daysOf(hours, plan, currency),
    daysBefore: spanAgo(plan, plan.chartShift, plan.chartDays),
    stores: named(
      gather(own, (row) => (row.what === "store" ? row.storeId : null)),
      (id) => known.get(id)?.store.storeName ?? "",
    ),
    cashiers: named(
      gather(own, (row) => (row.what === "cashier" ? row.cashierId : null)),
      cashierName,
    ),
  } satisfies Partial<Report>;
}

/** A single move as each of the sums would have it. */
function placedMove(row: MoveRow, { plan, place }: { plan: Plan; place: Place }): Exclude<SumRow, MoveRow>[] {
  const { day, hour } = place.read(row.at);
  const ago = daysBetween(day, place.last);
  const { payments, paid, refunds, refunded, currency, storeId, cashierId } = row;
  const cell = { payments, paid, refunds, refunded, currency };
  if (ago < 0 || ago >= plan.chartDays + plan.chartShift) return [];
  const at = { ago, hour: (hour + place.startHour) % 24, early: hour < place.over };
  const ofHour = { ...cell, ...at, what: "hour" as const };
  if (ago >= plan.days) return [ofHour];
  return [ofHour, { ...cell, what: "store", storeId }, { ...cell, what: "cashier", cashierId }];
}

/** Those that the stores sell in by themselves and all others in which something moved; first the one in which most was sold lately. */
function currenciesOf({ places }: Plan, rows: readonly SumRow[]): string[] {
  const home = places.map(({ store }) => store.currency);
  const moved = rows.filter((row) => row.what === "store").map(({ currency }) => currency);
  const sold = new Map<string, number>();
  for (const row of rows)
    if (row.what === "hour") sold.set(row.currency, (sold.get(row.currency) ?? 0) + Number(row.payments));
  const soldIn = (currency: string): number => sold.get(currency) ?? 0;
  return [...new Set([...home, ...moved.toSorted()])].toSorted((one, other) => soldIn(other) - soldIn(one));
}

function gather(rows: readonly SumRow[], keyOf: (row: SumRow) => string | null): Map<string, Cell> {
  const cells = new Map<string, Cell>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key !== null) cells.set(key, plus(cells.get(key) ?? NOTHING, row));
  }
  return cells;
}

/** So many days, of which the last one is so many days before that of the span. */
const spanAgo = ({ span }: Plan, ago: number, days: number): DateSpan => ({
  first: moveDate(span.last, 1 - ago - days),
  last: moveDate(span.last, -ago),
});

/** On the day that is not over the hours that are; on the day that it is compared with the same ones. */
function comparedOf(hours: readonly HourRow[], plan: Plan, currency: string): Report["compared"] {
  const { days, shift } = plan;
  const from = (start: number) =>
    hours.filter(({ ago, early }) => ago >= start && ago < start + days && (ago > start || early));
  const [now, before] = [from(0), from(shift)];
  if (before.length === 0) return null;
  const [home] = plan.places;
  const hour = home === undefined || home.over === 24 ? null : clockOf((home.over + home.startHour) % 24, plan);
  const sums = { now: toSums(sumOf(now), currency), before: toSums(sumOf(before), currency) };
  return { span: spanAgo(plan, shift, days), hour, ...sums };
}

/** Minutes are named where the days of all stores begin with the same ones. */
function clockOf(hour: number, { places }: Plan): string {
  const minutes = new Set(places.map(({ store }) => store.dayStartMinute % 60));
  const [minute = 0] = minutes.size === 1 ? minutes : [];
  return `${hour}:${String(minute).padStart(2, "0")}`;
}

/** From the first hour of the day in which something moved until the last one. */
function hoursOf(rows: readonly HourRow[], plan: Plan, currency: string): NamedSums[] {
  const start = plan.places[0]?.startHour ?? 0;
  const cells = gather(rows, (row) => (row.what === "hour" ? String((row.hour - start + 24) % 24) : null));
  const used = [...cells.keys()].map(Number);
  if (used.length === 0) return [];
  const [first, last] = [Math.min(...used), Math.max(...used)];
  return Array.from({ length: last - first + 1 }, (_, at) => {
    const hour = (first + at + start) % 24;
    const sums = toSums(cells.get(String(first + at)) ?? NOTHING, currency);
    return { id: String(hour), label: clockOf(hour, plan), sums };
  });
}

function daysOf(rows: readonly HourRow[], plan: Plan, currency: string): DaySums[] {
  const cells = gather(rows, (row) => (row.what === "hour" ? String(row.ago) : null));
  const of = (ago: number): Sums => toSums(cells.get(String(ago)) ?? NOTHING, currency);
  return Array.from({ length: plan.chartDays }, (_, at) => {
    const ago = plan.chartDays - 1 - at;
    return { day: moveDate(plan.span.last, -ago), sums: of(ago), before: of(ago + plan.chartShift) };
  });
}
