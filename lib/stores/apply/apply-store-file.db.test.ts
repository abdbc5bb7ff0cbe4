import { createPrivateKey, randomBytes } from "node:crypto";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { verifyPassword } from "#lib/auth/password.ts";
import { isPin } from "#lib/auth/pin.ts";
import { closeShop, openShop } from "#lib/process.ts";
import { findGateway } from "../find-gateway.ts";
import { findUnreadableAccount } from "../find-unreadable-account.ts";
import { unsealSecrets } from "../seal-secrets.ts";
import { account, alipay, file, mine, person, store, withStore } from "../testing/corner-file.ts";
import { newKeyPair } from "../testing/keys.ts";
import { applyStoreFile } from "./apply-store-file.ts";

process.env.MASTER_KEY = randomBytes(32).toString("base64");
const shop = openShop();
afterAll(() => closeShop(shop));

const apply = (content: unknown) =>
  applyStoreFile(shop, content, (source) => (typeof source === "string" ? source : mine.privateKey));

const limitsOf = (code: string) =>
  shop.prisma.refundLimit.findMany({
    where: { store: { code } },
    omit: { storeId: true },
    orderBy: [{ currency: "asc" }, { role: "asc" }],
  });

const currenciesOf = (code: string) =>
  shop.prisma.storeAccount.findMany({
    where: { store: { code } },
    select: { currency: true, minAmount: true, maxAmount: true },
    orderBy: { currency: "asc" },
  });

beforeEach(async () => {
  expect(await apply(file)).toMatchObject({ kind: "applied" });
});

