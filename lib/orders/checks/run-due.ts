import { run } from "#lib/db/statement.ts";
import { errorFields, log } from "#lib/log.ts";
import type { Shop } from "#lib/process.ts";
import { claimDue, claimOne, makeUndecidedDue } from "../sql/claim-due.ts";
import { readPaymentById } from "../sql/read-payment.ts";
import { CLAIM_MS } from "../states/schedule.ts";
import { askGateway, runChecks } from "./run-checks.ts";

/** Claims up to `limit` due attempts and works them. One promise each; they never reject. */
export async function runDue(shop: Shop, limit: number): Promise<Promise<void>[]> {
  const claimed = await run(shop.pool, claimDue, [limit, CLAIM_MS]);
  return claimed.map(({ id }) => work(shop, id));
}

/** Asks about one attempt now, whatever its schedule says, and works on what that brings. Never rejects. */
export async function askAtOnce(shop: Shop, attemptId: string): Promise<void> {
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

/** After an outage of our own, all that is undecided is due. */
export async function resumeUndecided(shop: Shop): Promise<number> {
  return (await run(shop.pool, makeUndecidedDue, [])).length;
}

/** A check that failed stays claimed for a while and is then due again: nothing is lost. */
async function work(shop: Shop, attemptId: string): Promise<void> {
  try {
    await runChecks(shop, attemptId);
  } catch (error) {
    logFailure(attemptId, error);
  }
}

const logFailure = (attemptId: string, error: unknown): void =>
  log("error", "check_failed", { attempt: attemptId, ...errorFields(error) });
