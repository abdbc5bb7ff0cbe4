import type { Doer } from "#lib/actor.ts";
import { doerValues } from "#lib/audit/sql/insert-entry.ts";
import { run } from "#lib/db/statement.ts";
import { log } from "#lib/log.ts";
import type { Shop } from "#lib/process.ts";
import { unsealText } from "#lib/stores/seal-text.ts";
import type { Staff } from "../find-staff.ts";
import { confirmApp, readApp } from "../sql/second-step.ts";
import { countTry, forgetTries, readLock } from "../sql/sign-in.ts";
import { makeRecoveryCodes, recoveryHash } from "./recovery-codes.ts";
import { findPeriod } from "./totp.ts";
import { appPlace, codeTries } from "./verify-code.ts";

export type ConfirmSecondStepResult =
  /** From now on each sign-in by password asks for a code. The recovery codes are told this once. */
  | { kind: "confirmed"; codes: string[] }
  | { kind: "wrong" }
  | { kind: "locked"; seconds: number }
  | { kind: "not_found" };

/** A first code shows that the app has the secret. This session is worth as much as one with a second step from then on. */
export async function confirmSecondStep(
  shop: Shop,
  { staff, doer }: { staff: Staff; doer: Doer },
  code: string,
): Promise<ConfirmSecondStepResult> {
  const { id } = staff.user;
  const [app] = staff.tillId === null ? await run(shop.pool, readApp, [id]) : [];
  if (!app || app.confirmed) return { kind: "not_found" };
  const key = codeTries(id);
  const counted = await run(shop.pool, countTry, [key]);
  if (counted.length === 0) {
    const [lock] = await run(shop.pool, readLock, [key]);
    return { kind: "locked", seconds: lock?.seconds ?? 30 };
  }
  const opened = unsealText(app.sealed, appPlace(id));
  const period = opened.ok ? findPeriod(opened.text, code, { at: new Date(), after: 0 }) : null;
  if (period === null) return { kind: "wrong" };
  const codes = makeRecoveryCodes();
  const hashes = codes.map((each) => recoveryHash(id, each));
  const values = [id, app.sealed, period, hashes, staff.session.id, ...doerValues(doer)];
  const confirmed = await run(shop.pool, confirmApp, values);
  if (confirmed.length === 0) return { kind: "not_found" };
  await run(shop.pool, forgetTries, [key]);
  log("info", "second_step_set", { user: id });
  return { kind: "confirmed", codes };
}
