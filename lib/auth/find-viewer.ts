import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import { findDevice } from "./find-device.ts";
import { findStaff } from "./find-staff.ts";
import { readDeviceToken, readSession } from "./session.ts";
import { readSight } from "./sql/sees-register.ts";

/** Who looks at a register: a till that was let in, whoever is at it (T9), or somebody who is signed in elsewhere. */
export type Viewer = { userId: string; deviceId: null } | { userId: null; deviceId: string };

export const asUser = (userId: string): Viewer => ({ userId, deviceId: null });

/**
 * Whose cookies these are; null for strangers. A till that was let in looks for itself: its news go on while people change
 * at it or nobody is there.
 */
export async function findViewer(shop: Shop, cookieHeader: string | undefined): Promise<Viewer | null> {
  const device = await findDevice(shop, "till", readDeviceToken(cookieHeader, "till"));
  if (device !== null) return { userId: null, deviceId: device.id };
  const staff = await findStaff(shop, await readSession(cookieHeader), true);
  return staff === null ? null : asUser(staff.user.id);
}

/** Whether somebody may see a register now. */
export async function seesRegister(shop: Shop, { userId, deviceId }: Viewer, registerId: string): Promise<boolean> {
  const [sight] = await run(shop.pool, readSight, [registerId, userId, deviceId]);
  return sight?.sees ?? false;
}

/** Tells viewers apart. */
export const viewerKey = ({ userId, deviceId }: Viewer): string => userId ?? `device ${deviceId}`;
