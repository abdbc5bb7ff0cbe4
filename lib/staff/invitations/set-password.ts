import { tokenHash } from "#lib/auth/find-device.ts";
import { BUSY } from "#lib/auth/hash-gate.ts";
import { hashPassword } from "#lib/auth/password.ts";
import { passwordProblem } from "#lib/auth/passwords/password-rules.ts";
import { transact } from "#lib/db/transaction.ts";
import { log } from "#lib/log.ts";
import { networkOf } from "#lib/network.ts";
import type { Shop } from "#lib/process.ts";
import type { ChoosePasswordInput, ChoosePasswordResult } from "../commands.ts";
import { lockLink, markPasswordSet, writePassword } from "../sql/write-invitation.ts";
import { findLink, refusalOf } from "./find-link.ts";

/** Whoever holds a link to a new password chooses it. The sessions of the old one end (S8). */
export async function choosePassword(
  shop: Shop,
  address: string | null,
  { token, password }: ChoosePasswordInput,
): Promise<ChoosePasswordResult> {
  const link = await findLink(shop, token);
  if (link === null || link.forId === null) return { kind: "not_found" };
  const { id, forId, forLogin } = link;
  const refusal = refusalOf(link);
  if (refusal !== null) return { kind: refusal };
  const problem = passwordProblem(password);
  if (problem !== null) return { kind: "password_refused", problem };
  const passwordHash = await shop.hashing.atDoor(() => hashPassword(password), networkOf(address ?? ""));
  if (passwordHash === BUSY) return { kind: BUSY };
  return transact(shop.pool, async (run): Promise<ChoosePasswordResult> => {
    const [now] = await run(lockLink, [tokenHash(token)]);
    const refusal = now ? refusalOf(now) : "not_found";
    if (refusal !== null) return { kind: refusal };
    await run(writePassword, [forId, passwordHash]);
    await run(markPasswordSet, [id, forId, null, address]);
    log("info", "password_set", { user: forId });
    return { kind: "set", login: forLogin ?? "" };
  });
}
