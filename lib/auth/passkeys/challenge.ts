import { createHash, randomBytes } from "node:crypto";
import { run } from "#lib/db/statement.ts";
import { networkOf } from "#lib/network.ts";
import type { Shop } from "#lib/process.ts";
import { insertChallenge, takeChallenge } from "./sql/challenge.ts";

const hashOf = (challenge: string): Buffer => createHash("sha256").update(challenge).digest();

/** Something to sign that nobody else was given; null while too many of this network wait. `userId`: who adds a passkey. */
export async function makeChallenge(
  shop: Shop,
  { userId, address }: { userId: string | null; address: string | null },
): Promise<string | null> {
  const challenge = randomBytes(32).toString("base64url");
  const made = await run(shop.pool, insertChallenge, [hashOf(challenge), userId, networkOf(address ?? "")]);
  return made.length > 0 ? challenge : null;
}

/** True once for each that was made for this purpose, and not too long ago. */
export const useChallenge = async (shop: Shop, challenge: string, userId: string | null): Promise<boolean> =>
  (await run(shop.pool, takeChallenge, [hashOf(challenge), userId])).length > 0;
