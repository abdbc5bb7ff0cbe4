import { randomInt } from "node:crypto";
import { run } from "#lib/db/statement.ts";
import { errorFields, log } from "#lib/log.ts";
import type { Shop } from "#lib/process.ts";
import { claimDue, claimOne, makeUndecidedDue } from "../sql/claim-due.ts";
import { readPaymentById } from "../sql/read-payment.ts";
import { CLAIM_MS } from "../states/schedule.ts";
import { askGateway } from "./ask-gateway.ts";
import type { Pace } from "./keep-pace.ts";
import { type Cost, runChecks } from "./run-checks.ts";

/** Claims up to `limit` due attempts, as many of each account as its pace allows, and works them. One promise each; they never reject. */
export async function runDue(shop: Shop, pace: Pace, limit: number): Promise<Promise<void>[]> {
  const smaller = pace.smallerShares();
  const claimed = await run(shop.pool, claimDue, [
    limit,
    CLAIM_MS,
    pace.usualShare,
    smaller.map(({ accountId }) => accountId),
    smaller.map(({ most }) => most),
    // A random start: an account that is limited to one call a time must not always serve the same turn.
    randomInt(4),
  ]);
  return claimed.map(async ({ id, accountId }) => {
    pace.begin(accountId);
    pace.end(accountId, await work(shop, id));
  });
}

/** Asks about one attempt now, whatever its schedule says, and works on what that brings. Never rejects. */
export async function askAndWork(shop: Shop, attemptId: string): Promise<void> {
  try {
    const [payment] = await run(shop.pool, readPaymentById, [attemptId]);
    if (payment) await askGateway(shop, payment, "system");
  } catch (error) {
    logFailure(attemptId, error);
  }
  await runIfDue(shop, attemptId);
}

/** Works one attempt at once if it is due and nobody else has it. Never rejects. */
export async function runIfDue(shop: Shop, attemptId: string): Promise<void> {
  try {
    const claimed = await run(shop.pool, claimOne, [attemptId, CLAIM_MS]);
    if (claimed.length > 0) await work(shop, attemptId);
  } catch (error) {
    logFailure(attemptId, error);
  }
}

/** After an outage all that is undecided is due: of all accounts, or of those whose gateway is back. */
export async function resumeUndecided(shop: Shop, accountIds: readonly string[] | null): Promise<number> {
  return (await run(shop.pool, makeUndecidedDue, [accountIds, CLAIM_MS])).length;
}

/** The accounts whose payments this process has worked at a gateway of this origin. */
export const accountsAt = ({ gateways }: Pick<Shop, "gateways">, origin: string): string[] => [
  ...new Set(
    [...gateways].flatMap(([name, { origins }]) => (origins.includes(origin) ? (name.split("/")[0] ?? []) : [])),
  ),
];

/** A check that failed stays claimed for a while and is then due again: nothing is lost. */
async function work(shop: Shop, attemptId: string): Promise<Cost> {
  try {
    return await runChecks(shop, attemptId);
  } catch (error) {
    logFailure(attemptId, error);
    return { calls: 1, limited: false };
  }
}

const logFailure = (attemptId: string, error: unknown): void =>
  log("error", "check_failed", { attempt: attemptId, ...errorFields(error) });
