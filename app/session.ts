import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { findDevice } from "#lib/auth/find-device.ts";
import { findPeople } from "#lib/auth/find-people.ts";
import { findRegisters, findStaff, isOfStores, type Named, type Staff, seesOrders } from "#lib/auth/find-staff.ts";
import { asUser, type Viewer } from "#lib/auth/find-viewer.ts";
import { may } from "#lib/auth/roles.ts";
import { isSecure, readDeviceToken, readSession } from "#lib/auth/session.ts";
import type { DeviceRow } from "#lib/auth/sql/read-device.ts";
import type { StoreRow } from "#lib/auth/sql/read-staff.ts";
import { env } from "#lib/env.ts";
import { findOrders } from "#lib/orders/queries.ts";
import { parseOrderFilter } from "#lib/orders/schema.ts";
import type { OrderPage } from "#lib/orders/view.ts";
import { processShop } from "#lib/process.ts";
import { findPlace } from "#lib/stores/find-place.ts";
import type { Place } from "#lib/stores/view.ts";

/** Which register this browser is; the right to use it is asked of the database each time. */
export const REGISTER_COOKIE = "scantill.register";

/** Who is signed in, read once per request. */
export const currentStaff = cache(async (): Promise<Staff | null> => {
  const header = (await headers()).get("cookie");
  return findStaff(processShop(), await readSession(header));
});

/** The till that this browser was let in as, read once per request; null for any other browser. */
export const currentTill = cache(async (): Promise<DeviceRow | null> => {
  const header = (await headers()).get("cookie");
  return findDevice(processShop(), "till", readDeviceToken(header, "till"));
});

/**
 * For server actions: who acts, or null. The front has refused foreign origins already; an action checks once more, so
 * that it is safe by itself (S3). `on` is what the request names: who signed in by PIN acts in that till's store alone (I14).
 */
export async function acting(on: Named = {}): Promise<Staff | null> {
  return (await isOwnOrigin()) ? seeing(on) : null;
}

/** The same for pages: who looks at what the address names, or null. */
export async function seeing(on: Named): Promise<Staff | null> {
  const staff = await currentStaff();
  if (staff === null || staff.tillId === null) return staff;
  return (await isOfStores(processShop(), staff, on)) ? staff : null;
}

/** For server actions that need nobody signed in, but a till that was let in. */
export async function actingTill(): Promise<DeviceRow | null> {
  return (await isOwnOrigin()) ? currentTill() : null;
}

async function isOwnOrigin(): Promise<boolean> {
  const sent = await headers();
  const own = env.publicUrl() ?? `${sent.get("x-forwarded-proto")}://${sent.get("x-forwarded-host")}`;
  return sent.get("origin") === own;
}

/** Where a till that was let in stands. */
export const tillPlace = async ({ id, registerId }: DeviceRow): Promise<Place | null> =>
  registerId === null ? null : findPlace(processShop(), { userId: null, deviceId: id }, registerId);

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

/** What the till page needs. On a till that was let in its register, signed in or not; elsewhere signed out: to the sign-in page. */
export async function requireTill() {
  const [staff, till] = await Promise.all([currentStaff(), currentTill()]);
  return till?.registerId ? seatAtTill(till, till.registerId, staff) : seatAnywhere(staff ?? redirect("/login"));
}

/** The same for pages that belong to a person; a locked till shows its lock. */
export async function requireSeller() {
  const { user, ...place } = await requireTill();
  return { ...place, user: user ?? redirect("/") };
}

async function seatAnywhere(staff: Staff) {
  const registers = await findRegisters(processShop(), staff);
  const chosen = (await cookies()).get(REGISTER_COOKIE)?.value;
  const register = registers.find(({ id }) => id === chosen) ?? registers[0];
  if (!register) redirect("/no-store");
  return {
    ...(await seat(staff, asUser(staff.user.id), register.id)),
    till: null,
    registers: registers.map(({ id, name, storeName }) => ({ id, name, storeName })),
  };
}

/** Nobody sits there who does not sell in its store: the till is locked then. */
async function seatAtTill(till: DeviceRow, registerId: string, staff: Staff | null) {
  const sells = staff?.stores.some(({ storeId, role }) => storeId === till.storeId && may(role, "sell"));
  const [place, people] = await Promise.all([
    seat(sells ? staff : null, { userId: null, deviceId: till.id }, registerId),
    findPeople(processShop(), till.id),
  ]);
  return { ...place, till: { id: till.id, people }, registers: [] };
}

async function seat(staff: Staff | null, viewer: Viewer, registerId: string) {
  const place = (await findPlace(processShop(), viewer, registerId)) ?? redirect("/no-store");
  const role = staff?.stores.find(({ storeId }) => storeId === place.store.id)?.role;
  return {
    user: staff?.user ?? null,
    canSeeOrders: staff?.stores.some(seesOrders) ?? false,
    canManageDevices: staff?.stores.some((store) => may(store.role, "manage_devices")) ?? false,
    store: { ...place.store, mayRefund: role !== undefined && may(role, "refund") },
    register: place.register,
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
