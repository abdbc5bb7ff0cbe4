import type { Doer } from "#lib/actor.ts";
import { doerValues } from "#lib/audit/sql/insert-entry.ts";
import { run } from "#lib/db/statement.ts";
import { log } from "#lib/log.ts";
import type { Shop } from "#lib/process.ts";
import type { Staff } from "../find-staff.ts";
import { readSession } from "../session.ts";
import { endSessionRows } from "../sql/end-sessions.ts";
import { deleteSession } from "../sql/session.ts";

/** From now on nobody gets in with the session of these cookies, wherever a copy of it may be (B41). */
export async function endSession(shop: Shop, cookieHeader: string | null | undefined): Promise<void> {
  const session = await readSession(cookieHeader);
  if (session !== null) await run(shop.pool, deleteSession, [session.id]);
}

type Who = { staff: Staff; doer: Doer };

/** Said of what was over before, too. A PIN ends no sign-in by password. */
type EndResult = { kind: "ended" | "not_found" };

/** Ends one other session of the same person: its next question is refused, and its stream ends with the next look at it. */
export const endOwn = (shop: Shop, who: Who, sessionId: string): Promise<EndResult> => end(shop, who, sessionId);

/** The same with all others of the person. */
export const endOthers = (shop: Shop, who: Who): Promise<EndResult> => end(shop, who, null);

async function end(shop: Shop, { staff, doer }: Who, sessionId: string | null): Promise<EndResult> {
  if (staff.tillId !== null) return { kind: "not_found" };
  const values = [staff.user.id, sessionId, staff.session.id, ...doerValues(doer)];
  const [ended] = await run(shop.pool, endSessionRows, values);
  if (ended) log("info", "sessions_ended", { user: staff.user.id, count: ended.count });
  return { kind: "ended" };
}
