import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Doer } from "#lib/actor.ts";
import { openPin } from "#lib/auth/pin/open-pin.ts";
import { setPin } from "#lib/auth/pin/set-pin.ts";
import { deviceCookie } from "#lib/auth/session.ts";
import { signIn } from "#lib/auth/sign-in.ts";
import { makePinStore, PASSWORD } from "#lib/auth/testing/pin-shop.ts";
import { verifyPin } from "#lib/auth/verify-pin.ts";
import { addTill } from "#lib/devices/add-till.ts";
import { revokeDevice } from "#lib/devices/revoke-device.ts";
import { beginPairing } from "#lib/displays/begin-pairing.ts";
import { pairDisplay } from "#lib/displays/confirm-pairing.ts";
import { findDisplay } from "#lib/displays/queries.ts";
import { revokeDisplay } from "#lib/displays/revoke-display.ts";
import { acceptLate } from "#lib/orders/accept-late.ts";
import { cancelOrder } from "#lib/orders/cancel-order.ts";
import { found } from "#lib/orders/testing/scripted-gateway.ts";
import { closeShift } from "#lib/shifts/close-shift.ts";
import { openShiftShop, type ShiftShop } from "#lib/shifts/testing/shift-shop.ts";
import { applyStoreFile } from "#lib/stores/apply/apply-store-file.ts";
import { account, file, mine, person, store } from "#lib/stores/testing/corner-file.ts";
import { newKeyPair } from "#lib/stores/testing/keys.ts";
import { sealEntries } from "./seal-entries.ts";
import { verifyChain } from "./verify-chain.ts";

process.env.MASTER_KEY = randomBytes(32).toString("base64");
process.env.NEXTAUTH_SECRET = randomBytes(32).toString("base64url");
const PIN = "471108";

let test: ShiftShop;
let doer: Doer;
beforeAll(async () => {
  test = await openShiftShop();
  doer = {
    userId: test.userId,
    deviceId: await test.letTillIn(),
    address: "198.51.100.4",
    strong: false,
    byPin: false,
  };
});
afterAll(() => test.close());
beforeEach(() => test.shop.prisma.signInThrottle.deleteMany());

const told = (subjectId: string) =>
  test.shop.prisma.auditEntry.findMany({ where: { subjectId }, orderBy: { id: "asc" } });
/** What an entry holds of whoever acts. */
const whoOf = ({ userId, deviceId, address }: Doer) => ({ userId, deviceId, address });
const kindsOf = async (subjectId: string) => (await told(subjectId)).map(({ kind }) => kind);
const here = () => ({
  ...whoOf(doer),
  storeId: test.storeId,
  registerId: test.registerId,
  at: expect.any(Date),
  number: null,
});

