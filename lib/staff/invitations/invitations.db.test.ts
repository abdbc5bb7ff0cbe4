import { randomBytes } from "node:crypto";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { findStaff } from "#lib/auth/find-staff.ts";
import { signIn } from "#lib/auth/sign-in.ts";
import { beginTestSession, staffOf } from "#lib/auth/testing/begin-session.ts";
import { PASSWORD } from "#lib/auth/testing/pin-shop.ts";
import { closeShop, openShop } from "#lib/process.ts";
import { by } from "#lib/testing/by.ts";
import { assignRole } from "../assign-role.ts";
import type { JoinResult } from "../commands.ts";
import { findStaffPage } from "../queries.ts";
import { switchPerson } from "../switch-person.ts";
import { makeStaffStore, type StaffStore } from "../testing/staff-shop.ts";
import { join, joinAsUser } from "./accept-invitation.ts";
import { findLink, refusalOf } from "./find-link.ts";
import { invite, issuePasswordLink } from "./issue-link.ts";
import { withdrawInvitation } from "./revoke-link.ts";
import { choosePassword } from "./set-password.ts";

process.env.NEXTAUTH_SECRET = randomBytes(32).toString("base64url");
const shop = openShop();
afterAll(() => closeShop(shop));

let store: StaffStore;
let other: StaffStore;
beforeEach(async () => {
  [store, other] = await Promise.all([makeStaffStore(shop), makeStaffStore(shop)]);
});

const ADDRESS = "198.51.100.9";
const allTold = () => shop.prisma.auditEntry.findMany({ where: { storeId: store.storeId }, orderBy: { id: "asc" } });
const REFUSED = { kind: "not_allowed" };
const fresh = () => `wu-${crypto.randomUUID().slice(0, 8)}`;

async function linkTo(role: string, doer = store.people.owner): Promise<string> {
  const made = await invite(shop, by(doer), { storeId: store.storeId, role });
  if (made.kind !== "issued") throw new Error(made.kind);
  return made.token;
}
const wish = (token: string, change: { login?: string; password?: string } = {}) => ({
  ...{ token, name: "Wu Lan", login: fresh(), password: "seven green lanterns" },
  ...change,
});
const take = (token: string, change = {}): Promise<JoinResult> => join(shop, ADDRESS, wish(token, change));
const stateOf = async (token: string) => {
  const link = await findLink(shop, token);
  return link && refusalOf(link);
};
const idOf = async (token: string) => (await findLink(shop, token))?.id ?? "";
const endNow = async (token: string) =>
  shop.prisma.invitation.update({ where: { id: await idOf(token) }, data: { endsAt: new Date() } });

