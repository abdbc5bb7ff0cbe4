import { insertRefusal } from "#lib/audit/sql/insert-entry.ts";
import { run } from "#lib/db/statement.ts";
import { log } from "#lib/log.ts";
import { networkOf } from "#lib/network.ts";
import { parseLine } from "#lib/parse-line.ts";
import type { Shop } from "#lib/process.ts";
import { countTries } from "./count-tries.ts";
import { BUSY } from "./hash-gate.ts";
import { verifyPassword } from "./password.ts";
import { beginStep } from "./second-step/begin-step.ts";
import { forgetPinTries } from "./sql/pin.ts";
import { readUserByLogin, writeSignIn } from "./sql/sign-in.ts";

export type SignedInUser = { id: string; name: string; sessionVersion: number };

export type SignInResult =
  | { kind: "signed_in"; user: SignedInUser }
  /** The password is right; whoever holds this secret may try a code. */
  | { kind: "code"; step: string }
  /** The same for an unknown user and a wrong password, in words and in time. */
  | { kind: "wrong" }
  | { kind: "locked"; seconds: number }
  /** Nothing was checked: too many wait already. */
  | { kind: "busy" };

const LONGEST_LOGIN = 200;

/**
 * Checks a password. Tries are counted per login and network, so that a stranger locks nobody out; those of strangers for the
 * network and for the login besides. Nobody is a stranger where they have signed in before.
 */
export async function signIn(
  shop: Shop,
  { login, password, address }: { login: string; password: string; address: string },
): Promise<SignInResult> {
  const typed = parseLine(login, LONGEST_LOGIN);
  // Nobody has such a name, and no database takes it.
  if (!typed.ok) return { kind: "wrong" };
  const name = typed.line.toLowerCase();
  const network = networkOf(address);
  const [user] = await run(shop.pool, readUserByLogin, [name, network]);
  const tries = await countTries(shop, { name, network, isKnown: user?.isKnown === true });
  if (tries.kind === "locked") return tries;
  const right = await shop.hashing.atDoor(() => verifyPassword(password, user?.passwordHash ?? null), network);
  if (right === BUSY) {
    await tries.undo();
    return { kind: BUSY };
  }
  // What nobody is called is not written down: it may be a password.
  log("info", right ? "signed_in" : "sign_in_refused", { login: user?.login ?? null, address });
  if (!user || !right) {
    const facts = JSON.stringify({ failures: tries.failures });
    await run(shop.pool, insertRefusal, ["sign_in_refused", null, null, address, null, null, user?.id ?? null, facts]);
    return { kind: "wrong" };
  }
  await tries.forget();
  await run(shop.pool, forgetPinTries, [user.id, null]);
  if (user.hasSecondStep) return { kind: "code", step: await beginStep(shop, user) };
  return { kind: "signed_in", user: { id: user.id, name: user.name, sessionVersion: user.sessionVersion } };
}

/** Whoever manages people sees when somebody was last here. */
export async function noteSignIn(shop: Shop, userId: string, address: string): Promise<void> {
  await run(shop.pool, writeSignIn, [userId, networkOf(address)]);
}
