import { cashier } from "#lib/actor.ts";
import { buildReport } from "#lib/shifts/build-report.ts";
import type { MoneyRow } from "#lib/shifts/sql/sum-money.ts";
import type { Part } from "#lib/shifts/view.ts";
import type { Random } from "./make-random.ts";
import type { CountedMoney, DayRows, LoadPerson, LoadRegister, LoadStore, Row } from "./view.ts";

const MINUTE = 60_000;

/** The shift of a register on one day, and what its closing report will count. */
export type DayShift = {
  id: string;
  store: LoadStore;
  register: LoadRegister;
  openedAt: number;
  openedBy: LoadPerson;
  /** The last instant at which money of it moved. */
  lastAt: number;
  money: CountedMoney[];
  /** The rows that hold this money. */
  counted: Row[];
};

type Opening = { store: LoadStore; register: LoadRegister; at: number; by: LoadPerson };

export const openShift = (random: Random, { store, register, at, by }: Opening): DayShift => ({
  ...{ id: random.uuid(at), store, register, openedAt: at, openedBy: by, lastAt: at },
  ...{ money: [], counted: [] },
});

type Closing = { shift: DayShift; by: LoadPerson; noon: number; now: number; numbers: Map<string, number> };

/** Hands the shift over at noon and closes it with its report; one that would end in the future stays open. */
export function closeShift(random: Random, { shift, by, noon, now, numbers }: Closing, rows: DayRows): void {
  const { id, store, register, openedAt, openedBy } = shift;
  const closedAt = shift.lastAt + random.whole(6, 20) * MINUTE;
  const isOver = closedAt < now;
  const handedAt = Math.max(openedAt, Math.min(noon, closedAt, now) - MINUTE);
  const event = (kind: string, { who, at, data }: { who: LoadPerson; at: number; data: object }): Row => ({
    ...{ shift_id: id, kind, actor: cashier(who.id), data, at: new Date(at) },
  });
  rows.shifts.push({
    ...{ id, store_id: store.id, register_id: register.id, device_id: null },
    ...{ opened_by_id: openedBy.id, opened_at: new Date(openedAt), held_by_id: by.id },
    ...{ closed_by_id: isOver ? by.id : null, closed_at: isOver ? new Date(closedAt) : null },
  });
  rows.shiftEvents.push(
    event("opened", { who: openedBy, at: openedAt, data: { device: null } }),
    event("handed_over", { who: openedBy, at: handedAt, data: { from: openedBy.id, to: by.id, note: "" } }),
  );
  if (!isOver) return;
  const number = (numbers.get(register.id) ?? 0) + 1;
  numbers.set(register.id, number);
  for (const row of shift.counted) row.counted_shift_id = id;
  rows.shiftEvents.push(event("closed", { who: by, at: closedAt, data: { number, note: "", left: [] } }));
  const content = reportOf(shift, { number, closedAt, by, handedAt });
  rows.reports.push({ shift_id: id, register_id: register.id, number, content, created_at: new Date(closedAt) });
}

function reportOf(
  { id, store, register, openedAt, openedBy, money }: DayShift,
  { number, closedAt, by, handedAt }: { number: number; closedAt: number; by: LoadPerson; handedAt: number },
) {
  return buildReport({
    place: {
      ...{ storeId: store.id, storeName: store.name, timeZone: store.timeZone, dayStartMinute: store.dayStartMinute },
      ...{ registerId: register.id, registerName: register.name, currency: store.currency, practice: true },
      ...{ rights: [], userName: by.name, lastNumber: number === 1 ? null : number - 1, now: new Date(closedAt) },
    },
    shift: {
      ...{ shiftId: id, registerId: register.id, openedAt: new Date(openedAt), openedBy: openedBy.name },
      ...{ deviceName: null, heldById: by.id, heldBy: by.name, closedAt: null },
    },
    money: sumMoney(money),
    handOvers: [{ at: new Date(handedAt), from: openedBy.name, to: by.name, note: "" }],
    closing: { number, closedBy: by.name, note: "", leftOpen: [] },
  });
}

function sumMoney(money: readonly CountedMoney[]): MoneyRow[] {
  const sums = new Map<string, MoneyRow>();
  for (const { paid, double, currency, amount, person } of money) {
    const part: Part = double ? "double" : "own";
    const key = `${part} ${currency} ${person.id}`;
    const sum = sums.get(key) ?? {
      ...{ part, currency, personId: person.id, personName: person.name, personLogin: person.login },
      ...{ count: 0n, sales: 0n, refundCount: 0n, refunds: 0n },
    };
    if (paid) sums.set(key, { ...sum, count: sum.count + 1n, sales: sum.sales + amount });
    else sums.set(key, { ...sum, refundCount: sum.refundCount + 1n, refunds: sum.refunds + amount });
  }
  // As the statement of a real report orders them.
  return [...sums.values()].toSorted((a, b) => order(a).localeCompare(order(b)));
}

const order = ({ personName, personId, currency }: MoneyRow): string => `${personName} ${personId} ${currency}`;
