import { type Agent, request } from "node:http";
import { setImmediate as endOfTurn, setTimeout as wait } from "node:timers/promises";
import type { Sale } from "../shop/bench-shop.ts";

/** Instants in milliseconds of this process's own clock. */
export type Delivery = {
  readonly orderId: string;
  readonly planned: number;
  readonly sent: number;
  readonly answered: number;
  readonly answer: string;
};

/**
 * Delivers one notice after the other at a fixed rate, whether or not earlier ones were answered: a server that stalls
 * delays the answers of all that arrive meanwhile, and each of them counts from its planned start.
 */
export async function deliver(url: string, sales: readonly Sale[], perSecond: number): Promise<Delivery[]> {
  const begin = performance.now() + 50;
  const send = async ({ orderId, notice }: Sale, at: number): Promise<Delivery> => {
    const planned = begin + (at * 1000) / perSecond;
    await wait(Math.ceil(planned - performance.now())); // a timer may fire up to 1 ms early, and cuts fractions
    const sent = performance.now();
    const answer = await post(url, notice);
    return { orderId, planned, sent, answered: performance.now(), answer };
  };
  return Promise.all(sales.map(send));
}

/** Resolves at an instant of this process's clock; a timer alone may be a millisecond late, which counts where few are measured. */
export async function until(instant: number): Promise<void> {
  await wait(Math.max(0, instant - performance.now() - 2));
  while (performance.now() < instant) await endOfTurn();
}

/** Without an agent each on a connection of its own, as a gateway that serves many shops does. */
export function post(url: string, body: Uint8Array, agent: Agent | false = false): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const headers = {
    "content-type": "application/x-www-form-urlencoded; charset=utf-8",
    "content-length": body.length,
  };
  const sending = request(url, { method: "POST", agent, headers }, (answer) => {
    let text = "";
    answer.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
    answer.on("error", reject).on("end", () => resolve(answer.statusCode === 200 ? text : `${answer.statusCode}`));
  });
  sending.on("error", reject).end(body);
  return promise;
}
