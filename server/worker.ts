import { setTimeout as pause } from "node:timers/promises";
import { createSealer } from "#lib/audit/seal-entries.ts";
import { forgetOldData } from "#lib/buyers/forget-old-data.ts";
import { env } from "#lib/env.ts";
import { createDoubleWatch } from "#lib/exceptions/record-doubles.ts";
import { forgetOldCalls } from "#lib/health/record-calls.ts";
import { errorFields, log } from "#lib/log.ts";
import { keepPace } from "#lib/orders/calls/keep-pace.ts";
import { accountsAt, resumeUndecided, runDue } from "#lib/orders/calls/run-due.ts";
import { closeShop, openWorkerShop } from "#lib/process.ts";
import { resumeRefunds, runDueRefunds } from "#lib/refunds/run-refunds.ts";
import { sumMoney } from "#lib/reports/sum-money.ts";

/** How often due work is looked for, and how much of it runs at once. */
const TICK_MS = 500;
const AT_ONCE = 48;
/** Refunds are few, and must neither wait for payments nor hold them up. */
const REFUNDS_AT_ONCE = 8;

/** How often the audit is sealed. */
const SEAL_MS = 1000;

/** How often new payments are compared with earlier ones; sooner again while some from before the start are left. */
const COMPARE_MS = 2000;
const COMPARE_MORE_MS = 50;

/** How often what was kept long enough is looked for; sooner again while there is more of it. */
const FORGET_MS = 60_000;
const FORGET_MORE_MS = 200;

/** How often what moved is added to the sums of the reports; at once again while there is more of it. */
const SUM_MS = 1000;

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
  keep(payments, await runDue(shop, pace, AT_ONCE - payments.size));
  keep(refunds, await runDueRefunds(shop, REFUNDS_AT_ONCE - refunds.size));
}

/** At its own pace: it waits for no payment, and no payment waits for it. */
async function keepSealing(): Promise<void> {
  const seal = createSealer(shop, env.dataFolder());
  while (!stopping.signal.aborted) {
    await seal().catch((error: unknown) => log("error", "audit_not_sealed", errorFields(error)));
    await pause(SEAL_MS, undefined, { signal: stopping.signal }).catch(() => {});
  }
}

/** Measurements, and what was kept of people long enough: a little at a time, beside all work on money. */
async function keepForgetting(): Promise<void> {
  while (!stopping.signal.aborted) {
    await forgetOldCalls(shop.pool);
    const isMore = await forgetOldData(shop).catch((error: unknown) => {
      log("error", "old_data_not_forgotten", errorFields(error));
      return false;
    });
    await pause(isMore ? FORGET_MORE_MS : FORGET_MS, undefined, { signal: stopping.signal }).catch(() => {});
  }
}

/** Reports are right without it: what is not summed yet they add up themselves. */
async function keepSumming(): Promise<void> {
  while (!stopping.signal.aborted) {
    const isMore = await sumMoney(shop).catch((error: unknown) => {
      log("error", "money_not_summed", errorFields(error));
      return false;
    });
    if (!isMore) await pause(SUM_MS, undefined, { signal: stopping.signal }).catch(() => {});
  }
}

/** Payments that look like doubles come into the inbox of those who settle them. */
async function keepComparing(): Promise<void> {
  const compare = createDoubleWatch(shop);
  while (!stopping.signal.aborted) {
    const isMore = await compare().catch((error: unknown) => {
      log("error", "doubles_not_noted", errorFields(error));
      return false;
    });
    await pause(isMore ? COMPARE_MORE_MS : COMPARE_MS, undefined, { signal: stopping.signal }).catch(() => {});
  }
}

function keep(running: Set<Promise<void>>, works: Promise<void>[]): void {
  for (const work of works) {
    running.add(work);
    void work.finally(() => running.delete(work));
  }
}

const beside = [keepSealing(), keepForgetting(), keepSumming(), keepComparing()];
while (!stopping.signal.aborted) {
  // The database may be away; the work waits for it in its tables.
  await tick().catch((error: unknown) => log("error", "tick_failed", errorFields(error)));
  await pause(TICK_MS, undefined, { signal: stopping.signal }).catch(() => {});
}
await Promise.all([...payments, ...refunds, ...beside]);
await closeShop(shop);
