import { afterAll, beforeAll, expect, test } from "vitest";
import { asUser } from "#lib/auth/find-viewer.ts";
import { openTestShop, type TestShop } from "#lib/orders/testing/test-shop.ts";
import { findPlace } from "#lib/stores/find-place.ts";
import { saveRegister } from "./save-register.ts";
import { registerInput } from "./schema.ts";

let world: TestShop;
beforeAll(async () => {
  world = await openTestShop();
});
afterAll(() => world.close());

const registerNow = async () => (await findPlace(world.shop, asUser(world.userId), world.registerId))?.register;

test("L5 who sells at a register sets how loud it is and what it speaks, and the rest stays", async () => {
  const { shop, registerId, userId } = world;
  const saved = await saveRegister(shop, asUser(userId), { registerId, volume: 30 });
  expect(saved).toMatchObject({ kind: "saved", register: { volume: 30, voice: "store", paperWidth: 80 } });
  await saveRegister(shop, asUser(userId), { registerId, voice: "en", paperWidth: 58 });
  expect(await registerNow()).toMatchObject({ volume: 30, voice: "en", paperWidth: 58 });
});

test("I14 S1 nobody sets a register of a store that is not theirs", async () => {
  const { shop, registerId, strangerId } = world;
  const before = await registerNow();
  expect(await saveRegister(shop, asUser(strangerId), { registerId, volume: 0 })).toEqual({ kind: "not_found" });
  expect(await registerNow()).toEqual(before);
});

test("a volume beyond the scale, an unknown voice and another paper are no input", () => {
  const registerId = crypto.randomUUID();
  for (const wrong of [{ volume: 101 }, { volume: -1 }, { volume: 0.5 }, { voice: "fr" }, { paperWidth: 70 }, { x: 1 }])
    expect(registerInput.safeParse({ registerId, ...wrong }).success).toBe(false);
  expect(registerInput.safeParse({ registerId, volume: 0, voice: "off", paperWidth: 58 }).success).toBe(true);
});
