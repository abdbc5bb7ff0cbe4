import { X509Certificate } from "node:crypto";
import { afterAll, describe, expect, it, vi } from "vitest";
import { certificateTexts } from "#lib/alipay/openapi/testing/account.ts";
import { staffOf } from "#lib/auth/testing/begin-session.ts";
import { by } from "#lib/testing/by.ts";
import { checkAccount, removeAccount, saveAccount } from "../accounts/save-account.ts";
import { testTyped } from "../accounts/start-test.ts";
import { general, openapi, openManagedShop, savedId, typedAt } from "../testing/managed-shop.ts";
import { findCertificateWarnings, findStore, findStores } from "./queries.ts";
import { saveCurrency, takeCurrency } from "./save-currency.ts";
import { nameRegister } from "./save-register.ts";
import { addStore, saveStore } from "./save-store.ts";

const { world, ownerId, managerId, storeId, hire, makeStore } = await openManagedShop();
const typed = (change: object = {}) => typedAt(storeId, change);

afterAll(() => world.close());

describe("a store by the form", () => {
  it("T1 is made beside another one of the merchant, with a till, and belongs to who made it, alone", async () => {
    await world.shop.prisma.user.create({ data: { login: "first", name: "First", passwordHash: "", owner: true } });
    const storeId = await makeStore();
    const members = await world.shop.prisma.membership.findMany({ where: { storeId } });
    expect(members).toMatchObject([{ userId: ownerId, role: "owner" }]);
    const store = await findStore(world.shop, await staffOf(world.shop, ownerId), storeId);
    expect(store).toMatchObject({ name: "Corner two", practice: false, mayManage: true, hasSold: false });
    expect(store?.general).toMatchObject({ dayStart: "04:00", codeLifeMinutes: 3, secondLanguage: undefined });
    expect(store?.registers).toHaveLength(1);
    const [entry] = await world.shop.prisma.auditEntry.findMany({ where: { subjectId: storeId } });
    expect(entry).toMatchObject({ kind: "store_applied", userId: ownerId, storeId });
  });

  it("T1 changes as the store file would change it, and names the fields that do not fit", async () => {
    const save = (change: object) => saveStore(world.shop, by(ownerId), { storeId, general: general(change) });
    expect(await save({ codeLifeMinutes: 99, dayStart: "25:00", timeZone: "Mars/Base" })).toEqual({
      kind: "misfit",
      fields: ["timeZone", "dayStart", "codeLifeMinutes"],
    });
    expect(await save({ secondLanguage: "zh-CN" })).toEqual({ kind: "misfit", fields: ["secondLanguage"] });
    expect(await save({ name: "Corner three", secondLanguage: "en" })).toEqual({ kind: "saved", storeId });
    const store = await findStore(world.shop, await staffOf(world.shop, ownerId), storeId);
    expect(store).toMatchObject({ name: "Corner three", general: { secondLanguage: "en" } });
  });

  it("S30 T7 is none for practice where practice is switched off", async () => {
    const { prisma } = world.shop;
    const wish = { storeId: world.storeId, practice: true, general: general() };
    const stores = () => prisma.store.count();
    const before = await stores();
    vi.stubEnv("PRACTICE_GATEWAY", "http://127.0.0.1:1");
    vi.stubEnv("PRACTICE", "off");
    expect(await addStore(world.shop, by(ownerId), wish)).toEqual({ kind: "misfit", fields: ["practice"] });
    expect(await stores()).toBe(before);
    vi.stubEnv("PRACTICE", "on");
    expect(await addStore(world.shop, by(ownerId), wish)).toMatchObject({ kind: "saved" });
    vi.unstubAllEnvs();
  });

  it("T1 keeps its currency once it has sold", async () => {
    await world.sell();
    const wish = { storeId: world.storeId, general: general({ currency: "HKD" }) };
    expect(await saveStore(world.shop, by(ownerId), wish)).toEqual({ kind: "misfit", fields: ["currency"] });
    const store = await findStore(world.shop, await staffOf(world.shop, ownerId), world.storeId);
    expect(store).toMatchObject({ hasSold: true, general: { currency: "CNY" } });
  });

  it("T1 gets further tills, and a till another name", async () => {
    const name = (registerId: string | null, wish: string) =>
      nameRegister(world.shop, by(ownerId), { storeId, registerId, name: wish });
    expect(await name(null, "Terrace")).toEqual({ kind: "saved" });
    expect(await name(null, " ")).toEqual({ kind: "misfit", fields: ["name"] });
    const store = await findStore(world.shop, await staffOf(world.shop, ownerId), storeId);
    expect(await name(store?.registers[0]?.id ?? "", "Counter")).toEqual({ kind: "saved" });
    expect(await name(world.registerId, "Not mine")).toEqual({ kind: "not_found" });
    const after = await findStore(world.shop, await staffOf(world.shop, ownerId), storeId);
    expect(after?.registers.map((register) => register.name)).toEqual(["Counter", "Terrace"]);
  });

  it("T1 I14 is seen by its manager, changed by its owner, and neither by others", async () => {
    const { shop } = world;
    const manager = await staffOf(world.shop, managerId);
    expect(await findStore(shop, manager, storeId)).toMatchObject({ mayManage: false });
    expect(await findStore(shop, manager, world.storeId)).toBeNull();
    expect((await findStores(shop, manager)).map(({ id }) => id)).toEqual([storeId]);
    for (const userId of [managerId, world.strangerId, world.userId]) {
      expect(await saveStore(shop, by(userId), { storeId, general: general() })).toEqual({ kind: "not_found" });
      expect(await saveAccount(shop, by(userId), typed())).toEqual({ kind: "not_found" });
    }
  });
});

