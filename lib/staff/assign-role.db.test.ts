import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { findStaff } from "#lib/auth/find-staff.ts";
import { asUser, seesRegister } from "#lib/auth/find-viewer.ts";
import { beginTestSession } from "#lib/auth/testing/begin-session.ts";
import { closeShop, openShop } from "#lib/process.ts";
import { addOwners } from "#lib/stores/apply/add-owners.ts";
import { by, weaklyBy } from "#lib/testing/by.ts";
import { assignRole } from "./assign-role.ts";
import { findStaffPage } from "./queries.ts";
import { resetPin } from "./reset-pin.ts";
import { saveRole } from "./save-role.ts";
import { switchPerson } from "./switch-person.ts";
import { makeStaffStore, type StaffStore } from "./testing/staff-shop.ts";

const shop = openShop();
afterAll(() => closeShop(shop));

let store: StaffStore;
let other: StaffStore;
beforeEach(async () => {
  [store, other] = await Promise.all([makeStaffStore(shop), makeStaffStore(shop)]);
});

const REFUSED = { kind: "not_allowed" };
/** By person, as signed in when first asked for. */
const sessions = new Map<string, string>();
async function staffOf(userId: string) {
  const id = sessions.get(userId) ?? (await beginTestSession(shop, userId));
  sessions.set(userId, id);
  return findStaff(shop, { id, userId, till: null });
}
const give = (doerId: string, userId: string, role: string) =>
  assignRole(shop, by(doerId), { userId, storeId: store.storeId, role });

