// Sends forged notices at a fixed rate, from a process of its own, until it is told to stop.
import { Agent } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { post } from "../measure/arrivals.ts";

export type FloodOrder = { readonly url: string; readonly forged: string; readonly perSecond: number };
/** How many were sent a second, and how many of them were taken for genuine. */
export type FloodReport = { readonly perSecond: number; readonly taken: number };

const CONNECTIONS = 50;
const TICK_MS = 5;

const { url, forged, perSecond }: FloodOrder = JSON.parse(process.argv[2] ?? "");
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
const body = Buffer.from(forged);
const begin = performance.now();
let [sent, taken, stopping] = [0, 0, false];

async function send(): Promise<void> {
  if ((await post(url, body, agent)) === "success") taken += 1;
}

process.once("message", () => {
  stopping = true;
});
process.once("disconnect", () => process.exit());
await send();
process.send?.("ready");
while (!stopping) {
  for (const due = ((performance.now() - begin) * perSecond) / 1000; sent < due; sent++) void send();
  await wait(TICK_MS);
}
const report: FloodReport = { perSecond: (sent * 1000) / (performance.now() - begin), taken };
process.send?.(report);