it("T1 I14 no PIN changes a store or its accounts, nor is offered to", async () => {
  const { shop } = world;
  const accountId = savedId(await saveAccount(shop, by(ownerId), typed()));
  const doer = { ...by(ownerId), byPin: true };
  const owner = await staffOf(shop, ownerId);
  expect(await findStore(shop, { ...owner, tillId: crypto.randomUUID() }, storeId)).toMatchObject({ mayManage: false });
  const limits = { minAmount: "0.01", maxAmount: "100", confirmFrom: "", accepted: true };
  const results = [
    await addStore(shop, doer, { storeId, practice: false, general: general() }),
    await saveStore(shop, doer, { storeId, general: general() }),
    await nameRegister(shop, doer, { storeId, registerId: null, name: "Terrace" }),
    await saveCurrency(shop, doer, { storeId, accountId, currency: "CNY", ...limits }),
    await takeCurrency(shop, doer, { storeId, currency: "CNY" }),
    await checkAccount(shop, doer, typed({ accountId })),
    await saveAccount(shop, doer, typed({ accountId })),
    await testTyped(shop, doer, typed({ accountId })),
    await removeAccount(shop, doer, { storeId, accountId }),
  ];
  for (const result of results) expect(result).toEqual({ kind: "not_found" });
});

it("T6 tells whose certificates end soon, 30 days before and afterwards, to those who see a store that sells with them", async () => {
  const { shop } = world;
  const place = await makeStore();
  const manager = await staffOf(world.shop, await hire("manager", place));
  const accountId = savedId(await saveAccount(shop, by(ownerId), typed({ storeId: place })));
  const where = { accountId_version: { accountId, version: 1 } };
  const settings = { ...openapi, appCertificate: certificateTexts.app };
  await shop.prisma.credentialVersion.update({ where, data: { settings } });
  const wish = { currency: "CNY", minAmount: "0.01", maxAmount: "100", confirmFrom: "", accepted: true };
  const warned = (days: number, { staff = manager, text = certificateTexts.app } = {}) =>
    findCertificateWarnings(shop, staff, new Date(Date.parse(new X509Certificate(text).validTo) - days * 86_400_000));
  expect(await warned(29)).toEqual([]);
  expect(await saveCurrency(shop, by(ownerId), { storeId: place, accountId, ...wish })).toEqual({ kind: "saved" });
  expect(await warned(31)).toEqual([]);
  expect(await warned(29)).toMatchObject([
    { storeId: place, accountId, field: "appCertificate", daysLeft: 29, ended: false },
  ]);
  expect(await warned(-1)).toMatchObject([{ daysLeft: 0, ended: true }]);
  expect(await warned(29, { staff: await staffOf(world.shop, managerId) })).toEqual([]);
  const others = { alipayCertificate: certificateTexts.alipay, alipayRootCertificate: certificateTexts.root };
  for (const [field, text] of Object.entries(others)) {
    await shop.prisma.credentialVersion.update({ where, data: { settings: { ...openapi, [field]: text } } });
    expect(await warned(31, { text })).toEqual([]);
    expect(await warned(29, { text })).toMatchObject([{ accountId, field, daysLeft: 29, ended: false }]);
  }
});