describe("an invitation", () => {
  it("T13 lets somebody new in, with the role and the store that were chosen, a name and a password of the own choice", async () => {
    const token = await linkTo("cashier", store.people.manager);
    expect(await findLink(shop, token)).toMatchObject({ storeName: "S", role: "cashier" });
    const login = fresh();
    expect(await take(token, { login: login.toUpperCase() })).toEqual({ kind: "joined" });
    const signedIn = await signIn(shop, { login, password: "seven green lanterns", address: ADDRESS });
    if (signedIn.kind !== "signed_in") throw new Error(signedIn.kind);
    const { id, name } = signedIn.user;
    expect(name).toBe("Wu Lan");
    expect(await store.roleOf(id)).toBe("cashier");
    expect(await shop.prisma.membership.count({ where: { userId: id } })).toBe(1);
    const where = { storeId: store.storeId, subject: "person", facts: { changed: ["cashier"] } };
    expect(await store.told(id)).toMatchObject([{ ...where, kind: "person_joined", userId: id, address: ADDRESS }]);
    const asked = await shop.prisma.auditEntry.findMany({ where: { kind: "person_invited", storeId: store.storeId } });
    expect(asked).toMatchObject([{ ...where, userId: store.people.manager, subjectId: null }]);
  });

  it("T13 is good once, however many take it at the same moment", async () => {
    const token = await linkTo("cashier");
    const results = await Promise.all(Array.from({ length: 4 }, () => take(token)));
    expect(results.filter(({ kind }) => kind === "joined")).toHaveLength(1);
    expect(await shop.prisma.membership.count({ where: { storeId: store.storeId } })).toBe(6);
    expect(await stateOf(token)).toBe("used");
    expect(await take(token)).toEqual({ kind: "used" });
  });

  it("T13 W4 says plainly that it is over after 24 hours, or was withdrawn, and that there was never such a one", async () => {
    const [late, gone] = [await linkTo("cashier"), await linkTo("cashier")];
    const { endsAt, createdAt } = await shop.prisma.invitation.findUniqueOrThrow({ where: { id: await idOf(late) } });
    expect(endsAt.getTime() - createdAt.getTime()).toBe(24 * 3_600_000);
    await endNow(late);
    const invitationId = await idOf(gone);
    expect(await withdrawInvitation(shop, by(store.people.manager), { invitationId })).toEqual({ kind: "withdrawn" });
    expect(await withdrawInvitation(shop, by(store.people.manager), { invitationId })).toEqual(REFUSED);
    const withdrawn = { storeId: store.storeId, kind: "invitation_withdrawn" };
    expect((await allTold()).filter(({ kind }) => kind === withdrawn.kind)).toMatchObject([withdrawn]);
    for (const [token, kind] of [
      [late, "over"],
      [gone, "withdrawn"],
      ["A".repeat(43), "not_found"],
    ] as const) {
      expect(await take(token)).toEqual({ kind });
      expect(await joinAsUser(shop, by(other.people.cashier), token)).toEqual({ kind });
    }
    expect(await stateOf("A".repeat(43))).toBeNull();
  });

  it("T13 S13 leaves nothing in the database that would open it", async () => {
    const token = await linkTo("cashier");
    const all = JSON.stringify(await shop.pool.query("select i::text from invitation i").then(({ rows }) => rows));
    for (const text of [token, Buffer.from(token, "base64url").toString("hex"), Buffer.from(token).toString("hex")])
      expect(all).not.toContain(text);
  });

  it("T8 T13 is made by nobody who lacks a right of the role there, and never of another merchant's role", async () => {
    const { manager, cashier, auditor } = store.people;
    const ask = (doer: string, role: string) => invite(shop, by(doer), { storeId: store.storeId, role });
    expect(await ask(manager, "owner")).toEqual(REFUSED);
    for (const doer of [cashier, auditor, other.people.owner]) expect(await ask(doer, "developer")).toEqual(REFUSED);
    const foreign = await other.copy(["sell"]);
    expect(await ask(store.people.owner, foreign)).toEqual(REFUSED);
    expect(await ask(manager, await store.copy(["sell"]))).toMatchObject({ kind: "issued" });
  });

  it("T13 S2 is void once whoever made it may not say so any more", async () => {
    const { owner, manager } = store.people;
    const [first, second] = [await linkTo("cashier", manager), await linkTo("manager", manager)];
    await assignRole(shop, by(owner), { userId: manager, storeId: store.storeId, role: "cashier" });
    expect(await take(first)).toEqual({ kind: "withdrawn" });
    await assignRole(shop, by(owner), { userId: manager, storeId: store.storeId, role: "manager" });
    await switchPerson(shop, by(owner), { userId: manager, isOn: false });
    expect(await take(second)).toEqual({ kind: "withdrawn" });
  });

  it("S10 T13 takes no weak password, and is still good afterwards", async () => {
    const token = await linkTo("cashier");
    expect(await take(token, { password: "short" })).toEqual({ kind: "password_refused", problem: "short" });
    expect(await take(token, { password: "Password1" })).toEqual({ kind: "password_refused", problem: "common" });
    expect(await take(token, { password: "x".repeat(64) })).toEqual({ kind: "joined" });
  });

  it("S11 T13 tells a user name that somebody has, but to nobody who tries many", async () => {
    const { login } = await shop.prisma.user.findUniqueOrThrow({ where: { id: store.people.owner } });
    const token = await linkTo("cashier");
    const results = await Promise.all(Array.from({ length: 8 }, () => take(token, { login })));
    expect(results.filter(({ kind }) => kind === "taken").length).toBeLessThanOrEqual(5);
    expect(await take(token)).toMatchObject({ kind: "locked", seconds: expect.any(Number) });
    // Other links are as good as before.
    expect(await take(await linkTo("cashier"))).toEqual({ kind: "joined" });
  });

  it("T13 is taken by somebody who is signed in for the own account; a member's role does not change by it", async () => {
    const token = await linkTo("manager");
    const { cashier } = store.people;
    expect(await joinAsUser(shop, by(cashier), token)).toEqual({ kind: "member" });
    expect(await store.roleOf(cashier)).toBe("cashier");
    const guest = other.people.cashier;
    expect(await joinAsUser(shop, by(guest), token)).toEqual({ kind: "joined" });
    expect(await store.roleOf(guest)).toBe("manager");
    const staff = await staffOf(shop, guest);
    expect(staff.stores.map(({ storeId }) => storeId).toSorted()).toEqual([store.storeId, other.storeId].toSorted());
    expect(await stateOf(token)).toBe("used");
  });

  it("I14 stands on the page of its store, until it is used", async () => {
    await linkTo("cashier");
    const links = async (userId: string) =>
      (await findStaffPage(shop, await staffOf(shop, userId))).stores.flatMap(({ links }) => links);
    expect(await links(store.people.manager)).toMatchObject([{ role: "cashier", forName: null }]);
    expect(await links(other.people.manager)).toEqual([]);
    await take(await linkTo("cashier"));
    expect(await links(store.people.manager)).toHaveLength(1);
  });
});