describe("W4 the audit tells of", () => {
  it("a cancel, with who, where and how much, once however often it is pressed", async () => {
    const { orderId, attemptId } = await test.sell();
    await Promise.all(Array.from({ length: 5 }, () => cancelOrder(test.shop, doer, orderId)));
    const facts = { attempt: attemptId, amount: "12850", currency: "CNY" };
    expect(await told(orderId)).toMatchObject([{ ...here(), kind: "cancel", subject: "order", facts }]);
    expect(await told(orderId)).toHaveLength(1);
  });

  it("nothing of a plain sale, nor of a cancel that changed nothing or was not allowed", async () => {
    const { orderId } = await test.sellPaid();
    await cancelOrder(test.shop, doer, orderId);
    await cancelOrder(test.shop, { ...doer, userId: test.strangerId }, orderId);
    expect(await told(orderId)).toEqual([]);
  });

  it("late money that somebody accepted", async () => {
    const { orderId } = await test.sellTwice("40.00");
    expect(await acceptLate(test.shop, doer, orderId)).toEqual({ kind: "accepted" });
    await acceptLate(test.shop, doer, orderId);
    expect(await told(orderId)).toMatchObject([{ ...here(), kind: "late_accepted", facts: { currency: "CNY" } }]);
  });

  it("I13 a refund and its approval, by whom each, without the reason that was typed, once for many presses", async () => {
    await test.limit("cashier", { perRefund: 100n });
    const approverId = await test.hire("manager", PIN);
    const payment = await test.sellPaid();
    const press = { clientKey: crypto.randomUUID(), reason: "For Mrs Wu, 13800138000" };
    const wish = { ...press, approval: { approverId, pin: PIN } };
    const asker = { ...doer, userId: test.wangId };
    for (let at = 0; at < 3; at++) await test.giveBack(payment, wish, asker);
    const entries = (await told(payment.orderId)).sort((a, b) => a.kind.localeCompare(b.kind));
    expect(entries).toMatchObject([
      { ...here(), userId: approverId, kind: "approval", facts: { approvedBy: approverId } },
      { ...here(), userId: test.wangId, kind: "refund", facts: { amount: "12850", currency: "CNY", way: "refund" } },
    ]);
    expect(entries).toHaveLength(2);
    expect(JSON.stringify(entries.map(({ facts }) => facts))).not.toContain("Wu");
    await test.shop.prisma.refundLimit.deleteMany({ where: { storeId: test.storeId } });
  });

  it("I13 a refund that is tried again after a refusal, once more", async () => {
    const payment = await test.sellPaid();
    test.gateway.refunds = [{ kind: "refused", reason: "balance", code: "X", again: true }];
    await test.work(await test.giveBack(payment, {}, doer));
    test.gateway.refunds = [];
    expect((await test.giveBack(payment, {}, doer)).kind).toBe("created");
    expect(await kindsOf(payment.orderId)).toEqual(["refund", "refund"]);
  });

  it("a shift that was closed over what is unclear, and none that was closed clear", async () => {
    const clear = await test.open();
    await test.closeAll(clear);
    const shiftId = await test.open();
    const { orderId } = await test.show("10.00");
    const left = [{ id: orderId, note: "The customer left" }];
    expect(await closeShift(test.shop, doer, { shiftId, note: "", left })).toMatchObject({ kind: "closed" });
    expect(await told(clear)).toEqual([]);
    expect(await told(shiftId)).toMatchObject([
      { ...here(), kind: "shift_closed_unclear", facts: { leftOpen: [`order ${orderId}`] } },
    ]);
  });

  it("a till that was let in, what that browser was before, and a device that was shut out", async () => {
    const { shop, registerId } = test;
    const first = await addTill(shop, doer, { registerId, name: "Counter", before: null });
    const before = "token" in first ? first.token : "";
    await addTill(shop, doer, { registerId, name: "Counter 2", before });
    const [old, device] = await shop.prisma.device.findMany({
      where: { registerId, name: { startsWith: "Counter" }, admittedById: doer.userId },
      orderBy: { createdAt: "asc" },
    });
    await revokeDevice(shop, { ...doer, userId: test.wangId }, device?.id ?? "");
    await revokeDevice(shop, doer, device?.id ?? "");
    expect(await told(old?.id ?? "")).toMatchObject([
      { ...here(), kind: "till_added", facts: { name: "Counter" } },
      { ...here(), kind: "device_revoked", facts: { name: "Counter" } },
    ]);
    expect(await kindsOf(device?.id ?? "")).toEqual(["till_added", "device_revoked"]);
  });

  it("a display that was paired and removed", async () => {
    const { shop, registerId } = test;
    const begun = await beginPairing(shop, { cookieHeader: undefined, address: "10.0.0.1" });
    const { code, token } = begun.kind === "waiting" ? begun : { code: "", token: "" };
    await pairDisplay(shop, doer, { registerId, code: "000000", name: "Wrong" });
    expect(await pairDisplay(shop, doer, { registerId, code, name: "Front" })).toEqual({ kind: "paired" });
    const display = await findDisplay(shop, `${deviceCookie("display")}=${token}`);
    const displayId = display?.deviceId ?? "";
    expect(await revokeDisplay(shop, doer, { registerId, displayId })).toBe(true);
    expect(await told(displayId)).toMatchObject([
      { ...here(), kind: "display_paired", facts: { name: "Front" } },
      { ...here(), kind: "device_revoked", facts: { name: "Front" } },
    ]);
  });

  it("a PIN that was set, and none that was taken: with the change or not at all", async () => {
    const { shop } = test;
    const place = await makePinStore(shop);
    const [li] = [await place.person("cashier", null), await place.person("cashier", "7391")];
    const wish = { storeId: place.storeId, password: PASSWORD };
    expect(await setPin(shop, { ...doer, userId: li }, { ...wish, pin: "7391" })).toEqual({ kind: "taken" });
    expect(await told(li)).toEqual([]);
    expect(await setPin(shop, { ...doer, userId: li }, { ...wish, pin: "2806" })).toEqual({ kind: "set" });
    const entry = { ...whoOf(doer), userId: li, storeId: place.storeId, kind: "pin_set", facts: {} };
    expect(await told(li)).toMatchObject([entry]);
  });

  it("wrong PINs and their lock, and the manager who opened it", async () => {
    const { shop } = test;
    const place = await makePinStore(shop);
    const [li, wang] = [await place.person("cashier", "2806"), await place.person("manager", "9265")];
    const { deviceId } = await place.till();
    for (let at = 0; at < 10; at++) {
      await verifyPin(shop, { deviceId, userId: li, pin: "1111", address: "10.0.0.3" });
      await shop.pool.query(
        "update sign_in_throttle set locked_until = now() - interval '1 millisecond' where locked_until < 'infinity'",
      );
    }
    await openPin(shop, { deviceId, address: "10.0.0.3" }, { userId: li, approverId: wang, pin: "9265" });
    await openPin(shop, { deviceId, address: "10.0.0.3" }, { userId: li, approverId: wang, pin: "9265" });
    const where = { deviceId, address: "10.0.0.3", storeId: place.storeId };
    const wrong = Array.from({ length: 10 }, (_, at) => ({
      ...{ ...where, userId: null, registerId: place.registerId, kind: "pin_refused" },
      facts: { failures: at + 1, locked: at >= 4 },
    }));
    expect(await told(li)).toMatchObject([...wrong, { ...where, userId: wang, kind: "pin_opened" }]);
    expect(await told(li)).toHaveLength(11);
  });

  it("sign-ins that were refused, without what was typed, and not more than a disk can bear", async () => {
    const { shop } = test;
    const { id } = await shop.prisma.user.create({ data: { login: "guarded", name: "Guarded", passwordHash: "" } });
    const attempt = (login: string, at: number) =>
      signIn(shop, { login, password: "my secret", address: `10.1.${at}.1` });
    await attempt("guarded", 0);
    await attempt("guarded", 0);
    const entry = { kind: "sign_in_refused", subject: "person", userId: null, address: "10.1.0.1" };
    expect(await told(id)).toMatchObject([
      { ...entry, facts: { failures: 1 } },
      { ...entry, facts: { failures: 2 } },
    ]);
    for (let at = 1; at <= 32; at++) await attempt(`my secret ${at}`, at);
    const unknown = await shop.prisma.auditEntry.findMany({ where: { kind: "sign_in_refused", subjectId: null } });
    expect(unknown).toHaveLength(30);
    expect(JSON.stringify(unknown.map(({ facts }) => facts))).not.toContain("secret");
  });

  it("a store file, by the names of what it changed and the fingerprints of public keys, never by a secret", async () => {
    const { shop } = test;
    const apply = (content: unknown) =>
      applyStoreFile(shop, content, (source) => (typeof source === "string" ? source : mine.privateKey));
    const last = async (kind: string) =>
      (await shop.prisma.auditEntry.findFirst({ where: { kind }, orderBy: { id: "desc" } }))?.facts;
    const count = () => shop.prisma.auditEntry.count({ where: { kind: { endsWith: "_applied" } } });
    const before = await count();
    await apply(file);
    expect(await count()).toBe(before + 3);
    expect(await last("account_applied")).toMatchObject({ name: "corner-openapi", change: "made" });
    await apply(file);
    expect(await count()).toBe(before + 3);

    const fresh = newKeyPair();
    const limits = { refundLimits: { cashier: { perRefund: "50.00" } } };
    await apply({
      ...file,
      accounts: [{ ...account, alipayPublicKey: fresh.publicKey }],
      stores: [{ ...store, name: "Corner", ...limits }],
      staff: [{ ...person, roles: { corner: "auditor" } }],
    });
    expect(await last("account_applied")).toEqual({
      ...{ name: "corner-openapi", change: "changed" },
      changed: ["version 2", expect.stringMatching(/^alipayPublicKey sha256:[0-9a-f]{16}$/)],
    });
    const limited = ["perRefund", "perDay", "ownSalesOnly", "windowHours"].map(
      (one) => `CNY.refundLimits.cashier.${one}`,
    );
    expect(await last("store_applied")).toEqual({ name: "corner", change: "changed", changed: ["name", ...limited] });
    expect(await last("person_applied")).toEqual({
      name: "wang",
      change: "changed",
      changed: ["roles.corner.auditor"],
    });
    const all = JSON.stringify(await shop.prisma.auditEntry.findMany({ select: { facts: true } }));
    for (const secret of [mine.privateKey, fresh.publicKey, "correct horse", "50.00"])
      expect(all).not.toContain(secret);
  });

  it("nothing of a store file that was refused", async () => {
    const count = () => test.shop.prisma.auditEntry.count();
    const before = await count();
    const bad = { ...file, stores: [{ ...store, code: "bad", accounts: { CNY: "nothing-such" } }] };
    expect((await applyStoreFile(test.shop, bad, () => mine.privateKey)).kind).toBe("refused");
    expect(await count()).toBe(before);
  });

  it("I13 all of that so that it can be sealed, and verified afterwards", async () => {
    test.gateway.queries = [found("waiting", {})];
    const { orderId } = await test.sell();
    test.gateway.queries = [];
    await cancelOrder(test.shop, doer, orderId);
    await sealEntries(test.shop);
    expect(await verifyChain(test.shop, [])).toMatchObject({ breaks: [], unsealed: { count: 0 } });
  });
});

it("I13 makes no payment wait for another one's entry", async () => {
  const other = await test.shop.pool.connect();
  await other.query("begin");
  await other.query("insert into audit_entry (kind, subject, facts) values ('cancel', 'order', '{}')");
  const { orderId } = await test.sell();
  expect(await cancelOrder(test.shop, doer, orderId)).toMatchObject({ kind: "cancelling" });
  await sealEntries(test.shop);
  expect(await told(orderId)).toMatchObject([{ number: expect.any(BigInt) }]);
  await other.query("commit");
  other.release();
});
