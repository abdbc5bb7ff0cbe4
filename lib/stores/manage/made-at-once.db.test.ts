import { afterAll, expect, it } from "vitest";
import type { PrismaClient } from "#lib/db/client.ts";
import type { Shop } from "#lib/process.ts";
import { by } from "#lib/testing/by.ts";
import { saveAccount } from "../accounts/save-account.ts";
import { applyStoreFile } from "../apply/apply-store-file.ts";
import { account, file, mine, store } from "../testing/corner-file.ts";
import { general, openapi, openManagedShop, savedId, typedAt } from "../testing/managed-shop.ts";
import { addStore } from "./save-store.ts";

const { world, ownerId, storeId, hire, makeStore } = await openManagedShop();
const { shop } = world;
const { prisma } = shop;

afterAll(() => world.close());

/** The shop in which somebody else is quicker: `other` is done between the look for a free code and what is made with it. */
function overtaken(other: () => Promise<unknown>): Shop {
  const extended = prisma.$extends({
    query: {
      $allModels: {
        async findMany({ args, query }) {
          const rows = await query(args);
          if (args.where && "code" in args.where) await other();
          return rows;
        },
      },
    },
  });
  return { ...shop, prisma: extended as unknown as PrismaClient };
}

/** Somebody who owns the one store of another merchant. */
async function foundMerchant() {
  const merchant = await prisma.merchant.create({ data: { code: crypto.randomUUID(), name: "Elsewhere" } });
  const { id: _id, ...like } = await prisma.store.findUniqueOrThrow({ where: { id: storeId } });
  const home = await prisma.store.create({ data: { ...like, code: crypto.randomUUID(), merchantId: merchant.id } });
  return { merchantId: merchant.id, storeId: home.id, ownerId: await hire("owner", home.id) };
}

const wish = (at: string, change: object) => ({ storeId: at, practice: false, general: general(change) });
const storeOf = (made: { kind: string; storeId?: string }) =>
  prisma.store.findUniqueOrThrow({ where: { id: made.storeId ?? "" }, include: { memberships: true } });

it("T1 I14 two merchants who make stores of one name at once get a store each, which nobody else owns", async () => {
  const elsewhere = await foundMerchant();
  let theirs: Awaited<ReturnType<typeof addStore>> = { kind: "not_found" };
  const quicker = overtaken(async () => {
    theirs = await addStore(shop, by(elsewhere.ownerId), wish(elsewhere.storeId, { name: "Tea", receiptFooter: "b" }));
  });
  const ours = await addStore(quicker, by(ownerId), wish(storeId, { name: "Tea", receiptFooter: "a" }));
  expect(await storeOf(theirs)).toMatchObject({
    ...{ code: "tea", merchantId: elsewhere.merchantId, receiptFooter: "b" },
    memberships: [{ userId: elsewhere.ownerId, role: "owner" }],
  });
  const { merchantId } = await prisma.store.findUniqueOrThrow({ where: { id: storeId } });
  expect(await storeOf(ours)).toMatchObject({
    ...{ code: "tea-2", merchantId, receiptFooter: "a", memberships: [{ userId: ownerId, role: "owner" }] },
  });
});

const WAITING =
  "select from pg_stat_activity where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0";

it("T1 a store waits for another one of its name that is being made, and takes the next code", async () => {
  const { merchantId } = await prisma.store.findUniqueOrThrow({ where: { id: storeId } });
  let waiting: ReturnType<typeof addStore> | undefined;
  await prisma.$transaction(async (tx) => {
    const { id: _id, ...like } = await tx.store.findUniqueOrThrow({ where: { id: storeId } });
    await tx.store.create({ data: { ...like, code: "held", merchantId } });
    waiting = addStore(shop, by(ownerId), wish(storeId, { name: "Held" }));
    await expect.poll(async () => (await shop.pool.query(WAITING)).rowCount).toBe(1);
  });
  expect(await storeOf((await waiting) ?? { kind: "none" })).toMatchObject({ code: "held-2" });
});

