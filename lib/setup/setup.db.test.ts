import { randomBytes } from "node:crypto";
import { afterAll, beforeEach, expect, it } from "vitest";
import { findStaff, type Staff } from "#lib/auth/find-staff.ts";
import { hashPassword, verifyPassword } from "#lib/auth/password.ts";
import { beginTestSession, staffOf } from "#lib/auth/testing/begin-session.ts";
import { closeShop, openShop } from "#lib/process.ts";
import { applyStoreFile } from "#lib/stores/apply/apply-store-file.ts";
import { account, mine } from "#lib/stores/testing/corner-file.ts";
import { by } from "#lib/testing/by.ts";
import { addFirstStore } from "./add-first-store.ts";
import { claimOwner } from "./claim-owner.ts";
import { findSetup, isNew } from "./queries.ts";

process.env.MASTER_KEY = randomBytes(32).toString("base64");
const shop = openShop();
afterAll(() => closeShop(shop));

const PRINTED = "abcd-efgh-jkmn-pqrs";
const general = { name: "Tea house", currency: "CNY" };
let ownerId = "";
let staff: Staff;

/** A new installation, as far as it can be told: people and entries of the audit are there for ever. */
beforeEach(async () => {
  const { prisma } = shop;
  await prisma.storeAccount.deleteMany();
  await prisma.membership.deleteMany();
  await prisma.register.deleteMany();
  await prisma.credentialVersion.deleteMany();
  await prisma.gatewayAccount.deleteMany();
  await prisma.store.deleteMany();
  await prisma.merchant.deleteMany();
  await prisma.user.updateMany({ data: { owner: false } });
  const passwordHash = await hashPassword(PRINTED);
  const data = { login: crypto.randomUUID(), name: "Owner", owner: true, passwordHash, passwordIssued: true };
  ownerId = (await shop.prisma.user.create({ data })).id;
  staff = await staffOf(shop, ownerId);
});

const somebody = async (login: string) =>
  (await shop.prisma.user.create({ data: { login, name: login, passwordHash: await hashPassword(PRINTED) } })).id;
const claim = (change: object = {}, who = staff) =>
  claimOwner(
    shop,
    { staff: who, doer: by(who.user.id) },
    {
      ...{ name: "Wang Wei", login: `Wang-${ownerId}`, password: "seven green lanterns" },
      ...change,
    },
  );
const steps = async () => (await findSetup(shop, await staffOf(shop, ownerId)))?.next;

it("O2 S28 the owner takes the account over: the printed password and its other sessions are over, the own one goes on", async () => {
  const elsewhere = await beginTestSession(shop, ownerId);
  expect(await claim({ password: "12345678" })).toEqual({ kind: "password_refused", problem: "common" });
  expect(await claim({ password: PRINTED })).toEqual({ kind: "password_refused", problem: "same" });
  await somebody(`wang-${ownerId}`);
  expect(await claim()).toEqual({ kind: "taken" });
  expect(await steps()).toBe("owner");
  const passkey = { id: ownerId, userId: ownerId, name: "K", publicKey: new Uint8Array(1), counter: 0 };
  await shop.prisma.passkey.create({ data: passkey });
  const theirs = { userId: ownerId, sealed: new Uint8Array(1), confirmedAt: new Date() };
  await shop.prisma.secondStep.create({ data: theirs });
  await shop.prisma.recoveryCode.create({ data: { userId: ownerId, hash: new Uint8Array(32) } });
  expect(await claim({ login: `Wei-${ownerId}` })).toEqual({ kind: "claimed" });
  // What a stranger who had read the printed password may have set up would ask the owner for codes that only the stranger has.
  const { passkey: keys, secondStep, recoveryCode } = shop.prisma;
  expect(await Promise.all([keys.count(), secondStep.count(), recoveryCode.count()])).toEqual([0, 0, 0]);

  const owner = await shop.prisma.user.findUniqueOrThrow({ where: { id: ownerId } });
  expect(owner).toMatchObject({ login: `wei-${ownerId}`, name: "Wang Wei", owner: true, passwordIssued: false });
  expect(await verifyPassword("seven green lanterns", owner.passwordHash)).toBe(true);
  const goesOn = (id: string) => findStaff(shop, { id, userId: ownerId, till: null }, true);
  expect(await goesOn(staff.session.id)).not.toBeNull();
  expect(await goesOn(elsewhere)).toBeNull();
  expect(await shop.prisma.auditEntry.findMany({ where: { userId: ownerId } })).toMatchObject([
    { kind: "person_applied", userId: ownerId, subjectId: ownerId, facts: { changed: ["name", "login", "password"] } },
  ]);
  expect(await claim()).toEqual({ kind: "not_found" });
});