describe("a role in a store", () => {
  it("T8 W4 is changed by owners and managers, and the audit tells from what to what", async () => {
    const { owner, manager, cashier } = store.people;
    expect(await give(manager, cashier, "auditor")).toEqual({ kind: "assigned" });
    expect(await store.roleOf(cashier)).toBe("auditor");
    expect(await give(owner, cashier, "owner")).toEqual({ kind: "assigned" });
    const entry = { kind: "role_given", storeId: store.storeId, subject: "person" };
    expect(await store.told(cashier)).toMatchObject([
      { ...entry, userId: manager, facts: { changed: ["cashier", "auditor"] } },
      { ...entry, userId: owner, facts: { changed: ["auditor", "owner"] } },
    ]);
  });

  it("T8 is never given by somebody who lacks one of its rights, nor taken from somebody who may more", async () => {
    const { owner, manager, cashier } = store.people;
    expect(await give(manager, cashier, "owner")).toEqual(REFUSED);
    expect(await give(manager, owner, "cashier")).toEqual(REFUSED);
    expect(await give(manager, owner, "none")).toEqual(REFUSED);
    const narrow = await store.copy(["manage_staff", "sell"], "manager");
    const li = await store.person("cashier", null);
    await give(owner, li, narrow);
    for (const role of ["manager", "cashier", "auditor"]) expect(await give(li, cashier, role)).toEqual(REFUSED);
    expect(await give(li, manager, narrow)).toEqual(REFUSED);
    expect(await Promise.all([owner, manager, cashier].map(store.roleOf))).toEqual(["owner", "manager", "cashier"]);
  });

  it("T8 is none of another merchant's copies, and no word that somebody sends", async () => {
    const foreign = await other.copy(["sell"]);
    for (const role of [foreign, "boss", crypto.randomUUID()])
      expect(await give(store.people.owner, store.people.cashier, role)).toEqual(REFUSED);
  });

  it("T8 is not changed by its holder, so the last owner of a store stays, also when two take it from each other at once", async () => {
    const { owner } = store.people;
    for (const role of ["cashier", "none"]) expect(await give(owner, owner, role)).toEqual(REFUSED);
    expect(await switchPerson(shop, by(owner), { userId: owner, isOn: false })).toEqual(REFUSED);
    for (let round = 0; round < 10; round++) {
      const second = await store.person("owner", null);
      const results = await Promise.all([
        give(owner, second, "cashier"),
        round % 2 ? give(second, owner, "none") : switchPerson(shop, by(second), { userId: owner, isOn: false }),
      ]);
      expect(results.filter(({ kind }) => kind === "not_allowed")).toHaveLength(1);
      await shop.prisma.membership.deleteMany({ where: { storeId: store.storeId, role: "owner" } });
      await shop.prisma.user.update({ where: { id: owner }, data: { disabledAt: null } });
      await store.hire(owner, "owner", null).catch(() => {});
    }
  });

  it("T8 T14 that an owner lost, or an owner who is off, comes back with no store that is made later", async () => {
    const { owner } = store.people;
    const [removed, demoted, off, first] = await Promise.all([1, 2, 3, 4].map(() => store.person("owner", null)));
    const ids = [removed ?? "", demoted ?? "", off ?? "", first ?? ""];
    await shop.prisma.user.updateMany({ where: { id: { in: ids } }, data: { owner: true } });
    await give(owner, removed ?? "", "none");
    await give(owner, demoted ?? "", "cashier");
    await switchPerson(shop, by(owner), { userId: off ?? "", isOn: false });
    await give(owner, first ?? "", "owner");
    await shop.prisma.$transaction((tx) => addOwners(tx, other.storeId));
    const added = await shop.prisma.membership.findMany({ where: { storeId: other.storeId, userId: { in: ids } } });
    expect(added.map(({ userId }) => userId)).toEqual([first]);
  });

  it("B37 I14 is nobody's to change who is a stranger to the store, or may not manage staff there", async () => {
    const { manager, cashier, auditor, developer } = store.people;
    for (const doer of [cashier, auditor, developer, other.people.owner, other.people.manager]) {
      expect(await give(doer, manager, "cashier")).toEqual(REFUSED);
      expect(await give(doer, auditor, "none")).toEqual(REFUSED);
    }
    expect(await give(store.people.owner, other.people.cashier, "manager")).toEqual(REFUSED);
    const there = { userId: other.people.cashier, storeId: other.storeId, role: "manager" };
    expect(await assignRole(shop, by(store.people.owner), there)).toEqual(REFUSED);
  });

  it("S2 that is lost is lost at once: another store stays", async () => {
    const { owner, cashier } = store.people;
    await other.hire(cashier, "cashier", null);
    expect(await seesRegister(shop, asUser(cashier), store.registerId)).toBe(true);
    expect(await give(owner, cashier, "none")).toEqual({ kind: "assigned" });
    expect(await seesRegister(shop, asUser(cashier), store.registerId)).toBe(false);
    expect((await staffOf(cashier))?.stores.map(({ storeId }) => storeId)).toEqual([other.storeId]);
    expect((await store.told(cashier)).map(({ kind }) => kind)).toEqual(["person_removed"]);
  });

  it("S2 that changes is told to the screens of the store", async () => {
    const heard = Promise.withResolvers<string>();
    const stop = shop.hints.subscribe((hints) => {
      for (const { registerId, orderId } of hints) if (orderId === null) heard.resolve(registerId);
    });
    await give(store.people.owner, store.people.cashier, "none");
    expect(await heard.promise).toBe(store.registerId);
    stop();
  });
});

