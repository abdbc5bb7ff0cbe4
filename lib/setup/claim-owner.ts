import type { Doer } from "#lib/actor.ts";
import { doerValues } from "#lib/audit/sql/insert-entry.ts";
import type { Staff } from "#lib/auth/find-staff.ts";
import { BUSY } from "#lib/auth/hash-gate.ts";
import { hashPassword, verifyPassword } from "#lib/auth/password.ts";
import { passwordProblem } from "#lib/auth/passwords/password-rules.ts";
import { run } from "#lib/db/statement.ts";
import { log } from "#lib/log.ts";
import type { Shop } from "#lib/process.ts";
import type { ClaimInput, ClaimResult } from "./commands.ts";
import { readIssued, readLogin, writeClaim } from "./sql/claim-owner.ts";

/**
 * The owner of a new installation takes the account over that the first start made: with a name, a user name and a password of
 * the own choice. Whoever else has read the printed password is out then.
 */
export async function claimOwner(
  shop: Shop,
  { staff, doer }: { staff: Staff; doer: Doer },
  { name, login, password }: ClaimInput,
): Promise<ClaimResult> {
  const { id } = staff.user;
  const [issued] = staff.tillId === null ? await run(shop.pool, readIssued, [id]) : [];
  if (!issued) return { kind: "not_found" };
  const problem = passwordProblem(password);
  if (problem !== null) return { kind: "password_refused", problem };
  const hashed = await shop.hashing.inside(async () =>
    (await verifyPassword(password, issued.passwordHash)) ? null : hashPassword(password),
  );
  if (hashed === BUSY) return { kind: "crowded" };
  if (hashed === null) return { kind: "password_refused", problem: "same" };
  const values = [id, hashed, issued.passwordHash, staff.session.id, name, login.toLowerCase()];
  const written = await run(shop.pool, writeClaim, [...values, ...doerValues(doer)]);
  if (written.length === 0) {
    const [other] = await run(shop.pool, readLogin, [login.toLowerCase(), id]);
    return { kind: other ? "taken" : "not_found" };
  }
  log("info", "owner_claimed", { user: id });
  return { kind: "claimed" };
}
