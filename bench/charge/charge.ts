// How long a press on Charge waits, over the real server action, without the time that the gateway itself took.

import { type App, startApp } from "../../e2e/fixtures/app.ts";
import { openShopDatabase, type ShopDatabase } from "../../e2e/fixtures/shop-database.ts";
import { createTeller, type Teller } from "../../e2e/fixtures/teller.ts";
import { freePort } from "../../server/launcher/network.mjs";
import { type Child, startChild } from "../child.ts";
import { until } from "../measure/arrivals.ts";
import { medianOf, type Summary, summarize } from "../measure/statistics.ts";
import { type Part, time } from "../part.ts";
import { shopSettings } from "../shop/bench-shop.ts";
import { SCREENS } from "../shop/store-file.ts";
import { signIn } from "../visitor.ts";
import type { GatewayOrder, GatewayReport } from "./gateway.ts";

export const CHARGES_A_SECOND = 20;
const CHARGES = 200;
const GATEWAY_MS = 50;
const P50_MS = 10;
export const CHARGE_P99_MS = 60;

/** At a fixed rate, whether or not earlier presses were answered; each counts from its planned moment. */
async function press(tellers: readonly Teller[]): Promise<Map<string, number>> {
  const begin = performance.now() + 50;
  const times = new Map<string, number>();
  const charge = async (at: number) => {
    const planned = begin + (at * 1000) / CHARGES_A_SECOND;
    await until(planned);
    const sale = { amount: "88.88", currency: "CNY", clientKey: crypto.randomUUID() };
    const result = await tellers[at % tellers.length]?.charge(sale);
    const ms = performance.now() - planned;
    if (result?.kind !== "created") throw new Error(`a charge was ${result?.kind}`);
    times.set(result.order.id, ms);
  };
  await Promise.all(Array.from({ length: CHARGES }, (_, at) => charge(at)));
  return times;
}

async function play(tellers: readonly Teller[], database: ShopDatabase, gateway: Child): Promise<Summary> {
  const times = await press(tellers);
  const numbers = await database.rows<{ orderId: string; number: string }>(
    `select order_id as "orderId", merchant_number as "number" from payment_attempt where order_id = any($1::uuid[])`,
    [[...times.keys()]],
  );
  // Nobody pays them: without this the worker would ask about them all through the next round.
  await database.rows(
    "update payment_attempt set next_check_at = now() + interval '1 day' where order_id = any($1::uuid[])",
    [[...times.keys()]],
  );
  const took = (await gateway.ask("report")) as GatewayReport;
  const ours = numbers.map(({ orderId, number }) => {
    const [all, theirs] = [times.get(orderId), took[number]];
    if (all === undefined || theirs === undefined)
      throw new Error(`the gateway was not asked for the code of ${orderId}`);
    return all - theirs;
  });
  return summarize(ours);
}

/** Medians of the rounds, at a gateway on a port that the app was started to allow. */
export async function playCharges(app: App, rounds: number, port: number): Promise<Summary> {
  const order: GatewayOrder = { port, codeMs: GATEWAY_MS };
  const settings = { ...shopSettings(app), GATEWAY_ALLOW: `http://127.0.0.1:${order.port}` };
  const gateway = await startChild(new URL("./gateway.ts", import.meta.url), order, settings);
  const database = openShopDatabase(app.databaseUrl);
  const cookie = await signIn(app.baseURL, SCREENS);
  const tellers = (gateway.greeting as string[]).map((registerId) => createTeller(app, cookie, registerId));
  await play(tellers, database, gateway);
  const played: Summary[] = [];
  for (let round = 0; round < rounds; round++) played.push(await play(tellers, database, gateway));
  await database.close();
  await gateway.end();
  return medianOf(played);
}

async function measure(app: App, rounds: number, port: number) {
  const { p50, p99 } = await playCharges(app, rounds, port);
  return [
    time(`charge without the gateway's time, ${CHARGES_A_SECOND} a second, p50`, p50, P50_MS),
    time(`charge without the gateway's time, ${CHARGES_A_SECOND} a second, p99`, p99, CHARGE_P99_MS),
  ];
}

async function run(rounds: number) {
  const port = await freePort();
  const app = await startApp({ GATEWAY_ALLOW: `http://127.0.0.1:${port}` });
  return measure(app, rounds, port).finally(app.stop);
}

export const charge: Part = { name: "charge", run };
