import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { deviceCookie } from "#lib/auth/session.ts";
import { openTestShop, type TestShop } from "#lib/orders/testing/test-shop.ts";
import { by } from "#lib/testing/by.ts";
import { assignDisplay } from "./assign-display.ts";
import { beginPairing } from "./begin-pairing.ts";
import { pairDisplay } from "./confirm-pairing.ts";
import { findDisplay, findDisplayPlace, listDisplays, viewDisplay } from "./queries.ts";
import { revokeDisplay } from "./revoke-display.ts";
import { showOrder } from "./show-order.ts";

let east: TestShop;
let west: TestShop;
beforeAll(async () => {
  east = await openTestShop();
  west = await openTestShop();
});
afterAll(async () => {
  await east.close();
  await west.close();
});
beforeEach(async () => {
  await east.shop.prisma.device.deleteMany({});
  await east.shop.prisma.signInThrottle.deleteMany({});
});

/** A browser that shows digits. */
const begin = async (address = "10.0.0.1") => {
  const begun = await beginPairing(east.shop, { cookieHeader: undefined, address });
  if (begun.kind !== "waiting" || begun.token === null) throw new Error(begun.kind);
  return { code: begun.code, cookie: `x=y; ${deviceCookie("display")}=${begun.token}` };
};
const pairAt = (till: TestShop, code: string) =>
  pairDisplay(east.shop, by(till.userId), { registerId: till.registerId, code, name: "Counter" });
const pairedAt = async (till: TestShop) => {
  const { code, cookie } = await begin();
  expect(await pairAt(till, code)).toEqual({ kind: "paired" });
  const viewer = await findDisplay(east.shop, cookie);
  if (viewer === null) throw new Error("not paired");
  return { cookie, viewer };
};
const managerOf = (till: TestShop) =>
  till.shop.prisma.membership.update({
    where: { userId_storeId: { userId: till.userId, storeId: till.storeId } },
    data: { role: "manager" },
  });

describe("pairing", () => {
  it("D3 gives six digits for ten minutes, the same while they last, and keeps only a hash of the secret", async () => {
    const { code, cookie } = await begin();
    expect(code).toMatch(/^[0-9]{6}$/);
    const again = await beginPairing(east.shop, { cookieHeader: cookie, address: "10.0.0.1" });
    expect(again).toMatchObject({ kind: "waiting", code, token: null });
    const [row] = await east.shop.prisma.device.findMany({});
    const life = (row?.pairingEndsAt?.getTime() ?? 0) - Date.now();
    expect(life).toBeGreaterThan(590_000);
    expect(life).toBeLessThanOrEqual(600_000);
    expect(cookie).not.toContain(Buffer.from(row?.tokenHash ?? []).toString("base64url"));
    expect(await findDisplay(east.shop, cookie)).toBeNull();
  });

  it("D3 makes the browser a display of the cashier's register, once", async () => {
    const { code, cookie } = await begin();
    expect(await pairAt(east, code)).toEqual({ kind: "paired" });
    expect(await findDisplay(east.shop, cookie)).toMatchObject({ registerId: east.registerId });
    expect(await beginPairing(east.shop, { cookieHeader: cookie, address: "10.0.0.1" })).toEqual({ kind: "paired" });
    expect(await pairAt(west, code)).toEqual({ kind: "wrong_code" });
    const [row] = await east.shop.prisma.device.findMany({});
    expect(row).toMatchObject({ name: "Counter", pairingCode: null, pairingAddress: null, admittedById: east.userId });
  });

  it("D3 takes no digits that have ended, and sweeps them away when new ones are made", async () => {
    const { code, cookie } = await begin();
    await east.shop.prisma.device.updateMany({ data: { pairingEndsAt: new Date(Date.now() - 1) } });
    expect(await pairAt(east, code)).toEqual({ kind: "wrong_code" });
    const fresh = await beginPairing(east.shop, { cookieHeader: cookie, address: "10.0.0.1" });
    expect(fresh).toMatchObject({ kind: "waiting", token: expect.any(String) });
    expect(await east.shop.prisma.device.count()).toBe(1);
  });

  it("D3 S7 lets nobody try more than five digits a minute, side by side or not, whatever right ones lie between", async () => {
    const { code } = await begin();
    const wrong = code === "000000" ? "000001" : "000000";
    for (let tries = 0; tries < 4; tries += 1) expect(await pairAt(east, wrong)).toEqual({ kind: "wrong_code" });
    expect(await pairAt(east, code)).toEqual({ kind: "paired" });
    const results = await Promise.all(Array.from({ length: 20 }, () => pairAt(east, wrong)));
    expect(results.filter(({ kind }) => kind === "wrong_code")).toHaveLength(1);
    const next = await begin();
    expect(await pairAt(east, next.code)).toEqual({ kind: "too_many" });
    expect(await pairAt(west, next.code)).toEqual({ kind: "paired" });
  });

  it("D3 S23 lets one network wait with ten displays, also when it asks for fifty at once", async () => {
    const ask = (address: string) => beginPairing(east.shop, { cookieHeader: undefined, address });
    const results = await Promise.all(Array.from({ length: 50 }, () => ask("10.9.9.9")));
    expect(results.filter(({ kind }) => kind === "waiting")).toHaveLength(10);
    expect((await ask("10.9.9.8")).kind).toBe("waiting");
    const network = await Promise.all(Array.from({ length: 50 }, (_, at) => ask(`2001:db8::${at}`)));
    expect(network.filter(({ kind }) => kind === "waiting")).toHaveLength(10);
  });

  it("I14 S1 is refused to strangers, and to people whose role may not", async () => {
    const { code } = await begin();
    const input = { registerId: east.registerId, code, name: "x" };
    for (const userId of [east.strangerId, west.userId]) {
      expect(await pairDisplay(east.shop, by(userId), input)).toEqual({ kind: "not_found" });
    }
    expect(await listDisplays(east.shop, west.userId, east.registerId)).toBeNull();
  });
});

