import { randomBytes } from "node:crypto";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { closeShop, openShop } from "#lib/process.ts";
import { account, alipay, file, mine, person, store, withStore } from "../testing/corner-file.ts";
import { applyStoreFile } from "./apply-store-file.ts";

process.env.MASTER_KEY = randomBytes(32).toString("base64");
const shop = openShop();
afterAll(() => closeShop(shop));

const apply = (content: unknown) =>
  applyStoreFile(shop, content, (source) => (typeof source === "string" ? source : mine.privateKey));

beforeEach(async () => {
  expect(await apply(file)).toMatchObject({ kind: "applied" });
});

describe("scantill store apply", () => {
  it.each([
    ["an unknown member", { ...file, colour: "blue" }, "file"],
    ["an unknown member of an account", { ...file, accounts: [{ ...account, pin: "1" }] }, "accounts.corner-openapi"],
    [
      "a key that is none",
      { ...file, accounts: [{ ...account, alipayPublicKey: "not a key" }] },
      "accounts.corner-openapi.alipayPublicKey",
    ],
    [
      "our own public key as Alipay's",
      { ...file, accounts: [{ ...account, alipayPublicKey: mine.publicKey }] },
      "accounts.corner-openapi.alipayPublicKey",
    ],
    [
      "a private key in the place of the public one",
      { ...file, accounts: [{ ...account, alipayPublicKey: alipay.privateKey }] },
      "accounts.corner-openapi.alipayPublicKey",
    ],
    [
      "B47 a gateway that is not allowed",
      { ...file, accounts: [{ ...account, gateway: "https://evil.example/gateway.do" }] },
      "accounts.corner-openapi.gateway",
    ],
    [
      "an account of nobody",
      { ...file, stores: [{ ...store, accounts: { CNY: "nobody" } }] },
      "stores.corner.accounts.CNY",
    ],
    [
      "a limit with too many decimals",
      { ...file, stores: [{ ...store, maxAmount: "1.234" }] },
      "stores.corner.maxAmount",
    ],
    [
      "P16 an account in a currency that it cannot charge",
      { ...file, stores: [{ ...store, currency: "USD", accounts: { USD: "corner-openapi" } }] },
      "stores.corner.accounts.USD",
    ],
    [
      "a limit that no gateway takes",
      { ...file, stores: [{ ...store, maxAmount: "100000000.01" }] },
      "stores.corner.maxAmount",
    ],
    ["a name with a line break", { ...file, stores: [{ ...store, name: "Corner\nshop" }] }, "stores.0.name"],
    ["a code life of 16 minutes", { ...file, stores: [{ ...store, codeLifeMinutes: 16 }] }, "stores.0.codeLifeMinutes"],
    ["a zone that is none", { ...file, stores: [{ ...store, timeZone: "Mars/Base" }] }, "stores.0.timeZone"],
    ["a language that the screens do not speak", withStore({ language: "fr" }), "stores.0.language"],
    ["the same language twice", withStore({ secondLanguage: "zh-CN" }), "stores.0.secondLanguage"],
    ["a PIN of three digits", withStore({ pinLength: 3 }), "stores.0.pinLength"],
    ["a pause of its own", withStore({ returnSeconds: 6 }), "stores.0.returnSeconds"],
    ["a lock after an hour", withStore({ idleLockMinutes: 60 }), "stores.0.idleLockMinutes"],
    ["no age at all for a young sign-in", withStore({ freshMinutes: 0 }), "stores.0.freshMinutes"],
    ["a sign-in that sleeps for a day", withStore({ officeIdleMinutes: 1440 }), "stores.0.officeIdleMinutes"],
    ["a footer with a line break", withStore({ receiptFooter: "a\nb" }), "stores.0.receiptFooter"],
    [
      "paper of no printer",
      withStore({ registers: [{ ...store.registers[0], paperWidth: 57 }] }),
      "stores.0.registers.0.paperWidth",
    ],
    ["a confirmation of everything", withStore({ confirmFrom: "0" }), "stores.corner.confirmFrom"],
    [
      "R2 limits for a role that gives nothing back",
      withStore({ refundLimits: { auditor: { perRefund: "1" } } }),
      "stores.0.refundLimits",
    ],
    ["R2 limits that limit nothing", withStore({ refundLimits: { cashier: {} } }), "stores.0.refundLimits.cashier"],
    [
      "R2 a limit of refunds in another currency's decimals",
      withStore({ refundLimits: { cashier: { perDay: "1.005" } } }),
      "stores.corner.refundLimits.cashier.perDay",
    ],
    [
      "R2 a window of refunds that is none",
      withStore({
        accounts: { CNY: { account: "corner-openapi", refundLimits: { cashier: { perDay: "1", windowHours: 0 } } } },
      }),
      "stores.0.accounts.CNY.refundLimits.cashier.windowHours",
    ],
    ["a short password", { ...file, staff: [{ ...person, password: "short" }] }, "staff.wang.password"],
    ["S10 a common password", { ...file, staff: [{ ...person, password: "password1" }] }, "staff.wang.password"],
    ["T10 a PIN that is too short", { ...file, staff: [{ ...person, pin: "471" }] }, "staff.wang.pin"],
    ["T10 a PIN of letters", { ...file, staff: [{ ...person, pin: "abcd" }] }, "staff.wang.pin"],
    ["T10 a PIN that anybody tries first", { ...file, staff: [{ ...person, pin: "1234" }] }, "staff.wang.pin"],
    ["a store that becomes practice", { ...file, stores: [{ ...store, practice: true }] }, "stores.corner.practice"],
    [
      "an unknown generation",
      { ...file, accounts: [{ ...account, code: "x", generation: "soap" }] },
      "accounts.0.generation",
    ],
    [
      "a currency that the generation does not sell",
      { ...file, stores: [{ ...store, accounts: { USD: "corner-openapi" } }] },
      "stores.corner.accounts.USD",
    ],
    [
      "a limit in another currency's decimals",
      { ...file, stores: [{ ...store, accounts: { CNY: { account: "corner-openapi", maxAmount: "1.234" } } }] },
      "stores.corner.accounts.CNY.maxAmount",
    ],
  ])("refuses %s, names the place and changes nothing", async (_what, content, at) => {
    const before = await shop.prisma.credentialVersion.count();
    const result = await apply(content);
    expect(result).toMatchObject({ kind: "refused", problems: [{ at }] });
    expect(JSON.stringify(result)).not.toContain(mine.privateKey.slice(0, 60));
    expect(await shop.prisma.credentialVersion.count()).toBe(before);
  });
});