it("T1 T2 of two accounts that are made at once neither is a new version of the other", async () => {
  const at = await makeStore();
  const save = (on: Shop, appId: string) =>
    saveAccount(on, by(ownerId), {
      ...typedAt(at),
      entries: { ...typedAt(at).entries, ...openapi, appId },
    });
  let first = "";
  const quicker = overtaken(async () => {
    first = savedId(await save(shop, "2021000000000007"));
  });
  const second = savedId(await save(quicker, "2021000000000008"));
  const versionsOf = (accountId: string) =>
    prisma.credentialVersion.findMany({ where: { accountId }, select: { version: true, settings: true } });
  expect(await versionsOf(first)).toMatchObject([{ version: 1, settings: { appId: "2021000000000007" } }]);
  expect(await versionsOf(second)).toMatchObject([{ version: 1, settings: { appId: "2021000000000008" } }]);
});

it("T2 two saves of new credentials at once are one version after the other, by the pages and by a store file", async () => {
  const at = await makeStore();
  const typed = typedAt(at);
  const accountId = savedId(await saveAccount(shop, by(ownerId), typed));
  const { code } = await prisma.gatewayAccount.findUniqueOrThrow({ where: { id: accountId } });
  const { merchant } = await prisma.store.findUniqueOrThrow({ where: { id: at }, include: { merchant: true } });
  const ids = ["2021000000000011", "2021000000000012", "2021000000000013", "2021000000000014"];
  const saves = ids.map((appId, which) => {
    const entries = { ...typed.entries, appId };
    if (which % 2 === 0) return saveAccount(shop, by(ownerId), { ...typed, accountId, entries });
    const accounts = [{ ...entries, code, generation: "openapi", practice: false }];
    return applyStoreFile(
      shop,
      { merchant: { code: merchant.code, name: merchant.name }, accounts, stores: [] },
      String,
    );
  });
  expect((await Promise.all(saves)).map(({ kind }) => kind)).toEqual(["saved", "applied", "saved", "applied"]);
  const versions = await prisma.credentialVersion.findMany({ where: { accountId }, orderBy: { version: "asc" } });
  expect(versions.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5]);
  const appIds = versions.map(({ settings }) => (settings as { appId: string }).appId);
  expect(appIds.slice(1).toSorted()).toEqual(ids);
  expect(await prisma.gatewayAccount.findUnique({ where: { id: accountId } })).toMatchObject({ currentVersion: 5 });
});

it("I14 T1 no store file lets a store sell with another merchant's account", async () => {
  const elsewhere = await foundMerchant();
  const theirs = await prisma.gatewayAccount.findUniqueOrThrow({
    where: {
      id: savedId(await saveAccount(shop, by(elsewhere.ownerId), { ...typedAt(elsewhere.storeId), shared: true })),
    },
  });
  const content = {
    ...{ merchant: { code: "borrower", name: "Borrower" }, accounts: [] },
    stores: [{ ...store, code: "borrower", accounts: { CNY: theirs.code } }],
  };
  expect(await applyStoreFile(shop, content, String)).toEqual({
    ...{ kind: "refused" },
    problems: [{ at: "stores.borrower.accounts.CNY", problem: `there is no account ${theirs.code}` }],
  });
  expect(await prisma.storeAccount.count({ where: { accountId: theirs.id } })).toBe(0);
});

it("T1 I14 no store file takes a store or an account over from another merchant", async () => {
  const sealed = { ...account, privateKey: mine.privateKey };
  expect(await applyStoreFile(shop, { ...file, accounts: [sealed] }, String)).toMatchObject({ kind: "applied" });
  const before = await prisma.store.findMany({ orderBy: { id: "asc" } });
  const merchant = { code: "grabber", name: "Grabber" };
  const refusals = [
    [{ merchant, accounts: [{ ...sealed, appId: "2021000000000009" }], stores: [] }, `accounts.${account.code}`],
    [{ merchant, accounts: [], stores: [{ ...store, name: "Grabbed" }] }, `stores.${store.code}`],
  ] as const;
  for (const [content, at] of refusals) {
    expect(await applyStoreFile(shop, content, String)).toMatchObject({ kind: "refused", problems: [{ at }] });
  }
  expect(await prisma.store.findMany({ orderBy: { id: "asc" } })).toEqual(before);
  expect(await prisma.credentialVersion.count({ where: { account: { code: account.code } } })).toBe(1);
  expect(await prisma.merchant.count({ where: { code: "grabber" } })).toBe(0);
});
