import type { Shop } from "#lib/process.ts";
import { type Planned, type Random, storiesOf } from "./play-month.ts";
import type { SoldStore } from "./simulated-shop.ts";

/** Of each store, besides what happens at the edges of the month. */
const SALES = 18;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const LONGEST_SALE_MS = 7 * MINUTE_MS;

/** The first instants of the business days of a month, and of the day after it. */
export type Days = { day: string; from: Date }[];

/** Mulberry32. */
export function randomOf(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** By PostgreSQL's own calendar, which shares nothing with ours. */
export async function daysOf(
  { pool }: Pick<Shop, "pool">,
  { timeZone, dayStartMinute }: SoldStore,
  month: string,
): Promise<Days> {
  const { rows } = await pool.query<{ day: string; from: Date }>(
    `select day::date::text as day, ((day + make_interval(mins => $2)) at time zone $3) as from
     from generate_series($1::timestamp, $1::timestamp + interval '1 month', interval '1 day') as day order by 1`,
    [`${month}-01`, dayStartMinute, timeZone],
  );
  return rows;
}

/** Sales all over the month and the days around it, and some at its edges and where clocks are changed. */
export function planSales(stores: readonly { store: SoldStore; days: Days }[], random: Random): Planned[] {
  const fixed = stores.flatMap(({ store, days }): Planned[] => {
    const [first, last] = [days[0]?.from.getTime() ?? 0, days.at(-1)?.from.getTime() ?? 0];
    const at = (ms: number, story: Planned["story"] = "paid"): Planned => ({ at: new Date(ms), store, story });
    const changed = days.flatMap(({ from }, place) => {
      const next = days[place + 1]?.from.getTime();
      if (next === undefined || next - from.getTime() === DAY_MS) return [];
      return [at(from.getTime() + 1000), at(from.getTime() + 150 * 60_000), at(next - 60_000)];
    });
    return [at(first), at(first - 60_000), at(last - 15 * 60_000), at(last - 90_000, "found"), ...changed];
  });
  const begin = Math.min(...fixed.map((one) => one.at.getTime())) - DAY_MS;
  const planned = [...fixed];
  // One after the other: what is at an edge must not wait for another sale.
  const isFree = (instant: number) => planned.every(({ at }) => Math.abs(at.getTime() - instant) > LONGEST_SALE_MS);
  for (const { store } of stores) {
    const stories = storiesOf(store);
    for (let place = 0; place < SALES; place++) {
      // Each story at least once.
      const story = stories[place] ?? stories[random(stories.length)] ?? "paid";
      let instant = begin;
      while (!isFree(instant)) instant = begin + random(33 * 24 * 60) * MINUTE_MS;
      planned.push({ at: new Date(instant), store, story });
    }
  }
  return planned;
}
