import { randomBytes } from "node:crypto";
import { encode } from "next-auth/jwt";
import { afterAll, beforeEach, expect, it } from "vitest";
import { findDevice } from "#lib/auth/find-device.ts";
import { findStaff, isOfStores } from "#lib/auth/find-staff.ts";
import { findViewer } from "#lib/auth/find-viewer.ts";
import { cookieName, deviceCookie, pinMark, readSession } from "#lib/auth/session.ts";
import { endSession } from "#lib/auth/sessions/end-session.ts";
import { beginTestSession, staffOf as signedIn } from "#lib/auth/testing/begin-session.ts";
import { makePinStore } from "#lib/auth/testing/pin-shop.ts";
import { verifyPin } from "#lib/auth/verify-pin.ts";
import { env } from "#lib/env.ts";
import { closeShop, openShop } from "#lib/process.ts";
import { by } from "#lib/testing/by.ts";
import { addTill } from "./add-till.ts";
import { findDevices, findManagedRegisters } from "./queries.ts";
import { revokeDevice } from "./revoke-device.ts";

process.env.NEXTAUTH_SECRET = randomBytes(32).toString("base64url");
const shop = openShop();
afterAll(() => closeShop(shop));

type Store = Awaited<ReturnType<typeof makePinStore>>;
let store: Store;
let other: Store;
let wang = "";
beforeEach(async () => {
  [store, other] = [await makePinStore(shop), await makePinStore(shop)];
  wang = await store.person("manager", "9265");
});

const letIn = async (userId: string, registerId: string, before: string | null = null) => {
  const added = await addTill(shop, by(userId), { registerId, name: "Counter", before });
  if (added.kind !== "added") throw new Error(added.kind);
  return added.token;
};
const staffOf = (userId: string) => signedIn(shop, userId);

it("T12 I14 lets a browser in for managers of the store alone, and keeps no secret", async () => {
  const li = await store.person("cashier", "4711");
  for (const [userId, registerId] of [
    [li, store.registerId],
    [wang, other.registerId],
  ] as const) {
    expect(await addTill(shop, by(userId), { registerId, name: "Counter", before: null })).toEqual({
      kind: "not_found",
    });
  }
  const token = await letIn(wang, store.registerId);
  expect(Buffer.from(token, "base64url")).toHaveLength(32);
  expect(await findDevice(shop, "till", token)).toMatchObject({ registerId: store.registerId, name: "Counter" });
  expect(await findDevice(shop, "display", token)).toBeNull();
  expect(await findManagedRegisters(shop, await staffOf(wang))).toMatchObject([{ id: store.registerId }]);
  expect(await findManagedRegisters(shop, await staffOf(li))).toEqual([]);
});

it("T12 a browser that becomes another till is no longer the one it was", async () => {
  const before = await letIn(wang, store.registerId);
  const token = await letIn(wang, store.registerId, before);
  expect(await findDevice(shop, "till", before)).toBeNull();
  expect(await findDevice(shop, "till", token)).not.toBeNull();
});

it("T12 I14 S2 revoking works at once, for managers of the store alone", async () => {
  const token = await letIn(wang, store.registerId);
  const deviceId = (await findDevice(shop, "till", token))?.id ?? "";
  const stranger = await other.person("owner", null);
  expect(await revokeDevice(shop, by(stranger), deviceId)).toEqual({ kind: "not_found" });
  expect(await findDevices(shop, await staffOf(stranger))).toEqual([]);
  expect(await findDevices(shop, await staffOf(wang))).toMatchObject([{ id: deviceId, kind: "till" }]);
  expect(await revokeDevice(shop, by(wang), deviceId)).toEqual({ kind: "revoked" });
  expect(await findDevice(shop, "till", token)).toBeNull();
  expect(await findDevices(shop, await staffOf(wang))).toEqual([]);
});

it("T12 notes when a till was last seen, once a minute at most", async () => {
  const token = await letIn(wang, store.registerId);
  const seen = async () =>
    (await shop.prisma.device.findFirstOrThrow({ where: { storeId: store.storeId } })).lastSeenAt;
  const first = await seen();
  await findDevice(shop, "till", token);
  expect(await seen()).toEqual(first);
  await shop.prisma.device.updateMany({ data: { lastSeenAt: new Date(Date.now() - 61_000) } });
  await findDevice(shop, "till", token);
  expect((await seen()).getTime()).toBeGreaterThan(Date.now() - 30_000);
});

/** The cookies of a browser in which somebody signed in by PIN. */
async function signInByPin(token: string, userId: string, pin: string): Promise<string> {
  const deviceId = (await findDevice(shop, "till", token))?.id ?? "";
  const result = await verifyPin(shop, { deviceId, userId, pin, address: null });
  if (result.kind !== "right") throw new Error(result.kind);
  const sid = await beginTestSession(shop, userId, { way: "pin", deviceId });
  const content = { sid, sub: userId, deviceId, pin: pinMark(result.pinHash) };
  const session = await encode({ token: content, secret: env.sessionSecret(), maxAge: 60 });
  return `${cookieName("session")}=${session}; ${deviceCookie("till")}=${token}`;
}
const who = async (cookies: string) => findStaff(shop, await readSession(cookies));

it("T9 I14 a sign-in by PIN is good for that till's store alone", async () => {
  await other.hire(wang, "owner", "6203");
  const cookies = await signInByPin(await letIn(wang, store.registerId), wang, "9265");
  const staff = await who(cookies);
  expect(staff?.stores.map(({ storeId }) => storeId)).toEqual([store.storeId]);
  if (!staff) throw new Error("nobody");
  expect(await isOfStores(shop, staff, { registerId: store.registerId })).toBe(true);
  expect(await isOfStores(shop, staff, { registerId: other.registerId })).toBe(false);
  expect(await isOfStores(shop, staff, { registerId: other.registerId.toUpperCase() })).toBe(false);
  expect(await isOfStores(shop, staff, {})).toBe(true);
});

it("T12 B41 S8 S9 a sign-in by PIN ends with its till, its PIN and its end, and is nothing at another till", async () => {
  const token = await letIn(wang, store.registerId);
  const fresh = () => signInByPin(token, wang, "9265");

  const elsewhere = await letIn(wang, store.registerId);
  const cookies = await fresh();
  expect(await who(cookies)).not.toBeNull();
  expect(await who(cookies.replace(token, elsewhere))).toBeNull();
  expect(await who(cookies.split("; ")[0] ?? "")).toBeNull();

  await endSession(shop, cookies);
  expect(await who(cookies)).toBeNull();
  const changed = await fresh();
  await shop.prisma.membership.updateMany({ where: { userId: wang }, data: { pinHash: new Uint8Array(32) } });
  expect(await who(changed)).toBeNull();
  await shop.prisma.membership.deleteMany({ where: { userId: wang } });
  await store.hire(wang, "manager", "9265");
  const revoked = await fresh();
  const deviceId = (await findDevice(shop, "till", token))?.id ?? "";
  await revokeDevice(shop, by(wang), deviceId);
  expect(await who(revoked)).toBeNull();
  expect(await findViewer(shop, revoked)).toBeNull();
});

it("T9 a till that was let in looks for itself, whoever is at it", async () => {
  const cookies = await signInByPin(await letIn(wang, store.registerId), wang, "9265");
  expect((await findViewer(shop, cookies))?.userId).toBeNull();
  expect((await findViewer(shop, cookies))?.deviceId).not.toBeNull();
});
