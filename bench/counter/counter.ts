// How fast a payment is on the till and on the customers' display, in real browsers: by the stream, and without it.
import { setTimeout as wait } from "node:timers/promises";
import { type App, startApp } from "../../e2e/fixtures/app.ts";
import { deliver } from "../measure/arrivals.ts";
import { type Summary, summarize } from "../measure/statistics.ts";
import { openScreens } from "../pages/screens.ts";
import { type Part, type Result, time } from "../part.ts";
import { type BenchShop, openBenchShop } from "../shop/bench-shop.ts";
import { type Counter, openCounter, refuseStreams } from "./screens.ts";

/** One sale at each register; that of the counter is measured, the others keep the streams busy. */
const LOT = 20;
const PER_SECOND = 50;
const LOTS_A_ROUND = 60;
const LOTS_THAT_ASK = 20;
const WARMING_LOTS = 5;
const P50_MS = 100;
const P99_MS = 500;
const ASKED_MS = 4_000;
const POLL_MS = 3_000;

/** Milliseconds from the planned arrival of a notice until the payment is in a document. */
type Shown = { readonly till: number; readonly display: number };
type Sides = { readonly till: Summary; readonly display: Summary };

async function playLot(shop: BenchShop, { till, display }: Counter): Promise<Shown> {
  const sales = await shop.sell(LOT);
  await till.shows("waiting");
  await display.shows("waiting");
  const orderId = await till.orderId();
  await display.page.evaluate(() => Reflect.deleteProperty(Reflect.get(window, "shownLooks"), "paid"));
  const delivered = await deliver(shop.notifyUrl, sales, PER_SECOND);
  const own = delivered.find((one) => one.orderId === orderId);
  if (own === undefined || orderId === null) throw new Error("the till shows a sale of another lot");
  const planned = performance.timeOrigin + own.planned;
  const shown = {
    till: (await till.showed(orderId, "paid")).at - planned,
    display: (await display.showedAt("paid")) - planned,
  };
  await till.page.keyboard.press("Enter"); // a new sale
  return shown;
}

/** `pause`: at most so long between two lots. */
async function play(
  shop: BenchShop,
  counter: Counter,
  { lots, pause = 0 }: { lots: number; pause?: number },
): Promise<Sides> {
  const all: Shown[] = [];
  for (let lot = 0; lot < lots; lot++) {
    all.push(await playLot(shop, counter));
    await wait(Math.random() * pause);
  }
  return { till: summarize(all.map(({ till }) => till)), display: summarize(all.map(({ display }) => display)) };
}

const resultsOf = (streamed: Sides, asked: Sides): Result[] =>
  (["till", "display"] as const).flatMap((side) => [
    time(`notification to paid on the ${side}, p50`, streamed[side].p50, P50_MS),
    time(`notification to paid on the ${side}, p99`, streamed[side].p99, P99_MS),
    time(`notification to paid on the ${side}, max`, streamed[side].max),
    time(`notification to paid on the ${side} without its stream, max`, asked[side].max, ASKED_MS),
  ]);

async function measure(app: App, rounds: number): Promise<Result[]> {
  const shop = await openBenchShop(app);
  const screens = await openScreens(app.baseURL, shop);
  const counter = await openCounter(app, shop.registerIds[0] ?? "");
  try {
    await play(shop, counter, { lots: WARMING_LOTS });
    const streamed = await play(shop, counter, { lots: rounds * LOTS_A_ROUND });
    await refuseStreams(counter);
    // Lots and questions must not fall into step.
    return resultsOf(streamed, await play(shop, counter, { lots: LOTS_THAT_ASK, pause: POLL_MS }));
  } finally {
    await counter.close();
    screens.close();
    await shop.close();
  }
}

async function run(rounds: number): Promise<Result[]> {
  const app = await startApp();
  return measure(app, rounds).finally(app.stop);
}

export const counter: Part = { name: "counter", run };
