import { findDevice } from "#lib/auth/find-device.ts";
import { readDeviceToken } from "#lib/auth/session.ts";
import { run } from "#lib/db/statement.ts";
import { env } from "#lib/env.ts";
import { toView } from "#lib/orders/to-view.ts";
import type { Shop } from "#lib/process.ts";
import { listDisplays as listRows, readPairer } from "./sql/manage-displays.ts";
import { type FacingRow, markSeen, readFacing, readFacingOrders } from "./sql/read-display.ts";
import { displayView } from "./to-view.ts";
import type { DisplayNews, DisplayPlace, DisplayRow } from "./view.ts";

/** A display that was paired, and the one register that it shows. */
export type DisplayViewer = { deviceId: string; registerId: string };

const SEEN_EVERY_MS = 60_000;

/** Whose cookies these are; null for a browser that is no display, not yet or not any more. */
export async function findDisplay(shop: Shop, cookieHeader: string | null | undefined): Promise<DisplayViewer | null> {
  const device = await findDevice(shop, "display", readDeviceToken(cookieHeader, "display"));
  return device?.registerId ? { deviceId: device.id, registerId: device.registerId } : null;
}

/** What the display of a register shows now; null once it was shut out or shows another one. */
export async function viewDisplay(shop: Shop, { deviceId, registerId }: DisplayViewer): Promise<DisplayNews | null> {
  const [[place], rows] = await Promise.all([
    run(shop.pool, readFacing, [deviceId, registerId]),
    run(shop.pool, readFacingOrders, [registerId]),
  ]);
  if (!place) return null;
  const now = Date.now();
  if (now - place.lastSeenAt.getTime() > SEEN_EVERY_MS) await run(shop.pool, markSeen, [deviceId]);
  const { shownOrderId, shownAt } = place;
  const facing = {
    storeName: place.storeName,
    lang: place.language,
    origin: originOf(place),
    orders: rows.map(toView),
    picked: shownOrderId && shownAt ? { orderId: shownOrderId, at: shownAt } : null,
  };
  return { now: new Date(now).toISOString(), view: displayView(facing, now) };
}

const originOf = ({ practice }: FacingRow): string | null =>
  env.publicUrl() ?? (practice ? env.practicePhoneOrigin() : undefined) ?? null;

/** Where a display stands. */
export async function findDisplayPlace(shop: Shop, viewer: DisplayViewer): Promise<DisplayPlace | null> {
  const [row] = await run(shop.pool, readFacing, [viewer.deviceId, viewer.registerId]);
  if (!row) return null;
  const { storeName, practice, timeZone, language, secondLanguage } = row;
  return { storeName, practice, timeZone, language, secondLanguage };
}

/** The displays of a register's store, and whether this user may shut them out; null for those who may not pair any. */
export async function listDisplays(
  shop: Shop,
  userId: string,
  registerId: string,
): Promise<{ displays: DisplayRow[]; mayRevoke: boolean } | null> {
  const [[pairer], rows] = await Promise.all([
    run(shop.pool, readPairer, [userId, registerId]),
    run(shop.pool, listRows, [userId, registerId]),
  ]);
  if (!pairer) return null;
  const displays = rows.map((row) => ({ ...row, lastSeenAt: row.lastSeenAt.toISOString() }));
  return { displays, mayRevoke: pairer.mayRevoke };
}
