import os from "node:os";
import { openSender } from "./alipay/send.ts";
import { type Gate, openGate } from "./auth/hash-gate.ts";
import { openPrisma, type PrismaClient } from "./db/client.ts";
import { type OrderHints, openOrderHints } from "./db/order-hints.ts";
import { openPool, openReportPool, type Pool, WORKER_NAME } from "./db/pool.ts";
import { env } from "./env.ts";
import { type CallLog, recordCalls } from "./health/record-calls.ts";
import { log } from "./log.ts";
import { type RefusalLog, recordRefusals } from "./notices/record-refusals.ts";
import type { RunningLookUp } from "./orders/calls/find-trade.ts";
import type { GatewayHealth } from "./orders/view.ts";
import { type GuardedSender, guardSender } from "./payments/breaker/guard-sender.ts";
import type { Gateway, Generation } from "./payments/gateway.ts";

/** What use cases work with. A process has one; tests open their own. */
export type Shop = {
  readonly pool: Pool;
  readonly prisma: PrismaClient;
  /** For sums and tables over many orders; opened when first asked for. */
  readonly reports: Pool;
  readonly hints: OrderHints;
  /** The connections to Alipay, with a breaker for each of its hosts. */
  readonly sender: GuardedSender;
  /**
   * Slow hashes share the thread pool with the signatures of charges, which must not wait: two at a time. One for sign-ins,
   * which any stranger can ask for, the other for who is in already: no crowd at the door keeps a till from its PIN (B40).
   */
  readonly hashing: { readonly atDoor: Gate; readonly inside: Gate };
  /** Gateways with their keys unsealed, by account and credential version. */
  readonly gateways: Map<string, Gateway>;
  /** How the gateways answer: each call of every account is noted here. */
  readonly calls: CallLog;
  /** Notices that were not believed are noted here. */
  readonly refusals: RefusalLog;
  /** How they have answered, by account and store; remembered for seconds. */
  readonly health: Map<string, { until: number; reading: Promise<GatewayHealth> }>;
  /** What somebody looks up at Alipay, by user: one at a time (lib/orders/calls/find-trade.ts). */
  readonly lookUps: Map<string, RunningLookUp>;
  /** Who downloads a table, by user: until when that is taken for true (lib/csv/take-turn.ts). */
  readonly downloads: Map<string, number>;
  /** Where notices go, by the token in their address; remembered for seconds so that a flood reads no database. */
  readonly notifyTargets: Map<string, { until: number; targets: NotifyTarget[] }>;
};

/** An account's credential version whose notices are taken. */
export type NotifyTarget = { accountId: string; generation: Generation; version: number };

/** A few seconds of work: who would wait longer is told so at once. */
const MOST_HASHES_WAITING = 60;

/** `name` is what the database calls this process. */
export function openShop(name?: string): Shop {
  const databaseUrl = env.databaseUrl();
  const pool = openPool(databaseUrl, name);
  const sender = guardSender(openSender({ mayBeInside: env.isNamedOrigin }));
  sender.onTurn(({ origin, to }) =>
    to === "open" ? log("error", "gateway_away", { origin }) : log("info", "gateway_answers", { origin, circuit: to }),
  );
  return {
    pool,
    prisma: openPrisma(pool),
    reports: openReportPool(databaseUrl),
    hints: openOrderHints(databaseUrl),
    sender,
    hashing: { atDoor: openGate(1, MOST_HASHES_WAITING), inside: openGate(1, MOST_HASHES_WAITING) },
    gateways: new Map(),
    calls: recordCalls(pool),
    refusals: recordRefusals(pool),
    health: new Map(),
    lookUps: new Map(),
    downloads: new Map(),
    notifyTargets: new Map(),
  };
}

export async function closeShop(shop: Shop): Promise<void> {
  shop.sender.close();
  await shop.calls.flush();
  await shop.refusals.flush();
  await shop.hints.close();
  await shop.prisma.$disconnect();
  for (const pool of [shop.pool, shop.reports]) if (!pool.ended) await pool.end();
}

/** The shop of a worker: the database can tell when it last said something (lib/orders/sql/read-work.ts). */
export const openWorkerShop = (): Shop => openShop(`${WORKER_NAME} ${process.pid} ${os.hostname()}`);

const SHOP = Symbol.for("scantill.shop");
const holder = globalThis as typeof globalThis & { [SHOP]?: Shop };

/** The shop of this process, opened when first asked for. */
export const processShop = (): Shop => {
  holder[SHOP] ??= openShop();
  return holder[SHOP];
};
