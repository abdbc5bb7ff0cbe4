import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import { isUuid } from "#lib/uuid.ts";
import { tokenHash } from "./find-device.ts";
import { may } from "./roles.ts";
import type { Session } from "./session.ts";
import { readOfStores, readRegisters, readStaff, readStaffAtTill, type StoreRow } from "./sql/read-staff.ts";

export type Staff = {
  user: { id: string; login: string; name: string };
  /** After a sign-in by PIN the store of that till alone. */
  stores: StoreRow[];
  /** The till at which this person signed in by PIN. */
  tillId: string | null;
};

/** Who a session belongs to and in which stores, read anew each time: revoking works at once (S2). */
export async function findStaff(shop: Shop, session: Session | null): Promise<Staff | null> {
  if (session === null) return null;
  const { id, userId, version, till } = session;
  const rows =
    till === null
      ? await run(shop.pool, readStaff, [userId, version, id])
      : await run(shop.pool, readStaffAtTill, [
          userId,
          version,
          id,
          till.deviceId,
          tokenHash(till.token),
          till.pinMark,
        ]);
  const [first] = rows;
  if (!first) return null;
  const stores = rows.flatMap((row) => (row.storeId === null ? [] : [row]));
  const user = { id: first.userId, login: first.login, name: first.name };
  return { user, stores, tillId: till?.deviceId ?? null };
}

/** The registers at which somebody sells. */
export async function findRegisters(shop: Shop, { user, stores }: Staff) {
  const registers = await run(shop.pool, readRegisters, [user.id]);
  return registers.filter((register) => stores.some(({ storeId }) => storeId === register.storeId));
}

/** What a request may name; not checked yet. */
export type Named = { registerId?: unknown; orderId?: unknown; shiftId?: unknown };

/** True when what a request names belongs to stores of this person. */
export async function isOfStores(shop: Shop, { stores }: Staff, named: Named): Promise<boolean> {
  const ids = [named.registerId, named.orderId, named.shiftId].map((id) =>
    typeof id === "string" && isUuid(id.toLowerCase()) ? id : null,
  );
  if (ids.every((id) => id === null)) return true;
  const [row] = await run(shop.pool, readOfStores, [stores.map(({ storeId }) => storeId), ...ids]);
  return row?.all ?? false;
}

export const seesOrders = ({ role }: StoreRow): boolean => may(role, "see_orders");
