import type { Doer } from "#lib/actor.ts";
import { doerValues } from "#lib/audit/sql/insert-entry.ts";
import type { Staff } from "#lib/auth/find-staff.ts";
import { BUSY } from "#lib/auth/hash-gate.ts";
import { hashPassword, verifyPassword } from "#lib/auth/password.ts";
import { type PasswordProblem, passwordProblem } from "#lib/auth/passwords/password-rules.ts";
import { readPassword, writePassword } from "#lib/auth/sql/set-password.ts";
import { countTry, forgetTries, readLock, undoTry } from "#lib/auth/sql/sign-in.ts";
import { run } from "#lib/db/statement.ts";
import { log } from "#lib/log.ts";
import type { Shop } from "#lib/process.ts";

export type SetPasswordInput = { password: string; next: string };

export type SetPasswordResult =
  | { kind: "set" }
  /** The present password was not right. */
  | { kind: "wrong" }
  | { kind: "locked"; seconds: number }
  | { kind: "busy" }
  | { kind: "refused"; problem: PasswordProblem | "same" }
  | { kind: "not_found" };

/** Gives somebody a new password by the present one. All other sessions of this person end at once (S8). */
export async function setPassword(
  shop: Shop,
  { staff, doer }: { staff: Staff; doer: Doer },
  { password, next }: SetPasswordInput,
): Promise<SetPasswordResult> {
  const { id } = staff.user;
  const [user] = staff.tillId === null ? await run(shop.pool, readPassword, [id]) : [];
  if (!user) return { kind: "not_found" };
  const problem = password === next ? "same" : passwordProblem(next);
  if (problem !== null) return { kind: "refused", problem };
  const key = `set password ${id}`;
  const counted = await run(shop.pool, countTry, [key]);
  if (counted.length === 0) {
    const [lock] = await run(shop.pool, readLock, [key]);
    return { kind: "locked", seconds: lock?.seconds ?? 30 };
  }
  const hashed = await shop.hashing.inside(async () =>
    (await verifyPassword(password, user.passwordHash)) ? hashPassword(next) : null,
  );
  if (hashed === BUSY) {
    await run(shop.pool, undoTry, [key]);
    return { kind: BUSY };
  }
  if (hashed === null) return { kind: "wrong" };
  await run(shop.pool, forgetTries, [key]);
  const values = [id, hashed, user.passwordHash, staff.session.id, ...doerValues(doer)];
  const written = await run(shop.pool, writePassword, values);
  if (written.length === 0) return { kind: "wrong" };
  log("info", "password_set", { user: id });
  return { kind: "set" };
}
