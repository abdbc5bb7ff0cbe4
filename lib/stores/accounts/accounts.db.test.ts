import { afterAll, describe, expect, it, vi } from "vitest";
import type { Doer } from "#lib/actor.ts";
import { staffOf } from "#lib/auth/testing/begin-session.ts";
import { openTestShop } from "#lib/orders/testing/test-shop.ts";
import { openRefundShop } from "#lib/refunds/testing/refund-shop.ts";
import { by, weaklyBy } from "#lib/testing/by.ts";
import { applyStoreFile } from "../apply/apply-store-file.ts";
import { findAccount, findStore } from "../manage/queries.ts";
import { saveCurrency, takeCurrency } from "../manage/save-currency.ts";
import { addStore } from "../manage/save-store.ts";
import { unsealSecrets } from "../seal-secrets.ts";
import { account, alipay, mine } from "../testing/corner-file.ts";
import { newKeyPair } from "../testing/keys.ts";
import { general, openapi, openManagedShop, savedId, typedAt } from "../testing/managed-shop.ts";
import { checkAccount, removeAccount, saveAccount } from "./save-account.ts";

const { world, ownerId, managerId, storeId, hire, makeStore } = await openManagedShop();
const typed = (change: object = {}) => typedAt(storeId, change);

afterAll(() => world.close());

