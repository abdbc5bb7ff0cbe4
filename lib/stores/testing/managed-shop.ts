import { randomBytes } from "node:crypto";
import type { Role } from "#lib/auth/roles.ts";
import { openTestShop, type TestShop } from "#lib/orders/testing/test-shop.ts";
import { by } from "#lib/testing/by.ts";
import { addStore } from "../manage/save-store.ts";
import { alipay, mine } from "./corner-file.ts";

process.env.MASTER_KEY = randomBytes(32).toString("base64");

/** A test shop whose merchant has a second store: live, and without accounts. */
export type ManagedShop = {
  world: TestShop;
  /** The owner of both stores, who makes further ones. */
  ownerId: string;
  /** The manager of the second one. */
  managerId: string;
  storeId: string;
  hire(role: Role, at: string): Promise<string>;
  makeStore(): Promise<string>;
};

/** What the form of a store says. */
export const general = (change: object = {}) => ({
  ...{ name: "Corner two", timeZone: "Asia/Shanghai", dayStart: "04:00", currency: "CNY", codeLifeMinutes: 3 },
  ...{ language: "zh-CN", requireShift: false, centsFirst: false, returnSeconds: 8, pinLength: 4, idleLockMinutes: 2 },
  ...{ lockAfterSale: false, ...change },
});

export const openapi = { appId: "2021000000000001", sellerId: "2088102146225135", signType: "RSA2" };

/** What the form of an account says, typed anew. */
export const typedAt = (storeId: string, change: object = {}) => ({
  ...{ storeId, accountId: null, generation: "openapi" as const, keep: [], shared: false, accepted: false },
  entries: { ...openapi, privateKey: mine.privateKey, alipayPublicKey: alipay.publicKey },
  ...change,
});

/** The account that was saved. */
export const savedId = (result: { kind: string; accountId?: string }): string => {
  if (result.kind !== "saved" || !result.accountId) throw new Error(JSON.stringify(result));
  return result.accountId;
};

export async function openManagedShop(): Promise<ManagedShop> {
  const world = await openTestShop();
  const { prisma } = world.shop;
  const hire = async (role: Role, at: string): Promise<string> => {
    const data = { login: crypto.randomUUID(), name: `The ${role}`, passwordHash: "" };
    const user = await prisma.user.create({ data });
    await prisma.membership.create({ data: { userId: user.id, storeId: at, role } });
    return user.id;
  };
  const ownerId = await hire("owner", world.storeId);
  const makeStore = async (): Promise<string> => {
    const made = await addStore(world.shop, by(ownerId), {
      ...{ storeId: world.storeId, practice: false, general: general() },
    });
    if (made.kind !== "saved") throw new Error(JSON.stringify(made));
    return made.storeId;
  };
  const storeId = await makeStore();
  return { world, ownerId, managerId: await hire("manager", storeId), storeId, hire, makeStore };
}
