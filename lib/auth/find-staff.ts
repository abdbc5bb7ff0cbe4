import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import { may } from "./roles.ts";
import type { Session } from "./session.ts";
import { readRegisters, readStaff, type StoreRow } from "./sql/read-staff.ts";

export type Staff = { user: { id: string; login: string; name: string }; stores: StoreRow[] };

/** Who a session belongs to and in which stores, read anew each time: revoking works at once (S2). */
export async function findStaff(shop: Shop, session: Session | null): Promise<Staff | null> {
  if (session === null) return null;
  const rows = await run(shop.pool, readStaff, [session.userId, session.version]);
  const [first] = rows;
  if (!first) return null;
  const stores = rows.flatMap((row) => (row.storeId === null ? [] : [row]));
  return { user: { id: first.userId, login: first.login, name: first.name }, stores };
}

export const findRegisters = (shop: Shop, staff: Staff) => run(shop.pool, readRegisters, [staff.user.id]);

export const seesOrders = ({ role }: StoreRow): boolean => may(role, "see_orders");
