import { setTimeout as pause } from "node:timers/promises";
import { errorFields, log } from "#lib/log.ts";
import { keepPace } from "#lib/orders/checks/keep-pace.ts";
import { accountsAt, resumeUndecided, runDue } from "#lib/orders/checks/run-due.ts";
import { closeShop, openWorkerShop } from "#lib/process.ts";

/** How often due work is looked for, and how much of it runs at once. */
const TICK_MS = 500;
const AT_ONCE = 48;

/** The guarantee: whatever else fails, every payment is asked about until it has ended. */
const shop = openWorkerShop();
const pace = keepPace();
const running = new Set<Promise<void>>();
const stopping = new AbortController();
process.once("SIGTERM", () => stopping.abort());
process.once("SIGINT", () => stopping.abort());
// The last line: no single payment ends the work on all others (F12).
process.on("unhandledRejection", (error) => log("error", "unhandled_rejection", errorFields(error)));

let resumed = false;
/** Gateways that answer again, whose payments are not yet made due. */
const back = new Set<string>();
shop.sender.onTurn(({ origin, to }) => {
  if (to === "closed") back.add(origin);
});

async function tick(): Promise<void> {
  if (!resumed) {
    log("info", "worker_started", { undecided: await resumeUndecided(shop, null) });
    resumed = true;
    process.send?.({ ready: true });
  }
  for (const origin of back) {
    log("info", "gateway_back", { origin, undecided: await resumeUndecided(shop, accountsAt(shop, origin)) });
    back.delete(origin);
  }
  for (const work of await runDue(shop, pace, AT_ONCE - running.size)) {
    running.add(work);
    void work.finally(() => running.delete(work));
  }
}

while (!stopping.signal.aborted) {
  // The database may be away; the work waits for it in its tables.
  await tick().catch((error: unknown) => log("error", "tick_failed", errorFields(error)));
  await pause(TICK_MS, undefined, { signal: stopping.signal }).catch(() => {});
}
await Promise.all(running);
await closeShop(shop);
