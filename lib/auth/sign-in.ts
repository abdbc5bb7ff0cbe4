import { run } from "#lib/db/statement.ts";
import { log } from "#lib/log.ts";
import { networkOf } from "#lib/network.ts";
import type { Shop } from "#lib/process.ts";
import { BUSY } from "./hash-gate.ts";
import { verifyPassword } from "./password.ts";
import { forgetPinTries } from "./sql/pin.ts";
import { countTry, forgetTries, readLock, readUserByLogin, undoTry } from "./sql/sign-in.ts";

export type SignInResult =
  | { kind: "signed_in"; user: { id: string; name: string; sessionVersion: number } }
  /** The same for an unknown user and a wrong password, in words and in time. */
  | { kind: "wrong" }
  | { kind: "locked"; seconds: number }
  /** Nothing was checked: too many wait already. */
  | { kind: "busy" };

/** Checks a password. Tries are counted per login and network address, so that a stranger locks nobody out. */
export async function signIn(
  shop: Shop,
  { login, password, address }: { login: string; password: string; address: string },
): Promise<SignInResult> {
  const name = login.trim().toLowerCase();
  const key = `${name} ${networkOf(address)}`;
  const counted = await run(shop.pool, countTry, [key]);
  if (counted.length === 0) {
    const [lock] = await run(shop.pool, readLock, [key]);
    return { kind: "locked", seconds: lock?.seconds ?? 30 };
  }
  const [user] = await run(shop.pool, readUserByLogin, [name]);
  const right = await shop.hashing.atDoor(() => verifyPassword(password, user?.passwordHash ?? null));
  if (right === BUSY) {
    await run(shop.pool, undoTry, [key]);
    return { kind: BUSY };
  }
  log("info", right ? "signed_in" : "sign_in_refused", { login: name.slice(0, 64), address });
  if (!user || !right) return { kind: "wrong" };
  await run(shop.pool, forgetTries, [key]);
  await run(shop.pool, forgetPinTries, [user.id, null]);
  return { kind: "signed_in", user: { id: user.id, name: user.name, sessionVersion: user.sessionVersion } };
}
