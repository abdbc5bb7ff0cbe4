import type { Doer } from "#lib/actor.ts";
import { doerValues } from "#lib/audit/sql/insert-entry.ts";
import { tokenHash } from "#lib/auth/find-device.ts";
import { BUSY } from "#lib/auth/hash-gate.ts";
import { hashPassword } from "#lib/auth/password.ts";
import { passwordProblem } from "#lib/auth/passwords/password-rules.ts";
import { countTry, readLock } from "#lib/auth/sql/sign-in.ts";
import { run } from "#lib/db/statement.ts";
import type { RunInside } from "#lib/db/transaction.ts";
import { log } from "#lib/log.ts";
import { networkOf } from "#lib/network.ts";
import type { Shop } from "#lib/process.ts";
import { uuid7 } from "#lib/uuid.ts";
import { changeStaff } from "../change-staff.ts";
import type { JoinAsUserResult, JoinInput, JoinResult, LinkRefusal } from "../commands.ts";
import { insertMember, insertUser, type LinkRow, lockLink, markJoined } from "../sql/write-invitation.ts";
import { findLink, refusalOf } from "./find-link.ts";

/**
 * Somebody new takes an invitation: with a name, a user name and a password of the own choice (T13). Each try counts for the
 * link, so that nobody finds out by it who has which user name.
 */
export async function join(
  shop: Shop,
  address: string | null,
  { token, name, login, password }: JoinInput,
): Promise<JoinResult> {
  const link = await findLink(shop, token);
  const refusal = invitationRefusal(link);
  if (link === null || refusal !== null) return { kind: refusal ?? "not_found" };
  const problem = passwordProblem(password);
  if (problem !== null) return { kind: "password_refused", problem };
  const key = `join ${link.id}`;
  if ((await run(shop.pool, countTry, [key])).length === 0) {
    const [lock] = await run(shop.pool, readLock, [key]);
    return { kind: "locked", seconds: lock?.seconds ?? 30 };
  }
  const passwordHash = await shop.hashing.atDoor(() => hashPassword(password), networkOf(address ?? ""));
  if (passwordHash === BUSY) return { kind: BUSY };
  const userId = uuid7();
  return changeStaff(shop, [link.storeId], async (run): Promise<JoinResult> => {
    const refusal = await lock(run, token);
    if (refusal !== null) return { kind: refusal };
    const [made] = await run(insertUser, [userId, login.toLowerCase(), name, passwordHash]);
    if (!made) return { kind: "taken" };
    await enter(run, link, { userId, deviceId: null, address, strong: false, byPin: false });
    return { kind: "joined" };
  });
}

/** Somebody who is signed in takes an invitation for the own account. */
export async function joinAsUser(shop: Shop, doer: Doer, token: string): Promise<JoinAsUserResult> {
  const link = await findLink(shop, token);
  const refusal = invitationRefusal(link);
  if (link === null || refusal !== null) return { kind: refusal ?? "not_found" };
  return changeStaff(shop, [link.storeId], async (run): Promise<JoinAsUserResult> => {
    const refusal = await lock(run, token);
    if (refusal !== null) return { kind: refusal };
    return { kind: (await enter(run, link, doer)) ? "joined" : "member" };
  });
}

/** False for a member of the store: such a link stays good for somebody else. */
async function enter(run: RunInside, { id, storeId, role }: LinkRow, doer: Doer): Promise<boolean> {
  const [member] = await run(insertMember, [doer.userId, storeId, role]);
  if (!member) return false;
  await run(markJoined, [id, ...doerValues(doer)]);
  log("info", "person_joined", { user: doer.userId, store: storeId });
  return true;
}

/** Of many who use a link at once one does. */
async function lock(run: RunInside, token: string): Promise<LinkRefusal | null> {
  const [link] = await run(lockLink, [tokenHash(token)]);
  return invitationRefusal(link ?? null);
}

/** A link to a new password invites nobody. */
const invitationRefusal = (link: LinkRow | null): LinkRefusal | null =>
  link === null || link.role === null ? "not_found" : refusalOf(link);