describe("a link to a new password", () => {
  const linkFor = async (doer: string, userId: string) =>
    issuePasswordLink(shop, by(doer), { userId, storeId: store.storeId });
  const tokenFor = async (doer: string, userId: string) => {
    const made = await linkFor(doer, userId);
    if (made.kind !== "issued") throw new Error(made.kind);
    return made.token;
  };

  it("T10 S8 B41 sets the password once, ends the sessions of the old one and forgets the passkeys", async () => {
    const { manager, cashier } = store.people;
    const passkey = { id: crypto.randomUUID(), userId: cashier, name: "Phone", publicKey: new Uint8Array(1) };
    await shop.prisma.passkey.create({ data: passkey });
    const { login } = await shop.prisma.user.findUniqueOrThrow({ where: { id: cashier } });
    const sid = await beginTestSession(shop, cashier);
    const token = await tokenFor(manager, cashier);
    const choose = (password: string) => choosePassword(shop, ADDRESS, { token, password });
    expect(await choose("12345678")).toEqual({ kind: "password_refused", problem: "common" });
    const results = await Promise.all([choose("nine small boats"), choose("ten small boats")]);
    expect(results.map(({ kind }) => kind).toSorted()).toEqual(["set", "used"]);
    const enter = (password: string) => signIn(shop, { login, password, address: ADDRESS });
    expect((await enter(PASSWORD)).kind).toBe("wrong");
    const password = results[0]?.kind === "set" ? "nine small boats" : "ten small boats";
    expect((await enter(password)).kind).toBe("signed_in");
    expect(await findStaff(shop, { id: sid, userId: cashier, till: null })).toBeNull();
    expect(await shop.prisma.passkey.count({ where: { userId: cashier } })).toBe(0);
    const kinds = (await store.told(cashier)).map(({ kind }) => kind);
    expect(kinds).toEqual(["password_link", "password_set", "sign_in_refused"]);
  });

  it("T8 I14 is for whoever manages all stores of the person and may there what the person may: it opens the account", async () => {
    const { owner, manager, cashier, auditor } = store.people;
    expect(await linkFor(manager, owner)).toEqual(REFUSED);
    for (const doer of [auditor, cashier, other.people.owner]) expect(await linkFor(doer, cashier)).toEqual(REFUSED);
    await other.hire(cashier, "owner", null);
    for (const doer of [owner, manager]) expect(await linkFor(doer, cashier)).toEqual(REFUSED);
  });

  it("T13 S2 is void once there is a newer one, the person is switched off or may more than its maker", async () => {
    const { owner, manager, cashier } = store.people;
    const choose = (token: string) => choosePassword(shop, ADDRESS, { token, password: "nine small boats" });
    const [older, newer] = [await tokenFor(manager, cashier), await tokenFor(manager, cashier)];
    expect(await choose(older)).toEqual({ kind: "withdrawn" });
    await assignRole(shop, by(owner), { userId: cashier, storeId: store.storeId, role: "owner" });
    expect(await choose(newer)).toEqual({ kind: "withdrawn" });
    const token = await tokenFor(owner, cashier);
    await switchPerson(shop, by(owner), { userId: cashier, isOn: false });
    expect(await choose(token)).toEqual({ kind: "withdrawn" });
    expect(await linkFor(owner, cashier)).toEqual(REFUSED);
  });

  it("T13 invites nobody, and an invitation sets no password", async () => {
    const token = await tokenFor(store.people.owner, store.people.cashier);
    expect(await take(token)).toEqual({ kind: "not_found" });
    expect(await joinAsUser(shop, by(other.people.cashier), token)).toEqual({ kind: "not_found" });
    const invitation = await linkTo("cashier");
    expect(await choosePassword(shop, ADDRESS, { token: invitation, password: "nine small boats" })).toEqual({
      kind: "not_found",
    });
  });
});
