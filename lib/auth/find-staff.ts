import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import type { Session } from "./session.ts";
import { readRegisters, readStaff, type StaffRow } from "./sql/read-staff.ts";

export type StaffStore = Omit<StaffRow, "userId" | "login" | "name">;
export type Staff = { user: { id: string; login: string; name: string }; stores: StaffStore[] };

/** Who a session belongs to and in which stores, read anew each time: revoking works at once (S2). */
export async function findStaff(shop: Shop, session: Session | null): Promise<Staff | null> {
  if (session === null) return null;
  const rows = await run(shop.pool, readStaff, [session.userId, session.version]);
  const [first] = rows;
  if (!first) return null;
  return { user: { id: first.userId, login: first.login, name: first.name }, stores: rows };
}

export const findRegisters = (shop: Shop, staff: Staff) => run(shop.pool, readRegisters, [staff.user.id]);

/** Owners and managers see the orders of a store. */
export const seesOrders = (store: StaffStore): boolean => store.role !== "cashier";