describe("an account by the form", () => {
  it("T2 is stored by the store file's engine: sealed, and shown by fingerprints alone, with date and person", async () => {
    const { shop } = world;
    const accountId = savedId(await saveAccount(shop, by(ownerId), typed()));
    const view = await findAccount(shop, await staffOf(world.shop, managerId), { storeId, accountId });
    expect(view).toMatchObject({
      generation: "openapi",
      practice: false,
      shared: false,
      usedHere: false,
      testedAt: null,
    });
    expect(view?.versions).toEqual([{ version: 1, savedAt: expect.any(String), savedBy: "The owner" }]);
    expect(view?.marks.map(({ field }) => field).toSorted()).toEqual(["alipayPublicKey", "privateKey"]);
    expect(view?.marks.every(({ mark }) => /^[0-9a-f]{4}( [0-9a-f]{4}){3}$/.test(mark))).toBe(true);
    const shown = JSON.stringify(view);
    for (const key of [mine.privateKey, alipay.publicKey]) expect(shown).not.toContain(key.slice(40, 80));
    const stored = await shop.prisma.credentialVersion.findFirstOrThrow({ where: { accountId } });
    expect(Buffer.from(stored.sealed).includes(mine.privateKey.slice(40, 80))).toBe(false);
    const opened = unsealSecrets(stored.sealed, accountId, 1);
    expect(opened.ok && opened.secrets.privateKey).toContain("BEGIN PRIVATE KEY");
    const [entry] = await shop.prisma.auditEntry.findMany({ where: { subjectId: accountId } });
    expect(entry).toMatchObject({ kind: "account_applied", userId: ownerId });
    expect(JSON.stringify(entry?.facts)).not.toContain(mine.privateKey.slice(40, 80));
  });

  it("T3 B48 says of each entry what is wrong while the others are still empty", async () => {
    const check = async (entries: object) => {
      const result = await checkAccount(world.shop, by(ownerId), { ...typed(), entries: { ...entries } });
      if (result.kind !== "checked") throw new Error(result.kind);
      return result;
    };
    const problemOf = async (entries: object, field: string) =>
      (await check(entries)).problems.find((problem) => problem.field === field)?.finding;
    expect(await problemOf({ appId: "abc" }, "appId")).toBe("wrong_form");
    expect(await problemOf({}, "sellerId")).toBe("missing");
    expect(await problemOf({ privateKey: mine.publicKey }, "privateKey")).toBe("private_key_expected");
    expect(await problemOf({ alipayPublicKey: mine.privateKey }, "alipayPublicKey")).toBe("public_key_expected");
    const pair = { privateKey: mine.privateKey, alipayPublicKey: mine.publicKey };
    expect(await problemOf(pair, "alipayPublicKey")).toBe("own_public_key");
    expect((await check({ ...pair, ...openapi, alipayPublicKey: alipay.publicKey })).problems).toEqual([]);
    const der = { privateKey: { bytes: mine.privateKey } };
    expect((await check(der)).marks).toEqual([{ field: "privateKey", mark: expect.any(String) }]);
  });

  it("B47 takes no gateway that is not Alipay's, whichever way it is written", async () => {
    const addresses = [
      ...[
        "http://openapi.alipay.com/gateway.do",
        "file:///etc/passwd",
        "https://127.0.0.1/gateway.do",
        "https://[::1]/",
      ],
      ...["https://2130706433/", "https://169.254.169.254/", "https://openapi.alipay.com@evil.example/gateway.do"],
      ...[
        "https://openapi.alipay.com:8443/gateway.do",
        "https://openapi.alipay.com./gateway.do",
        "https://openapi.аlipay.com/",
      ],
    ];
    for (const gateway of addresses) {
      const result = await saveAccount(world.shop, by(ownerId), typed({ entries: { ...typed().entries, gateway } }));
      expect(result, gateway).toMatchObject({ kind: "wrong", problems: [{ field: "gateway" }] });
    }
  });

  it("T15 refuses an overseas account that lacks what Alipay wants to know of the shop", async () => {
    const entries = { partner: "2088021966388155", signType: "MD5", md5Key: "abcdefghijklmnopqrstuvwxyz012345" };
    const result = await saveAccount(world.shop, by(ownerId), typed({ generation: "mapi", entries }));
    const fields = result.kind === "wrong" ? result.problems.map(({ field }) => field) : [];
    for (const name of ["settlementCurrency", "secondaryMerchantId", "secondaryMerchantName", "storeId", "storeName"]) {
      expect(fields).toContain(name);
    }
    expect(fields).toContain("secondaryMerchantIndustry");
  });

  it("T16 is marked where it signs weakly, and not where nothing better is documented", async () => {
    const shopData = { secondaryMerchantId: "A1", secondaryMerchantName: "Muku", secondaryMerchantIndustry: "5812" };
    const entries = {
      ...{ partner: "2088021966388155", signType: "MD5", md5Key: "abcdefghijklmnopqrstuvwxyz012345" },
      ...{ settlementCurrency: "USD", storeId: "S1", storeName: "Muku", ...shopData },
    };
    const accountId = savedId(await saveAccount(world.shop, by(ownerId), typed({ generation: "mapi", entries })));
    const view = await findAccount(world.shop, await staffOf(world.shop, ownerId), { storeId, accountId });
    expect(view).toMatchObject({ weak: true, marks: [{ field: "md5Key", mark: expect.stringMatching(/^.{9}$/) }] });
  });

  it("T5 F55 keeps the keys that nobody typed, and believes Alipay's former key until a day; payments keep their version", async () => {
    const { shop } = world;
    const accountId = savedId(await saveAccount(shop, by(ownerId), typed()));
    const next = newKeyPair();
    const change = {
      ...typed({ accountId, keep: ["privateKey"] }),
      entries: { ...openapi, alipayPublicKey: next.publicKey, formerKeyUntil: "2099-12-31" },
    };
    expect(await saveAccount(shop, by(ownerId), change)).toEqual({ kind: "saved", accountId });
    const versions = await shop.prisma.credentialVersion.findMany({
      where: { accountId },
      orderBy: { version: "asc" },
    });
    const [before, after] = versions.map(({ settings }) => settings as Record<string, string>);
    expect(versions).toHaveLength(2);
    expect(after?.formerAlipayPublicKey).toBe(before?.alipayPublicKey);
    expect(after?.formerKeyUntil).toBe("2099-12-31");
    const secrets = versions.map(({ sealed, version }) => unsealSecrets(sealed, accountId, version));
    expect(secrets[1]).toEqual(secrets[0]);
    const over = { ...typed({ accountId, keep: ["privateKey", "alipayPublicKey"] }), entries: openapi };
    await saveAccount(shop, by(ownerId), over);
    const last = await shop.prisma.credentialVersion.findFirstOrThrow({ where: { accountId, version: 3 } });
    expect(last.settings).not.toHaveProperty("formerAlipayPublicKey");
  });

  it("T1 is used by another store of the merchant only where it is shared by choice", async () => {
    const { shop } = world;
    const seenElsewhere = async () =>
      (await findStore(shop, await staffOf(world.shop, ownerId), world.storeId))?.accounts.map(({ id }) => id) ?? [];
    const accountId = savedId(await saveAccount(shop, by(ownerId), typed()));
    expect(await seenElsewhere()).not.toContain(accountId);
    const currency = { currency: "CNY", minAmount: "0.01", maxAmount: "100", confirmFrom: "", accepted: true };
    const use = () => saveCurrency(shop, by(ownerId), { storeId: world.storeId, accountId, ...currency });
    expect(await use()).toEqual({ kind: "not_found" });
    const keep = ["privateKey", "alipayPublicKey"];
    await saveAccount(shop, by(ownerId), { ...typed({ accountId, shared: true, keep }), entries: openapi });
    expect(await seenElsewhere()).toContain(accountId);
  });

  it("T7 a live store is offered no practice account, whoever shares it", async () => {
    const { shop } = world;
    const { merchantId } = await shop.prisma.store.findUniqueOrThrow({ where: { id: storeId } });
    const practice = await shop.prisma.gatewayAccount.create({
      data: {
        merchantId,
        code: `p-${crypto.randomUUID()}`,
        generation: "openapi",
        practice: true,
        notifyToken: crypto.randomUUID(),
      },
    });
    const store = await findStore(shop, await staffOf(world.shop, ownerId), storeId);
    expect(store?.accounts.map(({ id }) => id)).not.toContain(practice.id);
    const currency = { currency: "CNY", minAmount: "0.01", maxAmount: "100", confirmFrom: "", accepted: true };
    const use = await saveCurrency(shop, by(ownerId), { storeId, accountId: practice.id, ...currency });
    expect(use).toEqual({ kind: "not_found" });
  });
});

