import { tokenHash } from "#lib/auth/find-device.ts";
import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import type { LinkRefusal } from "../commands.ts";
import { type LinkRow, readLink } from "../sql/write-invitation.ts";

/** A link as its address leads to it; null for what was never one. */
export async function findLink(shop: Shop, token: string): Promise<LinkRow | null> {
  const [link] = await run(shop.pool, readLink, [tokenHash(token)]);
  return link ?? null;
}

/** Why a link is good no more; null for a good one. */
export function refusalOf(link: LinkRow): Exclude<LinkRefusal, "not_found"> | null {
  if (link.isUsed) return "used";
  if (link.isWithdrawn) return "withdrawn";
  return link.isOver ? "over" : null;
}
