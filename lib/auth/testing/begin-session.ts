import type { Shop } from "#lib/process.ts";
import { findStaff, type Staff } from "../find-staff.ts";
import { beginSession } from "../sessions/begin-session.ts";
import type { SignInWay } from "../sql/session.ts";

/** The id of a session of somebody who has just signed in. */
export async function beginTestSession(
  shop: Shop,
  userId: string,
  { way = "password", deviceId = null }: { way?: SignInWay; deviceId?: string | null } = {},
): Promise<string> {
  const { sessionVersion } = await shop.prisma.user.findUniqueOrThrow({ where: { id: userId } });
  const browser = { address: "192.0.2.7", userAgent: "Mozilla/5.0 (X11; Linux) Chrome/142", cookieHeader: null };
  const sid = await beginSession(shop, { user: { id: userId, sessionVersion }, way, deviceId, ...browser });
  if (sid === null) throw new Error("nobody signs in");
  return sid;
}

/** Somebody who is signed in, now or in the session that is named; it is not noted when that was last seen. */
export async function staffOf(shop: Shop, userId: string, sid?: string): Promise<Staff> {
  const id = sid ?? (await beginTestSession(shop, userId));
  const staff = await findStaff(shop, { id, userId, till: null }, true);
  if (staff === null) throw new Error("nobody");
  return staff;
}
