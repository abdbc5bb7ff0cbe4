import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { findRegisters, findStaff, type Staff, seesOrders } from "#lib/auth/find-staff.ts";
import { asUser } from "#lib/auth/find-viewer.ts";
import { may } from "#lib/auth/roles.ts";
import { isSecure, readSession } from "#lib/auth/session.ts";
import type { StoreRow } from "#lib/auth/sql/read-staff.ts";
import { env } from "#lib/env.ts";
import { findOrders } from "#lib/orders/queries.ts";
import { parseOrderFilter } from "#lib/orders/schema.ts";
import type { OrderPage } from "#lib/orders/view.ts";
import { processShop } from "#lib/process.ts";
import { findPlace } from "#lib/stores/find-place.ts";

/** Which register this browser is; the right to use it is asked of the database each time. */
export const REGISTER_COOKIE = "scantill.register";

/** Who is signed in, read once per request. */
export const currentStaff = cache(async (): Promise<Staff | null> => {
  const header = (await headers()).get("cookie");
  return findStaff(processShop(), await readSession(header));
});

/**
 * For server actions: who acts, or null. The front has refused foreign origins already; an action checks once more, so
 * that it is safe by itself (S3).
 */
export async function acting(): Promise<Staff | null> {
  return (await isOwnOrigin()) ? currentStaff() : null;
}

async function isOwnOrigin(): Promise<boolean> {
  const sent = await headers();
  const own = env.publicUrl() ?? `${sent.get("x-forwarded-proto")}://${sent.get("x-forwarded-host")}`;
  return sent.get("origin") === own;
}

/** True when a password would cross a network readably: no https, and not on this machine alone. */
export async function isReadableOnTheWay(): Promise<boolean> {
  const host = (await headers()).get("x-forwarded-host") ?? "";
  return !isSecure() && !/^(?:localhost|127\.0\.0\.1|\[::1\])(?::|$)/.test(host);
}

const storeForScreens = (store: StoreRow) => ({
  id: store.storeId,
  name: store.storeName,
  practice: store.practice,
  timeZone: store.timeZone,
});

/** What the till page needs. Signed out: to the sign-in page. */
export async function requireTill() {
  const staff = (await currentStaff()) ?? redirect("/login");
  const registers = await findRegisters(processShop(), staff);
  const chosen = (await cookies()).get(REGISTER_COOKIE)?.value;
  const register = registers.find(({ id }) => id === chosen) ?? registers[0];
  const membership = staff.stores.find(({ storeId }) => storeId === register?.storeId);
  const place = register && (await findPlace(processShop(), asUser(staff.user.id), register.id));
  if (!place || !membership) redirect("/no-store");
  return {
    user: staff.user,
    role: membership.role,
    canSeeOrders: staff.stores.some(seesOrders),
    store: { ...place.store, mayRefund: may(membership.role, "refund") },
    register: place.register,
    registers: registers.map(({ id, name, storeName }) => ({ id, name, storeName })),
  };
}

/** What office pages need. A cashier has no office: back to the till. */
export async function requireOffice() {
  const staff = (await currentStaff()) ?? redirect("/login");
  const stores = staff.stores.filter(seesOrders);
  if (stores.length === 0) redirect("/");
  return { user: staff.user, canSeeOrders: true, stores: stores.map(storeForScreens) };
}

/** The orders that a manager asks for. `wanted` is what the address says; with no store chosen, the real ones are shown. */
export async function loadOrders(wanted: { storeId?: string; [name: string]: unknown }): Promise<OrderPage> {
  const staff = (await currentStaff()) ?? redirect("/login");
  const stores = staff.stores.filter(seesOrders);
  const chosen = stores.find(({ storeId }) => storeId === wanted.storeId);
  const store = chosen ?? stores.find(({ practice }) => !practice) ?? stores[0] ?? redirect("/");
  return findOrders(processShop(), staff.user.id, parseOrderFilter(wanted, store, new Date()));
}
