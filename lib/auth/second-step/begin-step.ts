import { createHash, randomBytes } from "node:crypto";
import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import { insertStep } from "../sql/sign-in-step.ts";

/** What the database keeps of the secret of a sign-in that has begun. */
export const stepHash = (secret: string): Buffer => createHash("sha256").update(secret).digest();

/** The password was right: a secret for the browser with which it goes on. */
export async function beginStep(shop: Shop, user: { id: string; sessionVersion: number }): Promise<string> {
  const secret = randomBytes(32).toString("base64url");
  await run(shop.pool, insertStep, [stepHash(secret), user.id, user.sessionVersion]);
  return secret;
}
