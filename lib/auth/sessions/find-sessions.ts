import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import type { Staff } from "../find-staff.ts";
import { readSessions, type SessionRow } from "../sql/session.ts";

/** Where this person is signed in; nothing for somebody who came in by PIN. */
export const findSessions = async (shop: Shop, { user, tillId }: Staff): Promise<SessionRow[]> =>
  tillId === null ? run(shop.pool, readSessions, [user.id]) : [];
