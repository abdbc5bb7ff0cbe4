// How long notifications wait for their answer at a fixed rate, with nothing else and under ten times as many forged ones.
import { startApp } from "../../e2e/fixtures/app.ts";
import { startChild } from "../child.ts";
import { deliver } from "../measure/arrivals.ts";
import { medianOf, type Summary, summarize } from "../measure/statistics.ts";
import { type Part, type Result, time } from "../part.ts";
import { type BenchShop, openBenchShop } from "../shop/bench-shop.ts";
import type { FloodOrder, FloodReport } from "./flood.ts";

export const NOTICES_A_SECOND = 100;
const NOTICES = 1000;
const FORGED_PER_SECOND = 1000;
export const ANSWER_MS = 50;
const TIMES_UNDER_ATTACK = 5;

/** From the planned arrival of each notice to its answer. */
export async function playNotices(shop: BenchShop): Promise<Summary> {
  const delivered = await deliver(shop.notifyUrl, await shop.copies(NOTICES), NOTICES_A_SECOND);
  const wrong = delivered.find(({ answer }) => answer !== "success");
  if (wrong) throw new Error(`a notice was answered ${wrong.answer}`);
  return summarize(delivered.map(({ planned, answered }) => answered - planned));
}

async function playUnderAttack(shop: BenchShop): Promise<Summary> {
  const [genuine] = await shop.copies(1);
  const forged = Buffer.from(genuine?.notice ?? [])
    .toString()
    .replace("total_amount=88.88", "total_amount=98.88");
  const order: FloodOrder = { url: shop.notifyUrl, forged, perSecond: FORGED_PER_SECOND };
  const flood = await startChild(new URL("./flood.ts", import.meta.url), order);
  const answered = await playNotices(shop);
  const { perSecond, taken } = (await flood.ask("stop")) as FloodReport;
  await flood.end();
  if (taken > 0) throw new Error(`${taken} forged notices were taken`);
  if (perSecond < FORGED_PER_SECOND * 0.95) throw new Error(`the flood sent only ${Math.round(perSecond)} a second`);
  return answered;
}

async function run(rounds: number): Promise<Result[]> {
  const app = await startApp();
  const shop = await openBenchShop(app);
  try {
    await playNotices(shop);
    const [healthy, attacked]: [Summary[], Summary[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      healthy.push(await playNotices(shop));
      attacked.push(await playUnderAttack(shop));
    }
    const { p50, p99 } = medianOf(healthy);
    const worst = time("the same p99 under 1,000 forged ones a second", medianOf(attacked).p99);
    const ratio = Math.round((worst.ours / p99) * 100) / 100;
    return [
      time("notification answered at 100 a second, p50", p50),
      time("notification answered at 100 a second, p99", p99, ANSWER_MS),
      {
        ...worst,
        ...{ peer: time("", p99).ours, ratio, goal: TIMES_UNDER_ATTACK, holds: ratio <= TIMES_UNDER_ATTACK },
      },
    ];
  } finally {
    await shop.close();
    await app.stop();
  }
}

export const rate: Part = { name: "rate", run };
