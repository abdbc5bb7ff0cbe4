import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import { readSession, SESSION_SECONDS } from "./session.ts";
import { writeEndedSession } from "./sql/ended-session.ts";

/** From now on nobody gets in with the session of these cookies, wherever a copy of it may be (B41). */
export async function endSession(shop: Shop, cookieHeader: string | null | undefined): Promise<void> {
  const session = await readSession(cookieHeader);
  if (session !== null) await run(shop.pool, writeEndedSession, [session.id, SESSION_SECONDS]);
}