describe("a copy of a role", () => {
  it("T8 has the rights that it is given, at once, and those of no other one", async () => {
    const { owner, cashier } = store.people;
    const role = await store.copy(["sell", "see_recent"]);
    await give(owner, cashier, role);
    expect((await staffOf(cashier))?.stores).toMatchObject([{ rights: ["sell", "see_recent"] }]);
    const change = { roleId: role, merchantId: store.merchantId, base: "cashier" as const, name: "Quiet" };
    await saveRole(shop, by(owner), { ...change, rights: [] });
    expect((await staffOf(cashier))?.stores).toMatchObject([{ rights: [] }]);
    expect(await seesRegister(shop, asUser(cashier), store.registerId)).toBe(false);
    expect(await store.told(role)).toMatchObject([
      { kind: "role_saved", userId: owner, facts: { changed: ["sell", "see_recent"] } },
      { kind: "role_saved", userId: owner, facts: { name: "Quiet", changed: [] } },
    ]);
  });

  it("T8 gets and loses no right that its maker lacks, at any store where it is held", async () => {
    const { owner, manager, cashier } = store.people;
    const base = { merchantId: store.merchantId, base: "cashier" as const };
    const narrow = await store.copy(["manage_staff", "sell"], "manager");
    const li = await store.person("cashier", null);
    await give(owner, li, narrow);
    const save = (doer: string, roleId: string | null, rights: ("sell" | "refund" | "manage_staff")[]) =>
      saveRole(shop, by(doer), { ...base, roleId, name: crypto.randomUUID(), rights });
    expect(await save(li, null, ["refund"])).toEqual(REFUSED);
    expect(await save(li, null, ["sell"])).toEqual({ kind: "saved" });
    expect(await save(li, narrow, ["sell", "refund"])).toEqual(REFUSED);
    const wide = await store.copy(["sell", "refund"]);
    await give(owner, cashier, wide);
    expect(await save(li, wide, ["sell"])).toEqual(REFUSED);
    for (const doer of [cashier, store.people.auditor, other.people.owner])
      expect(await save(doer, null, [])).toEqual(REFUSED);
    // Held in a second store of the merchant, of which the manager is none.
    const branch = await shop.prisma.store.create({
      data: {
        merchantId: store.merchantId,
        code: crypto.randomUUID(),
        name: "B",
        practice: false,
        timeZone: "UTC",
        currency: "CNY",
      },
    });
    await shop.prisma.membership.create({ data: { userId: cashier, storeId: branch.id, role: wide } });
    expect(await save(manager, wide, ["sell"])).toEqual(REFUSED);
    await shop.prisma.membership.create({ data: { userId: manager, storeId: branch.id, role: "manager" } });
    expect(await save(manager, wide, ["sell"])).toEqual({ kind: "saved" });
  });

  it("T8 is told by its name, which the merchant has once", async () => {
    const base = { merchantId: store.merchantId, base: "cashier" as const, rights: [] };
    const save = (name: string, roleId: string | null = null) =>
      saveRole(shop, by(store.people.owner), { ...base, roleId, name });
    expect(await save("Evening")).toEqual({ kind: "saved" });
    expect(await save("Evening")).toEqual({ kind: "taken" });
    const role = await store.copy([]);
    expect(await save("Evening", role)).toEqual({ kind: "taken" });
  });

  it("T8 never makes an owner", async () => {
    const data = { merchantId: store.merchantId, base: "owner", name: "Boss", rights: ["manage_owners"] };
    await expect(shop.prisma.roleCopy.create({ data })).rejects.toThrow(/role_copy_is_no_owner/);
  });
});

