import { randomBytes } from "node:crypto";
import type { Doer } from "#lib/actor.ts";
import { doerValues } from "#lib/audit/sql/insert-entry.ts";
import { tokenHash } from "#lib/auth/find-device.ts";
import { run } from "#lib/db/statement.ts";
import { log } from "#lib/log.ts";
import type { Shop } from "#lib/process.ts";
import { uuid7 } from "#lib/uuid.ts";
import type { AddTillInput } from "./commands.ts";
import { insertTill, revokeByToken } from "./sql/write-device.ts";

/** Lets a browser in as a till of one register, and says the secret for its cookie. What it was before is over. */
export async function addTill(
  shop: Shop,
  doer: Doer,
  { registerId, name, before }: AddTillInput & { before: string | null },
): Promise<{ kind: "added"; token: string } | { kind: "not_found" }> {
  const token = randomBytes(32).toString("base64url");
  const values = [uuid7(), doer.userId, registerId, name, tokenHash(token), ...doerValues(doer)];
  const [device] = await run(shop.pool, insertTill, values);
  if (!device) return { kind: "not_found" };
  if (before !== null) await run(shop.pool, revokeByToken, [tokenHash(before), ...doerValues(doer)]);
  log("info", "till_added", { device: device.id, register: registerId, user: doer.userId });
  return { kind: "added", token };
}