it("O2 T12 nobody but the owner of the installation sets it up, and a password that was chosen is taken over by nobody", async () => {
  const other = await staffOf(shop, await somebody(crypto.randomUUID()));
  expect(await claim({}, other)).toEqual({ kind: "not_found" });
  expect(await findSetup(shop, other)).toBeNull();
  expect(await addFirstStore(shop, by(other.user.id), { general })).toEqual({ kind: "not_found" });
  expect(await claim({}, { ...staff, tillId: "at a till" })).toEqual({ kind: "not_found" });
  expect(await findSetup(shop, { ...staff, tillId: "at a till" })).toBeNull();
  await shop.prisma.user.update({ where: { id: ownerId }, data: { passwordIssued: false } });
  expect(await claim()).toEqual({ kind: "not_found" });
  expect(await steps()).toBe("store");
});

it("O2 T7 of two who make the first store at once one does: a live one with a till, which the owner owns", async () => {
  const second = { login: crypto.randomUUID(), name: "Second", owner: true, passwordHash: "" };
  const { id: secondId } = await shop.prisma.user.create({ data: second });
  expect(await addFirstStore(shop, by(ownerId), { general: { name: "" } })).toEqual({
    kind: "misfit",
    fields: ["name"],
  });
  await claim();
  expect(await isNew(shop)).toBe(true);
  const both = await Promise.all([ownerId, secondId].map((id) => addFirstStore(shop, by(id), { general })));
  expect(both.map(({ kind }) => kind).toSorted()).toEqual(["exists", "saved"]);
  const userId = both[0]?.kind === "saved" ? ownerId : secondId;
  expect(await isNew(shop)).toBe(false);
  const include = { registers: true, memberships: true, merchant: true };
  const stores = await shop.prisma.store.findMany({ include });
  expect(stores).toMatchObject([
    { name: "Tea house", practice: false, merchant: { name: "Tea house" }, memberships: [{ userId, role: "owner" }] },
  ]);
  expect(stores[0]?.registers).toHaveLength(1);
  expect(await addFirstStore(shop, by(ownerId), { general })).toEqual({ kind: "exists" });
});

const file = (merchant: string, practice: boolean) => ({
  merchant: { code: merchant, name: merchant },
  accounts: [{ ...account, privateKey: mine.privateKey, code: `${merchant}-openapi`, practice }],
  stores: [
    {
      ...{ code: merchant, name: merchant, practice, currency: "CNY", accounts: { CNY: `${merchant}-openapi` } },
      registers: [{ code: "1", name: "1" }],
    },
  ],
});
const apply = async (merchant: string, practice: boolean) =>
  expect((await applyStoreFile(shop, file(merchant, practice), String)).kind).toBe("applied");

it("O2 each step is seen in what it made: whoever comes back, in whatever browser, goes on where nothing is yet", async () => {
  process.env.PRACTICE_GATEWAY = "http://127.0.0.1:1";
  await apply("practice", true);
  expect(await steps()).toBe("owner");
  await claim();
  expect(await steps()).toBe("store");
  await addFirstStore(shop, by(ownerId), { general });
  expect(await steps()).toBe("credentials");

  // Practice first: its connection was tried.
  const { id: practiceId } = await shop.prisma.gatewayAccount.findUniqueOrThrow({
    where: { code: "practice-openapi" },
  });
  await shop.prisma.gatewayAccount.update({
    where: { id: practiceId },
    data: { testedVersion: 1, testedAt: new Date(0), testedCurrencies: ["CNY"] },
  });
  expect(await steps()).toBe("credentials");
  await shop.prisma.gatewayAccount.update({ where: { id: practiceId }, data: { testedAt: new Date() } });
  const setup = await findSetup(shop, await staffOf(shop, ownerId));
  expect(setup).toMatchObject({ next: "sale", done: { credentials: false, test: true }, owner: { name: "Wang Wei" } });
  expect(setup?.trials).toMatchObject([{ practice: true, accountId: practiceId, currencies: ["CNY"], sold: false }]);
});

it("O2 a new installation is set up by a store file just as well: only its connection and a sale are still to be tried", async () => {
  await apply("corner", false);
  expect(await isNew(shop)).toBe(true);
  await claim();
  expect(await isNew(shop)).toBe(false);
  expect(await addFirstStore(shop, by(ownerId), { general })).toEqual({ kind: "exists" });
  expect(await steps()).toBe("test");
});
