import { insertRefusal } from "#lib/audit/sql/insert-entry.ts";
import { run } from "#lib/db/statement.ts";
import { log } from "#lib/log.ts";
import type { Shop } from "#lib/process.ts";
import { unsealText } from "#lib/stores/seal-text.ts";
import type { SignedInUser } from "../sign-in.ts";
import { takePeriod, takeRecoveryCode } from "../sql/second-step.ts";
import { countTry, forgetTries, readLock } from "../sql/sign-in.ts";
import { readStep, type StepRow, takeStep } from "../sql/sign-in-step.ts";
import { stepHash } from "./begin-step.ts";
import { recoveryHash } from "./recovery-codes.ts";
import { findPeriod } from "./totp.ts";

export type CodeResult =
  | { kind: "right"; user: SignedInUser }
  | { kind: "wrong" }
  | { kind: "locked"; seconds: number }
  /** The password is too long ago, or was changed since: it is asked for again. */
  | { kind: "over" };

/** Where the secret of an app belongs: it opens nowhere else. */
export const appPlace = (userId: string): string => `second_step/${userId}/sealed`;

/** Tries are counted for the person: only who knows the password gets as far as this, from however many addresses. */
export const codeTries = (userId: string): string => `code ${userId}`;

/** The second step of a sign-in: a code of the app, or one of the recovery codes. Each is good once. */
export async function verifyCode(
  shop: Shop,
  { step, code, address }: { step: string; code: string; address: string | null },
): Promise<CodeResult> {
  const hash = stepHash(step);
  const [begun] = await run(shop.pool, readStep, [hash]);
  if (!begun) return { kind: "over" };
  const key = codeTries(begun.id);
  const [counted] = await run(shop.pool, countTry, [key]);
  if (!counted) {
    const [lock] = await run(shop.pool, readLock, [key]);
    return { kind: "locked", seconds: lock?.seconds ?? 30 };
  }
  const right = (await takeAppCode(shop, begun, code)) || (await takeSpare(shop, begun, { code, address }));
  log("info", right ? "code_right" : "code_refused", { user: begun.id, address });
  if (!right) {
    const facts = JSON.stringify({ failures: counted.failures });
    await run(shop.pool, insertRefusal, ["sign_in_refused", null, null, address, null, null, begun.id, facts]);
    return { kind: "wrong" };
  }
  await run(shop.pool, forgetTries, [key]);
  const [own] = await run(shop.pool, takeStep, [hash]);
  if (!own) return { kind: "over" };
  return { kind: "right", user: { id: begun.id, name: begun.name, sessionVersion: begun.sessionVersion } };
}

async function takeAppCode(shop: Shop, { id, sealed, lastPeriod }: StepRow, code: string): Promise<boolean> {
  const opened = unsealText(sealed, appPlace(id));
  if (!opened.ok) {
    log("error", "second_step_unreadable", { user: id, problem: opened.problem });
    return false;
  }
  const period = findPeriod(opened.text, code, { at: new Date(), after: lastPeriod });
  // Of two browsers with the same code the statement lets one in.
  return period !== null && (await run(shop.pool, takePeriod, [id, period])).length > 0;
}

async function takeSpare(
  shop: Shop,
  { id }: StepRow,
  { code, address }: { code: string; address: string | null },
): Promise<boolean> {
  const hash = recoveryHash(id, code);
  return hash !== null && (await run(shop.pool, takeRecoveryCode, [id, hash, id, null, address])).length > 0;
}