it("S30 T7 a practice store's account is not saved while practice is off", async () => {
  const { shop } = world;
  const wish = { storeId: world.storeId, practice: true, general: general() };
  vi.stubEnv("PRACTICE_GATEWAY", "http://127.0.0.1:1");
  const made = await addStore(shop, by(ownerId), wish);
  if (made.kind !== "saved") throw new Error(made.kind);
  const save = () => saveAccount(shop, by(ownerId), typed({ storeId: made.storeId }));
  const kept = () => shop.prisma.gatewayAccount.count({ where: { storeId: made.storeId } });
  vi.stubEnv("PRACTICE", "off");
  expect(await save()).toMatchObject({ kind: "wrong", problems: [{ finding: "practice_off" }] });
  expect(await kept()).toBe(0);
  vi.stubEnv("PRACTICE", "on");
  expect(await save()).toMatchObject({ kind: "saved" });
  expect(await kept()).toBe(1);
  vi.unstubAllEnvs();
});

describe("what a store sells in", () => {
  const wish = { currency: "CNY", minAmount: "0.01", maxAmount: "5000.00", confirmFrom: "1000", accepted: false };

  it("T3 takes an untested account for live money only after a second word", async () => {
    const { shop } = world;
    const storeId = await makeStore();
    const accountId = savedId(await saveAccount(shop, by(ownerId), typed({ storeId })));
    const save = (change: object) => saveCurrency(shop, by(ownerId), { storeId, accountId, ...wish, ...change });
    expect(await save({})).toEqual({ kind: "untested" });
    expect(await save({ accepted: true })).toEqual({ kind: "saved" });
    const store = await findStore(shop, await staffOf(world.shop, ownerId), storeId);
    expect(store?.currencies).toMatchObject([{ currency: "CNY", maxAmount: "5000.00", confirmFrom: "1000.00" }]);
    expect(await save({ maxAmount: "0.005", accepted: true })).toEqual({ kind: "misfit", fields: ["maxAmount"] });
    expect(await save({ currency: "USD", accepted: true })).toEqual({ kind: "misfit", fields: ["USD"] });
    const again = {
      ...typed({ storeId, accountId, keep: ["privateKey"] }),
      entries: { ...openapi, alipayPublicKey: newKeyPair().publicKey },
    };
    expect(await saveAccount(shop, by(ownerId), again)).toEqual({ kind: "untested", stores: 1 });
  });

  it("T11 lets nobody say by a password alone who is paid in a live store; limits need no more", async () => {
    const { shop } = world;
    const storeId = await makeStore();
    const weak = { kind: "weak" };
    expect(await saveAccount(shop, weaklyBy(ownerId), typed({ storeId }))).toEqual(weak);
    const accountId = savedId(await saveAccount(shop, by(ownerId), typed({ storeId })));
    const save = (doer: Doer, change: object = {}) =>
      saveCurrency(shop, doer, { storeId, accountId, ...wish, accepted: true, ...change });
    expect(await save(weaklyBy(ownerId))).toEqual(weak);
    expect(await save(by(ownerId))).toEqual({ kind: "saved" });
    expect(await save(weaklyBy(ownerId), { maxAmount: "4000.00" })).toEqual({ kind: "saved" });
    expect(await removeAccount(shop, weaklyBy(ownerId), { storeId, accountId })).toEqual(weak);
  });

  it("F57 keeps an account and a store's currency while a sale of it is not final, and gives them up afterwards", async () => {
    const own = await openTestShop();
    const { shop, storeId: place, accountId } = own;
    const sale = await own.sell();
    const bossId = await hire("owner", place);
    const take = () => takeCurrency(shop, by(bossId), { storeId: place, currency: "CNY" });
    const remove = () => removeAccount(shop, by(bossId), { storeId: place, accountId });
    expect(await take()).toMatchObject({ kind: "open_orders" });
    expect(await remove()).toMatchObject({ kind: "open_orders" });
    const another = savedId(await saveAccount(shop, by(bossId), typed({ storeId: place })));
    const turnTo = (id: string) =>
      saveCurrency(shop, by(bossId), { storeId: place, accountId: id, ...wish, accepted: true });
    expect(await turnTo(another)).toEqual({ kind: "open_orders", count: 1 });
    expect(await turnTo(accountId)).toEqual({ kind: "saved" });
    const final = { status: "closed", nextCheckAt: null };
    await shop.prisma.paymentAttempt.updateMany({ where: { accountId }, data: final });
    await shop.prisma.order.updateMany({ where: { storeId: place }, data: { status: "cancelled" } });
    expect(await remove()).toEqual({ kind: "in_use" });
    expect(await take()).toEqual({ kind: "taken" });
    expect(await remove()).toEqual({ kind: "removed" });
    // What was paid with it is still asked for: its credentials stay.
    expect(await shop.prisma.credentialVersion.count({ where: { accountId } })).toBe(1);
    expect(sale.accountId).toBe(accountId);
    await own.close();
  });

  it("F57 keeps them while a refund is on its way", async () => {
    const own = await openRefundShop();
    const { shop, storeId: place, accountId } = own;
    const bossId = await own.hire("owner");
    const asked = await own.giveBack(await own.sellPaid());
    const another = savedId(await saveAccount(shop, by(bossId), typed({ storeId: place })));
    const turn = () => saveCurrency(shop, by(bossId), { storeId: place, accountId: another, ...wish, accepted: true });
    const open = { kind: "open_orders", count: 1 };
    expect(await turn()).toEqual(open);
    expect(await takeCurrency(shop, by(bossId), { storeId: place, currency: "CNY" })).toEqual(open);
    expect(await removeAccount(shop, by(bossId), { storeId: place, accountId })).toEqual(open);
    expect(await own.work(asked)).toMatchObject({ status: "done" });
    expect(await turn()).toEqual({ kind: "saved" });
    expect(await removeAccount(shop, by(bossId), { storeId: place, accountId })).toEqual({ kind: "removed" });
    await own.close();
  });
});

it("F57 T2 a store file that names a removed account takes it into use again", async () => {
  const { shop } = world;
  const accountId = savedId(await saveAccount(shop, by(ownerId), typed()));
  const removed = { removedAt: new Date() };
  const { code, merchantId } = await shop.prisma.gatewayAccount.update({ where: { id: accountId }, data: removed });
  const merchant = await shop.prisma.merchant.findUniqueOrThrow({ where: { id: merchantId } });
  const seen = async () =>
    (await findStore(shop, await staffOf(world.shop, ownerId), storeId))?.accounts.map(({ id }) => id);
  expect(await seen()).not.toContain(accountId);
  const named = { code: merchant.code, name: merchant.name };
  const result = await applyStoreFile(shop, { merchant: named, accounts: [{ ...account, code }] }, (source) =>
    typeof source === "string" ? source : mine.privateKey,
  );
  expect(result).toMatchObject({ kind: "applied" });
  expect(await seen()).toContain(accountId);
});
