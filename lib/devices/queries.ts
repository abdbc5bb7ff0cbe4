import type { Staff } from "#lib/auth/find-staff.ts";
import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import { readDevices, readManagedRegisters } from "./sql/read-devices.ts";
import type { DeviceView } from "./view.ts";

const isIn = (staff: Staff) => (row: { storeId: string }) =>
  staff.stores.some(({ storeId }) => storeId === row.storeId);

/** What was let in at the stores whose devices this person manages. */
export async function findDevices(shop: Shop, staff: Staff): Promise<DeviceView[]> {
  const rows = await run(shop.pool, readDevices, [staff.user.id]);
  return rows
    .filter(isIn(staff))
    .map(({ storeId: _, lastSeenAt, ...row }) => ({ ...row, lastSeenAt: lastSeenAt.toISOString() }));
}

/** The registers for which this person may let browsers in. */
export async function findManagedRegisters(shop: Shop, staff: Staff) {
  const rows = await run(shop.pool, readManagedRegisters, [staff.user.id]);
  return rows.filter(isIn(staff));
}
