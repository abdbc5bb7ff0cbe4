import { businessDate } from "#lib/calendar/business-day.ts";
import type { ItemRow } from "./sql/read-items.ts";
import type { PlaceRow, ShiftRow } from "./sql/read-shift.ts";
import type { MoneyRow } from "./sql/sum-money.ts";
import { type CheckItem, type LeftOpen, PARTS, type Part, type ShiftReport, type Sums } from "./view.ts";

type SumRow = Pick<MoneyRow, "currency" | "count" | "sales" | "refundCount" | "refunds">;

/** One line a currency, each in whole minor units; currencies are never added together. */
export function sumByCurrency(rows: readonly SumRow[], atLeast: readonly string[] = []): Sums[] {
  const currencies = [...new Set([...atLeast, ...rows.map(({ currency }) => currency)])];
  return currencies.map((currency) => {
    const of = rows.filter((row) => row.currency === currency);
    const add = (name: "count" | "sales" | "refundCount" | "refunds") => of.reduce((sum, row) => sum + row[name], 0n);
    return {
      currency,
      count: Number(add("count")),
      sales: add("sales").toString(),
      refundCount: Number(add("refundCount")),
      refunds: add("refunds").toString(),
      net: (add("sales") - add("refunds")).toString(),
    };
  });
}

type Content = {
  place: PlaceRow;
  shift: ShiftRow;
  money: readonly MoneyRow[];
  handOvers: readonly { at: Date; from: string; to: string; note: string }[];
  /** What a closing report says besides; null for one that closes nothing. */
  closing: { number: number; closedBy: string; note: string; leftOpen: LeftOpen[] } | null;
};

/** The report of a shift as it is now (X) or as it ends (Z). A shift without money has zeros in its store's currency. */
export function buildReport({ place, shift, money, handOvers, closing }: Content): ShiftReport {
  const part = (name: Part) => money.filter((row) => row.part === name);
  const own = part("own");
  const people = [...new Map(own.map((row) => [row.personId, row]))];
  const sumsOf = (name: Part) => sumByCurrency(part(name), name === "own" ? [place.currency] : []);
  const { storeName, registerName, practice, timeZone } = place;
  return {
    number: closing?.number ?? null,
    previous: place.lastNumber,
    ...{ storeName, registerName, practice, timeZone },
    businessDay: businessDate(shift.openedAt, place),
    openedAt: shift.openedAt.toISOString(),
    openedBy: shift.openedBy,
    deviceName: shift.deviceName,
    heldBy: shift.heldBy,
    at: place.now.toISOString(),
    closedBy: closing?.closedBy ?? null,
    handOvers: handOvers.map((one) => ({ ...one, at: one.at.toISOString() })),
    parts: Object.fromEntries(PARTS.map((name) => [name, sumsOf(name)])) as Record<Part, Sums[]>,
    total: sumByCurrency(money, [place.currency]),
    cashiers: people.map(([id, { personName, personLogin }]) => ({
      // Two of the same name are told apart.
      name:
        people.filter(([, one]) => one.personName === personName).length > 1
          ? `${personName} (${personLogin})`
          : personName,
      sums: sumByCurrency(own.filter(({ personId }) => personId === id)),
    })),
    leftOpen: closing?.leftOpen ?? [],
    note: closing?.note ?? "",
  };
}

export const toItem = ({ attemptId: _, amount, at, ...item }: ItemRow): CheckItem => ({
  ...item,
  amount: amount.toString(),
  at: at.toISOString(),
});
