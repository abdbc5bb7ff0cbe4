import { env } from "#lib/env.ts";
import type { Shop } from "#lib/process.ts";
import type { FileProblem } from "#lib/stores/apply/refuse.ts";
import { makeDay, openBook } from "./make-day.ts";
import { makeStores, storeCodes } from "./make-stores.ts";
import { type PlannedDay, planDays } from "./plan-days.ts";
import type { LoadWish } from "./schema.ts";
import type { DayRows, LoadStore } from "./view.ts";
import { writeRows } from "./write-rows.ts";

export type LoadResult =
  | { kind: "made"; orders: number; refunds: number; events: number }
  /** Real sales are or were to be made in this installation. */
  | { kind: "live"; stores: string[] }
  /** The same seed was used before: its sales are there. */
  | { kind: "made_before" }
  | { kind: "refused"; problems: FileProblem[] };

const DAY_MS = 24 * 60 * 60_000;

/** The rows of one store are made while those of another one are written. */
const AT_ONCE = 2;

/**
 * Fills practice stores of its own with invented sales. Refused where a store or an account is live: real sales and millions of
 * invented ones never share tables.
 */
export async function generateLoad(
  shop: Shop,
  wish: LoadWish,
  told: (orders: number) => void = () => {},
): Promise<LoadResult> {
  const live = await liveNames(shop);
  if (live.length > 0) return { kind: "live", stores: live };
  const before = await shop.prisma.store.count({ where: { code: { in: storeCodes(wish.seed) } } });
  if (before > 0) return { kind: "made_before" };
  const made = await makeStores(shop, wish.seed);
  if (!made.ok) return { kind: "refused", problems: made.problems };

  const sum = { orders: 0, refunds: 0, events: 0 };
  const plans = planDays(made.stores, wish).entries();
  const work = async () => {
    for (const [store, days] of plans) {
      await writeDays(shop, { store, days, wish }, (rows) => {
        sum.orders += rows.orders.length;
        sum.refunds += rows.refunds.length;
        sum.events += rows.events.length;
        told(sum.orders);
      });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { kind: "made", ...sum };
}

async function liveNames({ prisma }: Shop): Promise<string[]> {
  const live = { where: { practice: false }, select: { code: true } };
  const [stores, accounts] = [await prisma.store.findMany(live), await prisma.gatewayAccount.findMany(live)];
  return [...stores, ...accounts].map(({ code }) => code);
}

type Work = { store: LoadStore; days: readonly PlannedDay[]; wish: LoadWish };
type Written = ReturnType<typeof makeDay>;

/** Day after day: a refund follows its sale. */
async function writeDays(shop: Shop, { store, days, wish }: Work, wrote: (rows: Written) => void): Promise<void> {
  const book = openBook(store);
  for (const day of days) {
    const rows = makeDay(wish.seed, book, { ...day, now: wish.until });
    forgetOld(rows);
    await writeRows(shop, rows);
    wrote(rows);
  }
}

/** As if the worker had been there all the time: what was kept long enough is not there any more (W6). */
function forgetOld({ notices, attempts }: DayRows): void {
  const daysAgo = (days: number) => Date.now() - days * DAY_MS;
  const [noticesEnd, buyersEnd] = [daysAgo(env.noticeDays()), daysAgo(env.buyerDays())];
  for (const notice of notices) if (Number(notice.received_at) < noticesEnd) notice.body = "";
  for (const attempt of attempts) if (Number(attempt.created_at) < buyersEnd) attempt.buyer = null;
}