describe("a person who is switched off", () => {
  it("T14 S2 B41 is out at once and everywhere, stays on record, and is in again when switched on", async () => {
    const { owner, cashier } = store.people;
    const set = (isOn: boolean) => switchPerson(shop, by(owner), { userId: cashier, isOn });
    expect(await staffOf(cashier)).not.toBeNull();
    expect(await set(false)).toEqual({ kind: "switched" });
    expect(await staffOf(cashier)).toBeNull();
    expect(await set(false)).toEqual(REFUSED);
    expect(await store.roleOf(cashier)).toBe("cashier");
    expect(await set(true)).toEqual({ kind: "switched" });
    // Sessions of before stay ended.
    expect(await staffOf(cashier)).toBeNull();
    sessions.delete(cashier);
    expect(await staffOf(cashier)).not.toBeNull();
    expect((await store.told(cashier)).map(({ kind }) => kind)).toEqual(["person_switched_off", "person_switched_on"]);
  });

  it("T14 T11 comes back to a live store by no password alone, which is enough to be put out and for practice", async () => {
    const { owner, cashier } = store.people;
    const set = (isOn: boolean, as = weaklyBy) => switchPerson(shop, as(owner), { userId: cashier, isOn });
    const isOff = async () =>
      (await shop.prisma.user.findUniqueOrThrow({ where: { id: cashier } })).disabledAt !== null;
    await shop.prisma.store.update({ where: { id: store.storeId }, data: { practice: false } });
    expect(await set(false)).toEqual({ kind: "switched" });
    expect(await set(true)).toEqual({ kind: "weak" });
    expect(await isOff()).toBe(true);
    expect(await set(true, by)).toEqual({ kind: "switched" });
    await shop.prisma.store.update({ where: { id: store.storeId }, data: { practice: true } });
    await set(false);
    expect(await set(true)).toEqual({ kind: "switched" });
    expect(await isOff()).toBe(false);
  });

  it("T14 is never erased: the application's role of the database may not", async () => {
    await expect(shop.prisma.user.delete({ where: { id: store.people.developer } })).rejects.toThrow(/denied/);
  });

  it("T14 is off in all stores, so whoever switches manages all of them", async () => {
    const { manager, cashier } = store.people;
    await other.hire(cashier, "cashier", null);
    const set = (doer: string) => switchPerson(shop, by(doer), { userId: cashier, isOn: false });
    for (const doer of [manager, other.people.owner, store.people.auditor, cashier])
      expect(await set(doer)).toEqual(REFUSED);
    await other.hire(manager, "manager", null);
    expect(await set(manager)).toEqual({ kind: "switched" });
  });

  it("T8 is no owner, when a manager wants it", async () => {
    const { owner, manager } = store.people;
    expect(await switchPerson(shop, by(manager), { userId: owner, isOn: false })).toEqual(REFUSED);
    expect(await switchPerson(shop, by(owner), { userId: manager, isOn: false })).toEqual({ kind: "switched" });
  });
});

it("T10 W4 a PIN is reset by whoever manages the person there, and its lock with it", async () => {
  const li = await store.person("cashier", "4711");
  const { owner, manager, cashier } = store.people;
  await shop.prisma.signInThrottle.create({
    data: { key: `pin user ${li} ${store.storeId}`, failures: 10, lockedUntil: new Date("9999-01-01") },
  });
  const reset = (doer: string, userId: string) => resetPin(shop, by(doer), { userId, storeId: store.storeId });
  for (const doer of [cashier, li, other.people.owner]) expect(await reset(doer, li)).toEqual(REFUSED);
  expect(await reset(manager, owner)).toEqual(REFUSED);
  expect(await reset(manager, li)).toEqual({ kind: "reset" });
  expect(await shop.prisma.membership.findFirst({ where: { userId: li } })).toMatchObject({ pinHash: null });
  expect(await shop.prisma.signInThrottle.count({ where: { key: { startsWith: `pin user ${li}` } } })).toBe(0);
  expect(await store.told(li)).toMatchObject([
    { kind: "pin_reset", userId: manager, storeId: store.storeId, facts: {} },
  ]);
});

it("I14 the page shows the people of the stores that somebody manages, and what may be done with each", async () => {
  const { owner, manager, cashier } = store.people;
  const page = async (userId: string) => {
    const staff = await staffOf(userId);
    return staff && findStaffPage(shop, staff);
  };
  const managers = await page(manager);
  expect(managers?.stores.map(({ id }) => id)).toEqual([store.storeId]);
  const found = Object.fromEntries(managers?.stores[0]?.members.map((one) => [one.userId, one]) ?? []);
  expect(Object.keys(found)).toHaveLength(5);
  expect(found[owner]).toMatchObject({ mayChange: false, mayChangeAll: false, role: "owner" });
  expect(found[manager]).toMatchObject({ mayChange: false, mayChangeAll: false, isSelf: true });
  expect(found[cashier]).toMatchObject({
    mayChange: true,
    mayChangeAll: true,
    isOn: true,
    hasPin: false,
    lastSignInAt: null,
  });
  expect(managers?.stores[0]?.givable).toEqual(["manager", "cashier", "auditor", "developer"]);
  expect((await page(owner))?.stores[0]?.givable).toContain("owner");
  expect((await page(cashier))?.stores).toEqual([]);
});