describe("scantill store apply", () => {
  it("makes everything, and changes nothing the second time", async () => {
    const fresh = JSON.parse(JSON.stringify(file).replaceAll("corner", "fresh").replaceAll("Wang", "Zhao"));
    const made = ["merchant fresh: made", "account fresh-openapi: made", "store fresh: made", "staff zhao: made"];
    expect(await apply(fresh)).toEqual({ kind: "applied", lines: made });
    expect(await apply(fresh)).toEqual({
      kind: "applied",
      lines: made.slice(1).map((line) => line.replace("made", "kept")),
    });
    expect(await shop.prisma.store.findUnique({ where: { code: "fresh" } })).toMatchObject({
      dayStartMinute: 240,
      codeLifeMinutes: 3,
    });
    expect(await currenciesOf("fresh")).toEqual([{ currency: "CNY", minAmount: 1n, maxAmount: 2_000_000n }]);
  });

  it("T2 makes accounts of every generation, and a store that sells in several currencies, each with its limits", async () => {
    const mapi = {
      ...{
        code: "wide-mapi",
        generation: "mapi",
        partner: "2088021966388155",
        signType: "MD5",
        settlementCurrency: "USD",
      },
      ...{ md5Key: "abcdefghijklmnopqrstuvwxyz012345", secondaryMerchantId: "A1", secondaryMerchantName: "Muku" },
      ...{ secondaryMerchantIndustry: "5812", storeId: "S1", storeName: "Muku" },
    };
    const intl = {
      ...{
        code: "wide-intl",
        generation: "intl",
        clientId: "211020000000000000044",
        merchantId: "218820000000000000023",
      },
      ...{ productCode: "CASHIER", gateway: "https://open-sea.alipay.com/api", paidValues: ["SUCCESS"] },
      ...{ privateKey: { env: "CORNER_KEY" }, alipayPublicKey: alipay.publicKey },
    };
    const accounts = {
      CNY: "corner-openapi",
      USD: "wide-intl",
      JPY: { account: "wide-mapi", maxAmount: "5000000" },
      GBP: { account: "wide-mapi", minAmount: "0.30" },
    };
    const wide = {
      ...file,
      accounts: [account, mapi, intl],
      stores: [{ ...store, code: "wide", accounts }],
      staff: [],
    };
    expect(await apply(wide)).toMatchObject({ kind: "applied" });
    expect(await currenciesOf("wide")).toEqual([
      { currency: "CNY", minAmount: 1n, maxAmount: 2_000_000n },
      { currency: "GBP", minAmount: 30n, maxAmount: 5_000_000n },
      { currency: "JPY", minAmount: 1n, maxAmount: 5_000_000n },
      { currency: "USD", minAmount: 1n, maxAmount: 5_000_000n },
    ]);
    const again = await apply(wide);
    expect(again.kind === "applied" && again.lines.every((line) => line.includes(": kept"))).toBe(true);
    const sealed = await shop.prisma.credentialVersion.findMany({
      where: { account: { code: { startsWith: "wide" } } },
    });
    expect(JSON.stringify(sealed.map(({ settings }) => settings))).not.toContain("abcdefghijklmnop");
  });

  it("B48 knows a key again in every form, and stores nothing that stood beside it", async () => {
    const der = Buffer.from(mine.privateKey, "base64");
    const pem = createPrivateKey({ key: der, format: "der", type: "pkcs8" }).export({ format: "pem", type: "pkcs1" });
    const inForms = { alipayPublicKey: `\uFEFF  ${alipay.publicKey}\r\n`, privateKey: `written by somebody\n${pem}` };
    expect(await apply({ ...file, accounts: [{ ...account, ...inForms }] })).toMatchObject({
      lines: expect.arrayContaining(["account corner-openapi: kept"]),
    });
    const fresh = { ...account, ...inForms, code: "forms" };
    expect(await apply({ ...file, accounts: [fresh] })).toMatchObject({
      lines: expect.arrayContaining(["account forms: made"]),
    });
    const [stored] = await shop.prisma.credentialVersion.findMany({ where: { account: { code: "forms" } } });
    if (!stored) throw new Error("the account has no credentials");
    const opened = unsealSecrets(stored.sealed, stored.accountId, stored.version);
    expect(opened.ok && opened.secrets.privateKey).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
    expect(stored.settings).toMatchObject({
      alipayPublicKey: expect.stringMatching(/^-----BEGIN PUBLIC KEY-----\n[^-]+-----END PUBLIC KEY-----\n$/),
    });
  });

  it("B48 makes no new version of an account whose key an earlier release stored as it was pasted", async () => {
    const { currentVersion, id } = await shop.prisma.gatewayAccount.findUniqueOrThrow({
      where: { code: account.code },
    });
    const where = { accountId_version: { accountId: id, version: currentVersion } };
    const { settings } = await shop.prisma.credentialVersion.findUniqueOrThrow({ where });
    const asPasted = { ...(settings as Record<string, string>), alipayPublicKey: ` ${alipay.publicKey}` };
    await shop.prisma.credentialVersion.update({ where, data: { settings: asPasted } });
    expect(await apply(file)).toMatchObject({ lines: expect.arrayContaining(["account corner-openapi: kept"]) });
  });

  it("keeps the store's limits for its own currency, unless that one brings others", async () => {
    const limited = async (own: object) => {
      const wished = { ...store, code: "limits", accounts: { CNY: { account: "corner-openapi", ...own } } };
      expect(await apply({ ...file, stores: [wished], staff: [] })).toMatchObject({ kind: "applied" });
      const [limits] = await currenciesOf("limits");
      return limits?.maxAmount;
    };
    expect(await limited({})).toBe(2_000_000n);
    expect(await limited({ maxAmount: "70.00" })).toBe(7000n);
  });

  it("names what it changed, and only that", async () => {
    const changed = { ...file, stores: [{ ...store, name: "Corner shop 2", codeLifeMinutes: 5 }] };
    expect(await apply(changed)).toMatchObject({
      lines: ["account corner-openapi: kept", "store corner: changed", "staff wang: kept"],
    });
  });

  it("sets what a till does and a receipt says, and goes back to the defaults when the file says no more of it", async () => {
    const settings = {
      ...{ language: "en", secondLanguage: "zh-CN", address: "1 Long Street", taxId: "91310000MA1FL0XX7K" },
      ...{ receiptFooter: "Thank you", requireShift: true, centsFirst: true, returnSeconds: 0 },
      ...{ pinLength: 6, idleLockMinutes: 0, lockAfterSale: true },
      ...{ officeIdleMinutes: 0, freshMinutes: 5 },
    };
    const read = () => shop.prisma.store.findUniqueOrThrow({ where: { code: "settings" } });
    expect(await apply(withStore({ code: "settings", ...settings }))).toMatchObject({ kind: "applied" });
    expect(await read()).toMatchObject(settings);
    expect(await apply(withStore({ code: "settings", ...settings }))).toMatchObject({
      lines: expect.arrayContaining(["store settings: kept"]),
    });
    await apply(withStore({ code: "settings" }));
    expect(await read()).toMatchObject({
      ...{ language: "zh-CN", secondLanguage: null, address: null, taxId: null, receiptFooter: null },
      ...{ requireShift: false, centsFirst: false, returnSeconds: 8, pinLength: 4, idleLockMinutes: 2 },
      ...{ lockAfterSale: false, officeIdleMinutes: 60, freshMinutes: 10 },
    });
  });

  it("sets loudness, voice and paper of a register where the file names them, and leaves them as people set them else", async () => {
    const [register] = store.registers;
    const read = () =>
      shop.prisma.register.findFirstOrThrow({ where: { code: "1", store: { code: "loud" } }, omit: { storeId: true } });
    await apply(withStore({ code: "loud", registers: [{ ...register, volume: 30, voice: "off", paperWidth: 58 }] }));
    expect(await read()).toMatchObject({ volume: 30, voice: "off", paperWidth: 58 });
    await shop.prisma.register.updateMany({ where: { store: { code: "loud" } }, data: { volume: 100 } });
    expect(await apply(withStore({ code: "loud" }))).toMatchObject({
      lines: expect.arrayContaining(["store loud: kept"]),
    });
    expect(await read()).toMatchObject({ volume: 100, voice: "off", paperWidth: 58 });
  });

  it("R2 sets what a role gives back alone, in the store's currency or in another; roles that are not named stay", async () => {
    const cashier = { perRefund: "100.00", perDay: "300.00" };
    const manager = { perDay: "5000", windowHours: 720 };
    const some = { code: "limited", refundLimits: { cashier, manager }, confirmFrom: "1000.00" };
    await apply(withStore(some));
    const unlimited = { perRefund: null, perDay: null, ownSalesOnly: false, windowHours: null };
    const ofManager = { ...unlimited, role: "manager", currency: "CNY", perDay: 500_000n, windowHours: 720 };
    expect(await limitsOf("limited")).toEqual([
      { ...unlimited, role: "cashier", currency: "CNY", perRefund: 10_000n, perDay: 30_000n },
      ofManager,
    ]);
    expect(await apply(withStore(some))).toMatchObject({ lines: expect.arrayContaining(["store limited: kept"]) });
    const own = { account: "corner-openapi", refundLimits: { cashier: { perRefund: "0", ownSalesOnly: true } } };
    expect(await apply(withStore({ ...some, accounts: { CNY: own } }))).toMatchObject({
      lines: expect.arrayContaining(["store limited: changed"]),
    });
    expect(await limitsOf("limited")).toEqual([
      { ...unlimited, role: "cashier", currency: "CNY", perRefund: 0n, ownSalesOnly: true },
      ofManager,
    ]);
    expect(await shop.prisma.storeAccount.findFirst({ where: { store: { code: "limited" } } })).toMatchObject({
      maxAmount: 2_000_000n,
      confirmFrom: 100_000n,
    });
  });

  it("T9 takes PINs away whose length is not the store's any more", async () => {
    await apply(withStore({ code: "longer" }));
    const { id: storeId } = await shop.prisma.store.findUniqueOrThrow({ where: { code: "longer" } });
    const { id: userId } = await shop.prisma.user.findUniqueOrThrow({ where: { login: "wang" } });
    await shop.prisma.membership.create({ data: { userId, storeId, role: "cashier", pinHash: new Uint8Array(32) } });
    const read = () => shop.prisma.membership.findUniqueOrThrow({ where: { userId_storeId: { userId, storeId } } });
    await apply(withStore({ code: "longer", pinLength: 4 }));
    expect((await read()).pinHash).not.toBeNull();
    await apply(withStore({ code: "longer", pinLength: 6 }));
    expect((await read()).pinHash).toBeNull();
  });

  it("F55 T2 gives new credentials a new version and leaves the old one as it was", async () => {
    const before = await shop.prisma.gatewayAccount.findUniqueOrThrow({
      where: { code: account.code },
      include: { versions: true },
    });
    const other = newKeyPair();
    expect(await apply({ ...file, accounts: [{ ...account, alipayPublicKey: other.publicKey }] })).toMatchObject({
      lines: expect.arrayContaining(["account corner-openapi: changed"]),
    });
    const after = await shop.prisma.gatewayAccount.findUniqueOrThrow({
      where: { code: account.code },
      include: { versions: true },
    });
    expect(after.currentVersion).toBe(before.currentVersion + 1);
    expect(after.versions).toEqual(expect.arrayContaining(before.versions));
    expect(await findGateway(shop, after.id, before.currentVersion)).not.toBeNull();
    expect(await findGateway(shop, after.id, after.currentVersion)).not.toBeNull();
  });

  it("I15 keeps no secret readable in the database", async () => {
    const versions = await shop.prisma.credentialVersion.findMany();
    const stored = Buffer.concat(versions.map(({ sealed }) => Buffer.from(sealed)));
    const der = Buffer.from(mine.privateKey, "base64");
    for (const secret of [mine.privateKey, mine.privateKey.slice(100, 140)])
      expect(stored.includes(secret)).toBe(false);
    expect(stored.includes(der.subarray(100, 120))).toBe(false);
    expect(JSON.stringify(versions.map(({ settings }) => settings))).not.toContain(mine.privateKey.slice(100, 140));
  });

  it("S8 S10 keeps passwords as slow hashes, and ends the sessions of a password that changed", async () => {
    const before = await shop.prisma.user.findUniqueOrThrow({ where: { login: "wang" } });
    expect(before.passwordHash).not.toContain("correct horse");
    expect(await verifyPassword("correct horse", before.passwordHash)).toBe(true);
    await shop.prisma.secondStep.create({
      data: { userId: before.id, sealed: new Uint8Array(1), confirmedAt: new Date() },
    });
    await shop.prisma.recoveryCode.create({ data: { userId: before.id, hash: new Uint8Array(32) } });
    await apply({ ...file, staff: [{ ...person, name: "Other Name" }] });
    expect(await shop.prisma.secondStep.count({ where: { userId: before.id } })).toBe(1);
    await apply({ ...file, staff: [{ ...person, password: "battery staple" }] });
    // Who lost the phone and the recovery codes comes in again by that.
    expect(await shop.prisma.secondStep.count({ where: { userId: before.id } })).toBe(0);
    expect(await shop.prisma.recoveryCode.count({ where: { userId: before.id } })).toBe(0);
    const after = await shop.prisma.user.findUniqueOrThrow({ where: { login: "wang" } });
    expect(after.sessionVersion).toBe(before.sessionVersion + 1);
  });

  it("T9 T10 gives a PIN to somebody at each named store, hashed, and new tries with it", async () => {
    const wish = { ...withStore({ code: "pins", pinLength: 6 }), staff: [{ ...person, roles: { pins: "cashier" } }] };
    const [staff] = wish.staff;
    await apply(wish);
    const { id: userId } = await shop.prisma.user.findUniqueOrThrow({ where: { login: "wang" } });
    const { id: storeId } = await shop.prisma.store.findUniqueOrThrow({ where: { code: "pins" } });
    const key = `pin user ${userId} ${storeId}`;
    await shop.prisma.signInThrottle.create({ data: { key, failures: 9, lockedUntil: new Date() } });
    const withPin = { ...wish, staff: [{ ...staff, pin: "471108" }] };
    const change = async () => {
      const result = await apply(withPin);
      return result.kind === "applied" ? result.lines.at(-1) : result.problems;
    };
    expect(await change()).toBe("staff wang: changed");
    const { pinHash } = await shop.prisma.membership.findUniqueOrThrow({
      where: { userId_storeId: { userId, storeId } },
    });
    expect(pinHash && (await isPin("471108", { storeId, pinHash }))).toBe(true);
    expect(await shop.prisma.signInThrottle.count({ where: { key } })).toBe(0);
    expect(await change()).toBe("staff wang: kept");

    const colleague = { ...person, login: "zhou", name: "Zhou", roles: { pins: "cashier" }, pin: "471108" };
    expect(await apply({ ...withPin, staff: [colleague] })).toEqual({
      kind: "refused",
      problems: [{ at: "staff.zhou.pin", problem: "somebody else of store pins has this PIN" }],
    });
  });

  it("S30 T7 refuses a practice account while practice is off", async () => {
    const practice = { ...account, code: "p", practice: true };
    expect(await apply({ ...file, accounts: [account, practice] })).toMatchObject({
      kind: "refused",
      problems: [{ at: "accounts.p" }],
    });
  });

  it("F56 S13 knows when the master key is another, and takes the file's credentials as new ones then", async () => {
    expect(await findUnreadableAccount(shop)).toBeNull();
    const right = process.env.MASTER_KEY;
    process.env.MASTER_KEY = randomBytes(32).toString("base64");
    expect(await findUnreadableAccount(shop)).not.toBeNull();
    expect(await apply(file)).toMatchObject({ lines: expect.arrayContaining(["account corner-openapi: changed"]) });
    process.env.MASTER_KEY = right;
    await apply(file);
  });

  it("T7 never mixes practice and live", async () => {
    process.env.PRACTICE_GATEWAY = "http://127.0.0.1:1";
    const practice = { ...account, code: "p", practice: true };
    const mixed = { ...file, accounts: [account, practice], stores: [{ ...store, accounts: { CNY: "p" } }] };
    expect(await apply(mixed)).toMatchObject({ kind: "refused", problems: [{ at: "stores.corner.accounts.CNY" }] });
    delete process.env.PRACTICE_GATEWAY;
  });

  it("T8 makes nobody an owner of later stores who was one until a file gave another role", async () => {
    const of = { login: person.login.toLowerCase() };
    await shop.prisma.user.update({ where: of, data: { owner: true } });
    await shop.prisma.membership.updateMany({ where: { user: of }, data: { role: "owner" } });
    await apply(file);
    await apply({ ...file, stores: [store, { ...store, code: "third", name: "Third" }] });
    expect(await shop.prisma.membership.count({ where: { user: of, store: { code: "third" } } })).toBe(0);
  });

  it("lets the owner into a store that is made later", async () => {
    await shop.prisma.user.create({ data: { login: "boss", name: "Boss", passwordHash: "", owner: true } });
    await apply({ ...file, stores: [store, { ...store, code: "second", name: "Second" }] });
    const boss = await shop.prisma.user.findUniqueOrThrow({
      where: { login: "boss" },
      include: { memberships: { include: { store: true } } },
    });
    expect(boss.memberships.map((one) => [one.store.code, one.role]).sort()).toEqual([["second", "owner"]]);
  });
});
