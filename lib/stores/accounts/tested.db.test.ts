import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { staffOf } from "#lib/auth/testing/begin-session.ts";
import { by } from "#lib/testing/by.ts";
import { type TriedAccounts, tryAccounts } from "../connection/testing/tried-accounts.ts";
import { findAccount } from "../manage/queries.ts";
import { saveCurrency } from "../manage/save-currency.ts";
import { addStore } from "../manage/save-store.ts";
import { general, openManagedShop, savedId, typedAt } from "../testing/managed-shop.ts";
import { saveAccount } from "./save-account.ts";
import { testAccount } from "./start-test.ts";

const { world, ownerId } = await openManagedShop();
const { shop } = world;
let tried: TriedAccounts;
beforeAll(async () => {
  tried = await tryAccounts();
});
beforeEach(async () => {
  await tried.reset();
  process.env.GATEWAY_ALLOW = `http://127.0.0.1:${tried.simulator.port}`;
});
afterAll(async () => {
  await tried.stop();
  await world.close();
});

/** A live store, and an account at the simulator that nothing has been sold with. */
async function storeWithAccount(currency: string, generation: "openapi" | "mapi" = "openapi") {
  const made = await addStore(shop, by(ownerId), {
    ...{ storeId: world.storeId, practice: false, general: general({ currency }) },
  });
  if (made.kind !== "saved") throw new Error(made.kind);
  const { storeId } = made;
  const { settings, secrets } = tried[generation]({ gateway: `${process.env.GATEWAY_ALLOW}/gateway.do` });
  const entries = { ...(settings as object), ...(secrets as object) };
  const accountId = savedId(await saveAccount(shop, by(ownerId), typedAt(storeId, { generation, entries })));
  const limits = { minAmount: "1", maxAmount: "100", confirmFrom: "" };
  return {
    async test(): Promise<string[]> {
      const started = await testAccount(shop, by(ownerId), { storeId, accountId });
      const told: string[] = [];
      if (started.kind !== "testing") throw new Error(started.kind);
      for await (const { check, state, finding } of started.verdicts) told.push(`${check} ${state} ${finding}`);
      return told;
    },
    sellIn: (currency: string, accepted = false) =>
      saveCurrency(shop, by(ownerId), { storeId, accountId, currency, accepted, ...limits }),
    testedAt: async () => (await findAccount(shop, await staffOf(shop, ownerId), { storeId, accountId }))?.testedAt,
  };
}

describe("T3 credentials count as tested", () => {
  it("when a test has passed, and only for the currencies that it was made with", async () => {
    const { test, sellIn, testedAt } = await storeWithAccount("USD", "mapi");
    expect(await testedAt()).toBeNull();
    expect(await test()).toContain("currency ok currencies_taken");
    expect(await testedAt()).not.toBeNull();
    expect(await sellIn("USD")).toEqual({ kind: "saved" });
    expect(await sellIn("JPY")).toEqual({ kind: "untested" });
    expect(await sellIn("JPY", true)).toEqual({ kind: "saved" });
    expect(await testedAt()).toBeNull();
    await test();
    expect(await testedAt()).not.toBeNull();
  });

  it("not when nothing was learnt because the store sells in what the account never takes", async () => {
    const { test, sellIn, testedAt } = await storeWithAccount("USD");
    expect(await test()).toEqual(
      expect.arrayContaining(["request ok accepted", "product unclear no_store", "currency unclear no_store"]),
    );
    expect(await testedAt()).toBeNull();
    expect(await sellIn("CNY")).toEqual({ kind: "untested" });
  });

  it("not when Alipay only answered that it was asked too often", async () => {
    const { test, sellIn, testedAt } = await storeWithAccount("CNY");
    await tried.simulator.control("POST", "faults", { name: "rate_limited", times: "always" });
    expect(await test()).toContain("product unclear busy");
    expect(await testedAt()).toBeNull();
    expect(await sellIn("CNY")).toEqual({ kind: "untested" });
  });

  it("no more after a test that failed", async () => {
    const { test, testedAt } = await storeWithAccount("CNY");
    await test();
    expect(await testedAt()).not.toBeNull();
    await tried.simulator.control("POST", "faults", { name: "wrong_signature", operation: "query", times: "always" });
    await test();
    expect(await testedAt()).toBeNull();
  });
});
