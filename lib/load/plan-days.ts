import { businessDay } from "#lib/calendar/business-day.ts";
import type { LoadStore } from "./view.ts";

/** A business day of a store, as far as it has passed, with the number of its sales. */
export type PlannedDay = { at: number; from: number; until: number; orders: number };

type Wish = { orders: number; days: number; until: number };
type Weighed = { store: LoadStore; day: Omit<PlannedDay, "orders">; weight: number };

/** Spreads the wished number of sales over stores and days, exactly: by what each store and each day of the week usually sells. */
export function planDays(stores: readonly LoadStore[], { orders, days, until }: Wish): Map<LoadStore, PlannedDay[]> {
  const weighed = stores.flatMap((store) =>
    Array.from({ length: days }, (_, back) => weigh(store, days - 1 - back, until)),
  );
  const whole = weighed.reduce((sum, { weight }) => sum + weight, 0);
  const plan = new Map<LoadStore, PlannedDay[]>();
  let [passed, given] = [0, 0];
  for (const { store, day, weight } of weighed) {
    passed += weight;
    const due = Math.round((orders * passed) / whole);
    plan.set(store, [...(plan.get(store) ?? []), { ...day, orders: due - given }]);
    given = due;
  }
  return plan;
}

function weigh(store: LoadStore, back: number, until: number): Weighed {
  const day = businessDay(new Date(until), store, -back);
  const [from, end] = [day.from.getTime(), Math.min(day.until.getTime(), until)];
  const { weekdays, share } = store.habits;
  const weekday = new Date(from + (day.until.getTime() - from) / 2).getUTCDay();
  const passed = (end - from) / (day.until.getTime() - from);
  return { store, day: { at: back, from, until: end }, weight: share * (weekdays[weekday] ?? 1) * passed };
}
