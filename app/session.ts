import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { OfficeRights } from "#components/office/office-pages.ts";
import type { Doer } from "#lib/actor.ts";
import { findChainState, findEntries } from "#lib/audit/queries.ts";
import { parseAuditFilter } from "#lib/audit/schema.ts";
import { type Device, findDevice } from "#lib/auth/find-device.ts";
import { findPeople } from "#lib/auth/find-people.ts";
import {
  findRegisters,
  findStaff,
  isOfStores,
  type Named,
  type Staff,
  seesAudit,
  seesOrders,
} from "#lib/auth/find-staff.ts";
import { asUser, type Viewer } from "#lib/auth/find-viewer.ts";
import { type PasskeySite, passkeySite } from "#lib/auth/passkeys/site.ts";
import { may } from "#lib/auth/roles.ts";
import { isSecure, readDeviceToken, readSession } from "#lib/auth/session.ts";
import { standingOf } from "#lib/auth/sessions/standing.ts";
import { env } from "#lib/env.ts";
import { findChoices } from "#lib/orders/list/find-choices.ts";
import { findOrders, findTotals } from "#lib/orders/list/queries.ts";
import { parseOrderFilter } from "#lib/orders/list/schema.ts";
import { processShop } from "#lib/process.ts";
import { managesStaff } from "#lib/staff/queries.ts";
import { findPlace } from "#lib/stores/find-place.ts";
import type { Place } from "#lib/stores/view.ts";
import { noteRefusal } from "./refusal.ts";

/** Which register this browser is; the right to use it is asked of the database each time. */
export const REGISTER_COOKIE = "scantill.register";

/** Who is signed in, read once per request. */
export const currentStaff = cache(async (): Promise<Staff | null> => {
  const header = (await headers()).get("cookie");
  return findStaff(processShop(), await readSession(header));
});

/** Whether whoever asks is still signed in, for an answer that goes on after the request: looked up anew each time. */
export async function watchSession(): Promise<() => Promise<boolean>> {
  const session = await readSession((await headers()).get("cookie"));
  return async () => (await findStaff(processShop(), session, true)) !== null;
}

