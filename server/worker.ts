import { setTimeout as pause } from "node:timers/promises";
import { forgetOldCalls } from "#lib/health/record-calls.ts";
import { errorFields, log } from "#lib/log.ts";
import { keepPace } from "#lib/orders/calls/keep-pace.ts";
import { accountsAt, resumeUndecided, runDue } from "#lib/orders/calls/run-due.ts";
import { closeShop, openWorkerShop } from "#lib/process.ts";
import { resumeRefunds, runDueRefunds } from "#lib/refunds/run-refunds.ts";

/** How often due work is looked for, and how much of it runs at once. */
const TICK_MS = 500;
const AT_ONCE = 48;
/** Refunds are few, and must neither wait for payments nor hold them up. */
const REFUNDS_AT_ONCE = 8;

/** How often old measurements are thrown away. */
const FORGET_MS = 60_000;

/** The guarantee: whatever else fails, every payment is asked about until it has ended. */
const shop = openWorkerShop();
const pace = keepPace();
const payments = new Set<Promise<void>>();
const refunds = new Set<Promise<void>>();
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
    const [undecided, unclear] = [await resumeUndecided(shop, null), await resumeRefunds(shop, null)];
    log("info", "worker_started", { undecided, refunds: unclear });
    resumed = true;
    process.send?.({ ready: true });
  }
  for (const origin of back) {
    const accountIds = accountsAt(shop, origin);
    const [undecided, unclear] = [await resumeUndecided(shop, accountIds), await resumeRefunds(shop, accountIds)];
    log("info", "gateway_back", { origin, undecided, refunds: unclear });
    back.delete(origin);
  }
  await forget();
  keep(payments, await runDue(shop, pace, AT_ONCE - payments.size));
  keep(refunds, await runDueRefunds(shop, REFUNDS_AT_ONCE - refunds.size));
}

let forgotten = Number.NEGATIVE_INFINITY;
async function forget(): Promise<void> {
  if (performance.now() - forgotten < FORGET_MS) return;
  forgotten = performance.now();
  await forgetOldCalls(shop.pool);
}

function keep(running: Set<Promise<void>>, works: Promise<void>[]): void {
  for (const work of works) {
    running.add(work);
    void work.finally(() => running.delete(work));
  }
}

while (!stopping.signal.aborted) {
  // The database may be away; the work waits for it in its tables.
  await tick().catch((error: unknown) => log("error", "tick_failed", errorFields(error)));
  await pause(TICK_MS, undefined, { signal: stopping.signal }).catch(() => {});
}
await Promise.all([...payments, ...refunds]);
await closeShop(shop);