describe("a display", () => {
  it("I14 D5 shows its own register, never another store's", async () => {
    const { viewer } = await pairedAt(east);
    const own = await east.sell();
    await west.sell();
    const news = await viewDisplay(east.shop, viewer);
    expect(news?.view).toMatchObject({ state: "waiting", amount: "12850", currency: "CNY", code: own.codeText });
    expect(await viewDisplay(east.shop, { ...viewer, registerId: west.registerId })).toBeNull();
    expect(await findDisplayPlace(east.shop, viewer)).toMatchObject({ storeName: "Corner shop", practice: false });
  });

  it("D9 shows what the cashier picked, until the next sale; strangers pick nothing", async () => {
    const { viewer } = await pairedAt(east);
    const first = await east.charge({ amount: "1.00" });
    const second = await east.charge({ amount: "2.00" });
    if (first.kind !== "created" || second.kind !== "created") throw new Error("no sale");
    const amount = async () => (await viewDisplay(east.shop, viewer))?.view.amount;
    expect(await amount()).toBe("200");
    expect(await showOrder(east.shop, west.userId, first.payment.orderId)).toBe(false);
    expect(await amount()).toBe("200");
    expect(await showOrder(east.shop, east.userId, first.payment.orderId)).toBe(true);
    expect(await amount()).toBe("100");
    await east.charge({ amount: "3.00" });
    expect(await amount()).toBe("300");
  });

  it("D9 moves between the registers of its store only", async () => {
    const { cookie, viewer } = await pairedAt(east);
    const other = await east.shop.prisma.register.create({
      data: { storeId: east.storeId, code: "2", name: "Till 2" },
    });
    const to = (registerId: string) => ({ registerId, displayId: viewer.deviceId });
    expect(await assignDisplay(east.shop, east.userId, to(west.registerId))).toBe(false);
    expect(await assignDisplay(east.shop, west.userId, to(west.registerId))).toBe(false);
    expect(await assignDisplay(east.shop, east.userId, to(other.id))).toBe(true);
    expect(await findDisplay(east.shop, cookie)).toEqual({ ...viewer, registerId: other.id });
    expect(await viewDisplay(east.shop, viewer)).toBeNull();
    const listed = await listDisplays(east.shop, east.userId, east.registerId);
    expect(listed?.displays).toMatchObject([{ name: "Counter", registerId: other.id, registerName: "Till 2" }]);
  });

  it("D3 B41 is shut out by a manager, for good; a cashier may not", async () => {
    const { cookie, viewer } = await pairedAt(west);
    const at = ({ registerId }: TestShop) => ({ registerId, displayId: viewer.deviceId });
    expect(await revokeDisplay(east.shop, by(west.userId), at(west))).toBe(false);
    await managerOf(west);
    expect(await revokeDisplay(east.shop, by(east.userId), at(east))).toBe(false);
    expect(await revokeDisplay(east.shop, by(west.userId), at(east))).toBe(false);
    expect(await listDisplays(east.shop, west.userId, west.registerId)).toMatchObject({ mayRevoke: true });
    expect(await revokeDisplay(east.shop, by(west.userId), at(west))).toBe(true);
    expect(await findDisplay(east.shop, cookie)).toBeNull();
    expect(await viewDisplay(east.shop, viewer)).toBeNull();
    expect((await listDisplays(east.shop, west.userId, west.registerId))?.displays).toEqual([]);
  });
});
