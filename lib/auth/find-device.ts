import { createHash } from "node:crypto";
import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import { type DeviceKind, type DeviceRow, noteSeen, readDevice } from "./sql/read-device.ts";

/** A browser that was let in. */
export type Device = DeviceRow;

/** What the database keeps of a device's secret. */
export const tokenHash = (token: string): Buffer => createHash("sha256").update(token).digest();

/** The device with this secret in its cookie; null when it is unknown, of another kind, or was shut out. Read anew each time (S2). */
export async function findDevice(shop: Shop, kind: DeviceKind, token: string | null): Promise<DeviceRow | null> {
  if (token === null) return null;
  const [row] = await run(shop.pool, readDevice, [tokenHash(token), kind]);
  if (row?.stale) await run(shop.pool, noteSeen, [row.id]);
  return row ?? null;
}
