import { run } from "#lib/db/statement.ts";
import type { NotifyTarget, Shop } from "#lib/process.ts";
import { readNotifyTarget } from "./sql/read-credential.ts";

const REMEMBERED_MS = 5000;
const MAX_REMEMBERED = 10_000;

/** The credential versions that may verify a notice sent to this token, newest first; empty for a token of nobody. */
export async function findNotifyTargets(shop: Shop, token: string): Promise<NotifyTarget[]> {
  const now = Date.now();
  const known = shop.notifyTargets.get(token);
  if (known && known.until > now) return known.targets;
  const targets = await run(shop.pool, readNotifyTarget, [token]);
  if (shop.notifyTargets.size >= MAX_REMEMBERED) shop.notifyTargets.clear();
  shop.notifyTargets.set(token, { until: now + REMEMBERED_MS, targets });
  return targets;
}