/** The till that this browser was let in as, read once per request; null for any other browser. */
export const currentTill = cache(async (): Promise<Device | null> => {
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

/** Who acts and from where, as the audit tells of risky actions. */
export async function doer({ user, session, tillId }: Staff): Promise<Doer> {
  const [till, address] = await Promise.all([currentTill(), clientAddress()]);
  return { userId: user.id, deviceId: till?.id ?? null, address, strong: session.strong, byPin: tillId !== null };
}

/** Set by the front; what a browser claims there is dropped. */
export const clientAddress = async (): Promise<string | null> => (await headers()).get("x-forwarded-for");

/** For server actions that need nobody signed in, but a till that was let in. */
export async function actingTill(): Promise<Device | null> {
  return (await isOwnOrigin()) ? currentTill() : null;
}

/** Whether the page that calls is one of ours: for actions that anybody may call. */
export async function isOwnOrigin(): Promise<boolean> {
  return (await headers()).get("origin") === (await ownOrigin());
}

/** Where passkeys of this browser are good; null where it offers none. */
export const ownSite = async (): Promise<PasskeySite | null> => passkeySite(await ownOrigin());

async function ownOrigin(): Promise<string> {
  const sent = await headers();
  return env.publicUrl() ?? `${sent.get("x-forwarded-proto")}://${sent.get("x-forwarded-host")}`;
}

/** Where a till that was let in stands. */
export const tillPlace = async ({ id, registerId }: Device): Promise<Place | null> =>
  registerId === null ? null : findPlace(processShop(), { userId: null, deviceId: id }, registerId);

/** True when a password would cross a network readably: no https, and not on this machine alone. */
export async function isReadableOnTheWay(): Promise<boolean> {
  const host = (await headers()).get("x-forwarded-host") ?? "";
  return !isSecure() && !/^(?:localhost|127\.0\.0\.1|\[::1\])(?::|$)/.test(host);
}

const storeForScreens = (store: Staff["stores"][number]) => ({
  id: store.storeId,
  name: store.storeName,
  practice: store.practice,
  timeZone: store.timeZone,
});

/** What the till page needs. On a till that was let in its register, signed in or not; elsewhere signed out: to the sign-in page. */
export async function requireTill(page = "/") {
  const [staff, till] = await Promise.all([currentStaff(), currentTill()]);
  if (till?.registerId) return seatAtTill(till, till.registerId, staff);
  const person = staff ?? redirect("/login");
  const home = person.stores.some(seesOrders) ? "/orders" : "/no-store";
  return (await seatAnywhere(person)) ?? turnAway(person, page, home);
}

/** The same for pages that belong to a person; a locked till shows its lock. */
export async function requireSeller(page: string) {
  const { user, ...place } = await requireTill(page);
  return { ...place, user: user ?? redirect("/") };
}

/** Leads somebody who is signed in away from a page that is not theirs, and notes it (S20). At `/` everybody begins. */
export function turnAway({ user }: Staff, page: string, to: string): never {
  if (page !== "/") noteRefusal(page, { user: user.id });
  redirect(to);
}

async function seatAnywhere(staff: Staff) {
  const registers = await findRegisters(processShop(), staff);
  const chosen = (await cookies()).get(REGISTER_COOKIE)?.value;
  const register = registers.find(({ id }) => id === chosen) ?? registers[0];
  if (!register) return null;
  return {
    ...(await seat(staff, asUser(staff.user.id), register.id)),
    till: null,
    registers: registers.map(({ id, name, storeName }) => ({ id, name, storeName })),
  };
}

/** Nobody sits there who does not sell in its store: the till is locked then. */
async function seatAtTill(till: Device, registerId: string, staff: Staff | null) {
  const sells = staff?.stores.some((store) => store.storeId === till.storeId && may(store, "sell"));
  const [place, people] = await Promise.all([
    seat(sells ? staff : null, { userId: null, deviceId: till.id }, registerId),
    findPeople(processShop(), till.id),
  ]);
  return { ...place, till: { id: till.id, people }, registers: [] };
}

async function seat(staff: Staff | null, viewer: Viewer, registerId: string) {
  const place = (await findPlace(processShop(), viewer, registerId)) ?? redirect("/no-store");
  const post = staff?.stores.find(({ storeId }) => storeId === place.store.id);
  return {
    user: staff?.user ?? null,
    standing: standingOf(staff),
    canSeeOrders: staff?.stores.some(seesOrders) ?? false,
    canManageDevices: staff?.stores.some((store) => may(store, "manage_devices")) ?? false,
    store: { ...place.store, mayRefund: post !== undefined && may(post, "refund") },
    register: place.register,
  };
}

/** What office pages need. A cashier has no office: back to the till. */
export async function requireOffice(page = "/orders") {
  const staff = (await currentStaff()) ?? redirect("/login");
  const stores = staff.stores.filter(seesOrders);
  if (stores.length === 0) turnAway(staff, page, "/");
  return { staff, user: staff.user, ...officeRights(staff), stores: stores.map(storeForScreens) };
}

const seesStore = (store: Staff["stores"][number]): boolean => may(store, "see_store");

/** Which pages of the office somebody may open. */
export const officeRights = (staff: Staff): OfficeRights => ({
  canSeeStores: staff.stores.some(seesStore),
  canManageStaff: managesStaff(staff),
  canSeeAudit: staff.stores.some(seesAudit),
});

/** The audit as the address wants it, of one store or of all in which this person may see it. */
export async function loadAudit(wanted: { storeId: string | null; check: boolean; [name: string]: unknown }) {
  const staff = (await currentStaff()) ?? redirect("/login");
  const stores = staff.stores.filter(seesAudit);
  const [first] = stores;
  if (!first) turnAway(staff, "/audit", "/");
  const chosen = stores.filter(({ storeId }) => storeId === wanted.storeId);
  const of = chosen.length > 0 ? chosen : stores;
  const shop = processShop();
  const who = { userId: staff.user.id, storeIds: of.map(({ storeId }) => storeId) };
  const [page, chain] = await Promise.all([
    findEntries(shop, who, parseAuditFilter(wanted, of[0] ?? first, new Date())),
    findChainState(shop, staff, wanted),
  ]);
  if (!chain) turnAway(staff, "/audit", "/");
  const rights = officeRights(staff);
  return { staff, rights, page, chain, stores: stores.map(storeForScreens), shown: of.map(storeForScreens) };
}

/**
 * The orders that a manager asks for. `wanted` is what the address says; with no store chosen, the real ones are shown. The sums go over
 * all that matches and may take longer than a page: nobody waits for them.
 */
export async function loadOrders(wanted: { storeId?: string; [name: string]: unknown }) {
  const staff = (await currentStaff()) ?? redirect("/login");
  const stores = staff.stores.filter(seesOrders);
  const chosen = stores.find(({ storeId }) => storeId === wanted.storeId);
  const store = chosen ?? stores.find(({ practice }) => !practice) ?? stores[0] ?? redirect("/");
  const [shop, filter] = [processShop(), parseOrderFilter(wanted, store, new Date())];
  const totals = findTotals(shop, staff, filter);
  // Whoever awaits it later hears of a failure; until then it is nobody's.
  totals.catch(() => {});
  const [page, choices] = await Promise.all([
    findOrders(shop, staff, filter),
    findChoices(shop, staff, chosen?.storeId ?? null),
  ]);
  return { page, choices, totals };
}
