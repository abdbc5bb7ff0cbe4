import { readWork } from "#lib/health/read-work.ts";
import type { Shop } from "#lib/process.ts";
import { orLate } from "./machine/deadline.ts";
import type { Metrics } from "./metrics.ts";
import type { FrontPorts } from "./ports.ts";

type Work = NonNullable<Awaited<ReturnType<typeof readWork>>>;

/** How long the database may take to answer before the front calls itself not ready. */
const READY_MS = 2_000;
/** A worker asks for work twice a second. */
const LIVELY_SECONDS = 10;

/**
 * What operators are told of the shop. A missing worker is told too, but makes no front unready: sales and notices go on without
 * one, and a load balancer that took the fronts away would end those as well.
 */
export function createHealth(shop: Shop, metrics: Metrics): FrontPorts["ready"] {
  const look = (): Promise<Work | "down" | "slow"> => {
    const answered = readWork(shop).then(
      (work) => work ?? "down",
      () => "down" as const,
    );
    return orLate(answered, READY_MS, "slow");
  };

  let seen: Work | null = null;
  metrics.before(async () => {
    const work = await look();
    seen = typeof work === "string" ? null : work;
  });
  const ofWork = (name: string, help: string, read: (work: Work) => number) =>
    metrics.gauge(name, help, () => (seen === null ? [] : [{ value: read(seen) }]));
  ofWork("scantill_workers", "Workers that asked for work within the last 10 seconds.", ({ workers }) => {
    return workers.filter(({ lastSeenSeconds }) => lastSeenSeconds !== null && lastSeenSeconds < LIVELY_SECONDS).length;
  });
  ofWork("scantill_payments_due", "Payments that wait for a worker.", ({ due }) => due);
  ofWork("scantill_payments_due_seconds", "How long the longest of them waits.", (work) => work.longestDueSeconds);
  ofWork("scantill_payments_undecided", "Payments whose end is not known.", ({ undecided }) => undecided);
  metrics.gauge("scantill_gateway_away", "1 while calls of this process to a gateway are held back.", () =>
    shop.sender.hosts().map(({ origin, kind }) => ({ labels: { origin }, value: kind === "closed" ? 0 : 1 })),
  );

  return async () => {
    const work = await look();
    const { totalCount, idleCount, waitingCount } = shop.pool;
    const connections = { totalCount, idleCount, waitingCount };
    return typeof work === "string"
      ? { ok: false, details: { database: work, connections } }
      : { ok: true, details: { database: "up", connections, ...work, gateways: shop.sender.hosts() } };
  };
}
