import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import { isUuid } from "#lib/uuid.ts";
import { tokenHash } from "./find-device.ts";
import { may, type Right } from "./roles.ts";
import type { Session } from "./session.ts";
import {
  readKeepsRight,
  readOfStores,
  readRegisters,
  readStaff,
  readStaffAtTill,
  type StoreRow,
} from "./sql/read-staff.ts";
import { noteSessionSeen } from "./sql/session.ts";

export type Staff = {
  user: { id: string; login: string; name: string };
  /** After a sign-in by PIN the store of that till alone. */
  stores: StoreRow[];
  /** The till at which this person signed in by PIN. */
  tillId: string | null;
  /** `fresh`: young enough for what is risky (S12). `strong`: there was more to it than a password or a PIN (T11). */
  session: { id: string; fresh: boolean; strong: boolean };
};

/**
 * Who a session belongs to and in which stores, read anew each time: revoking works at once (S2). `unseen`: asked by a stream
 * that goes on by itself, which keeps no session from falling asleep.
 */
export async function findStaff(shop: Shop, session: Session | null, unseen = false): Promise<Staff | null> {
  if (session === null) return null;
  const { id, userId, till } = session;
  const rows =
    till === null
      ? await run(shop.pool, readStaff, [id, userId])
      : await run(shop.pool, readStaffAtTill, [id, userId, till.deviceId, tokenHash(till.token), till.pinMark]);
  const [first] = rows;
  if (!first) return null;
  if (first.seenLongAgo && !unseen) await run(shop.pool, noteSessionSeen, [id]);
  const stores = rows.flatMap((row) => (row.storeId === null ? [] : [row]));
  const user = { id: first.userId, login: first.login, name: first.name };
  const strong = first.way !== "password" && first.way !== "pin";
  return { user, stores, tillId: till?.deviceId ?? null, session: { id, fresh: first.fresh, strong } };
}

/** The registers at which somebody sells. */
export async function findRegisters(shop: Shop, { user, stores }: Staff) {
  const registers = await run(shop.pool, readRegisters, [user.id]);
  return registers.filter((register) => stores.some(({ storeId }) => storeId === register.storeId));
}

/** For what goes on for longer than a request: whether this sign-in still holds, with a right in all of these stores (S2). */
export async function keepsRight(
  shop: Shop,
  { user, session }: Staff,
  { storeIds, right }: { storeIds: readonly string[]; right: Right },
): Promise<boolean> {
  const [row] = await run(shop.pool, readKeepsRight, [session.id, user.id, storeIds, right]);
  return row?.keeps ?? false;
}

/** What a request may name; not checked yet. */
export type Named = { storeId?: unknown; registerId?: unknown; orderId?: unknown; shiftId?: unknown };

/** True when what a request names belongs to stores of this person. */
export async function isOfStores(shop: Shop, { stores }: Staff, named: Named): Promise<boolean> {
  if (typeof named.storeId === "string" && !stores.some(({ storeId }) => storeId === named.storeId)) return false;
  const ids = [named.registerId, named.orderId, named.shiftId].map((id) =>
    typeof id === "string" && isUuid(id.toLowerCase()) ? id : null,
  );
  if (ids.every((id) => id === null)) return true;
  const [row] = await run(shop.pool, readOfStores, [stores.map(({ storeId }) => storeId), ...ids]);
  return row?.all ?? false;
}

export const seesOrders = (store: StoreRow): boolean => may(store, "see_orders");
export const seesAudit = (store: StoreRow): boolean => may(store, "see_audit");
