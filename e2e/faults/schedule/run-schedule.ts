import { setTimeout as wait } from "node:timers/promises";
import { checkHistory } from "../../checker/check-history.ts";
import { findSecrets } from "../../checker/find-secrets.ts";
import { readHistory } from "../../checker/history.ts";
import { type App, startApp } from "../../fixtures/app.ts";
import { AT_REST_MS } from "../../fixtures/bounds.ts";
import { type FaultPoints, openFaultPoints } from "../points/fault-points.ts";
import { planSale } from "./plan-sale.ts";
import { playBlows } from "./play-blows.ts";
import { playSale } from "./play-sale.ts";
import { openWorld, steadily, type World } from "./world.ts";

/** A new sale so often, whatever became of those before. */
const SALE_EVERY_MS = 545;
const LOOK_EVERY_MS = 2000;

export type Report = { seed: number; figures: Record<string, number>; violations: string[] };

/** Plays a seed on an installation of its own. */
export async function playSeed(seed: number, seconds: number): Promise<Report> {
  const points = openFaultPoints();
  const app = await startApp(points.env);
  try {
    return await runSchedule(app, points, { seed, seconds });
  } finally {
    await app.stop();
    points.remove();
  }
}

/**
 * Plays a seed on a running app for so long: sales with their people, a storm at the gateway, and blows against every
 * process. Then the faults end, all comes to rest, and the history is checked.
 */
async function runSchedule(
  app: App,
  points: FaultPoints,
  { seed, seconds }: { seed: number; seconds: number },
): Promise<Report> {
  const world = await openWorld(app, points);
  const over = new AbortController();
  const blows = playBlows(world, seed, over.signal);
  const looks = lookAtTills(world, over.signal);
  const sales = await startSales(world, seed, seconds * 1000);
  over.abort();
  await blows;
  const failed = (await Promise.allSettled(sales)).filter((sale) => sale.status === "rejected");
  await looks;
  await comeToRest(world);
  await lookOnce(world);
  const violations = [
    ...failed.map(({ reason }) => `a sale could not be played: ${String(reason)}`),
    ...(await check(world)),
  ];
  const figures = await figuresOf(world, sales.length);
  await world.database.close();
  return { seed, figures, violations };
}

async function startSales(world: World, seed: number, ms: number): Promise<Promise<void>[]> {
  const sales: Promise<void>[] = [];
  const end = performance.now() + ms;
  for (let index = 0; performance.now() < end; index++) {
    const sale = playSale(world, planSale(seed, index));
    sale.catch(() => {}); // told at the end
    sales.push(sale);
    await wait(SALE_EVERY_MS);
  }
  return sales;
}

async function lookAtTills(world: World, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    await lookOnce(world);
    await wait(LOOK_EVERY_MS, undefined, { signal: over }).catch(() => {});
  }
}

async function lookOnce({ tellers, shownPaid }: World): Promise<void> {
  for (const teller of [...tellers.values()].flat()) {
    const view = await teller.look();
    for (const { id, state } of view?.orders ?? []) if (state === "paid") shownPaid.add(id);
  }
}

/** Cashiers end what is open; then everything must have come to its end, and all money must be known. */
async function comeToRest(world: World): Promise<void> {
  const deadline = performance.now() + AT_REST_MS;
  const tellers = [...world.tellers.values()].flat();
  while (performance.now() < deadline) {
    const open = await steadily(() => world.database.rows<{ id: string; register: string }>(OPEN));
    for (const { id, register } of open) await tellers.find(({ registerId }) => registerId === register)?.cancel(id);
    if (open.length === 0 && (await unfinished(world)).length === 0) return;
    await wait(1000);
  }
}

const OPEN = `
  select o.id, o.register_id as register from shop_order o
  join payment_attempt a on a.order_id = o.id where o.status = 'open' and a.status <> 'cancelling'`;

/** Broken rules that time still mends: money that is not known yet, what has not ended. */
async function unfinished(world: World): Promise<string[]> {
  const found = checkHistory(await steadily(() => readHistory(world.database, world.gateway)));
  return found.filter((line) => /^I(?:3|4|10|11) /.test(line));
}

async function check(world: World): Promise<string[]> {
  const seen = { calls: world.points.calls(), shownPaid: [...world.shownPaid] };
  const history = await steadily(() => readHistory(world.database, world.gateway, seen));
  return [...checkHistory(history), ...(await findSecrets(world.app, world.database))];
}

async function figuresOf(world: World, sales: number): Promise<Record<string, number>> {
  const { movements, notices, refunds } = await steadily(() => world.gateway.ledger());
  const [{ late = 0 } = {}] = await world.database.rows<{ late: number }>(
    "select count(*)::int as late from shop_order where anomaly = 'paid_late'",
  );
  return {
    sales,
    payments: movements.filter(({ kind }) => kind === "payment").length,
    "paid late": late,
    "sent back by a cancel": refunds.filter(({ by }) => by === "cancel").length,
    refunds: refunds.filter(({ by }) => by === "refund").length,
    "notices delivered": notices.flatMap(({ deliveries }) => deliveries).length,
    ...Object.fromEntries([...world.counts].sort(([one], [other]) => one.localeCompare(other))),
  };
}
