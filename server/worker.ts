import { setTimeout as pause } from "node:timers/promises";
import { errorFields, log } from "#lib/log.ts";
import { resumeUndecided, runDue } from "#lib/orders/checks/run-due.ts";
import { closeShop, processShop } from "#lib/process.ts";

/** How often due work is looked for, and how much of it runs at once. */
const TICK_MS = 500;
const AT_ONCE = 16;

/** The guarantee: whatever else fails, every payment is asked about until it has ended. */
const shop = processShop();
const running = new Set<Promise<void>>();
const stopping = new AbortController();
process.once("SIGTERM", () => stopping.abort());
process.once("SIGINT", () => stopping.abort());

let resumed = false;
async function tick(): Promise<void> {
  if (!resumed) {
    log("info", "worker_started", { undecided: await resumeUndecided(shop) });
    resumed = true;
    process.send?.({ ready: true });
  }
  for (const work of await runDue(shop, AT_ONCE - running.size)) {
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
