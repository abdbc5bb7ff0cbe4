import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { by } from "#lib/testing/by.ts";
import { type TriedAccounts, tryAccounts } from "../connection/testing/tried-accounts.ts";
import { openManagedShop, savedId, typedAt } from "../testing/managed-shop.ts";
import { saveAccount } from "./save-account.ts";
import { testAccount, testTyped } from "./start-test.ts";

const { world, ownerId, storeId, hire } = await openManagedShop();
const { prisma } = world.shop;
let tried: TriedAccounts;
/** A gateway that takes questions and answers none. */
const silent = createServer(() => {});
beforeAll(async () => {
  tried = await tryAccounts();
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
});
beforeEach(() => tried.reset());
afterEach(() => silent.closeAllConnections());
afterAll(async () => {
  silent.close();
  await tried.stop();
  await world.close();
});

async function accountAt(port: number) {
  const origin = `http://127.0.0.1:${port}`;
  process.env.GATEWAY_ALLOW = origin;
  const { settings, secrets } = tried.openapi({ gateway: `${origin}/gateway.do` });
  const typed = typedAt(storeId, { entries: { ...(settings as object), ...(secrets as object) } });
  const accountId = savedId(await saveAccount(world.shop, by(ownerId), typed));
  return { accountId, typed, account: () => prisma.gatewayAccount.findUniqueOrThrow({ where: { id: accountId } }) };
}

async function begin(started: ReturnType<typeof testAccount>) {
  const result = await started;
  if (result.kind !== "testing") throw new Error(result.kind);
  return result.verdicts[Symbol.asyncIterator]();
}

const switchedOff = (userId: string) => prisma.user.update({ where: { id: userId }, data: { disabledAt: new Date() } });
const leaves = (userId: string) => prisma.membership.deleteMany({ where: { userId } });

it.each([
  ["is switched off", switchedOff],
  ["loses the store", leaves],
])("S2 T3 whoever %s hears no further verdict of a test that runs, and nothing is noted of it", async (_what, lose) => {
  const { accountId, typed, account } = await accountAt(tried.simulator.port);
  const running = [
    async (userId: string) => begin(testAccount(world.shop, by(userId), { storeId, accountId })),
    async (userId: string) => begin(testTyped(world.shop, by(userId), typed)),
  ];
  for (const run of running) {
    const userId = await hire("owner", storeId);
    const verdicts = await run(userId);
    expect((await verdicts.next()).done).toBe(false);
    await lose(userId);
    expect((await verdicts.next()).done).toBe(true);
  }
  expect(await account()).toMatchObject({ testedAt: null, testedVersion: null });
  const good = await begin(testAccount(world.shop, by(ownerId), { storeId, accountId }));
  while (!(await good.next()).done) expect(await account()).toMatchObject({ testedAt: null });
  expect(await account()).toMatchObject({ testedVersion: 1 });
});

it("S2 T3 whoever is switched off while a gateway answers nothing is out within 5 s", async () => {
  const { accountId, account } = await accountAt((silent.address() as AddressInfo).port);
  const userId = await hire("manager", storeId);
  const verdicts = await begin(testAccount(world.shop, by(userId), { storeId, accountId }));
  expect([(await verdicts.next()).done, (await verdicts.next()).done]).toEqual([false, false]);
  const waiting = verdicts.next();
  await switchedOff(userId);
  const from = performance.now();
  expect((await waiting).done).toBe(true);
  expect(performance.now() - from).toBeLessThan(5000);
  expect(await account()).toMatchObject({ testedAt: null });
});
