import type { Shop } from "#lib/process.ts";
import { findDevice } from "./find-device.ts";
import { findStaff } from "./find-staff.ts";
import { readDeviceToken, readSession } from "./session.ts";

/** Who looks at a register: somebody who is signed in, or else a till that was let in, at which nobody is (T9). */
export type Viewer = { userId: string; deviceId: null } | { userId: null; deviceId: string };

export const asUser = (userId: string): Viewer => ({ userId, deviceId: null });

/** Whose cookies these are; null for strangers. */
export async function findViewer(shop: Shop, cookieHeader: string | undefined): Promise<Viewer | null> {
  const staff = await findStaff(shop, await readSession(cookieHeader));
  if (staff !== null) return asUser(staff.user.id);
  const device = await findDevice(shop, "till", readDeviceToken(cookieHeader, "till"));
  return device === null ? null : { userId: null, deviceId: device.id };
}

/** Tells viewers apart. */
export const viewerKey = ({ userId, deviceId }: Viewer): string => userId ?? `device ${deviceId}`;
