import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { staffOf } from "#lib/auth/testing/begin-session.ts";
import { cancelOrder } from "#lib/orders/cancel-order.ts";
import type { Notice } from "#lib/payments/gateway.ts";
import { by } from "#lib/testing/by.ts";
import { LOG_TABLES, type LogShop, MONEY_TABLES, openLogShop, type Said } from "../testing/log-shop.ts";

let test: LogShop;
beforeEach(async () => {
  test = await openLogShop();
});
afterEach(() => test.close());

/** Delivers a notice; its id in the log. */
async function logged(said: Said, token?: string): Promise<string> {
  const before = await test.logged();
  await test.deliver(said, token);
  return (await test.logged()).find((id) => !before.includes(id)) ?? "";
}
const planOf = async (id: string) => (await test.plan(id))?.plan;
const process = async (id: string) => test.replay(id, (await test.plan(id))?.mark ?? "");
const effectOf = async (id: string) =>
  test.shop.prisma.notification.findUniqueOrThrow({ where: { id }, select: { effect: true, deliveries: true } });
const entries = () =>
  test.shop.prisma.auditEntry.findMany({
    where: { kind: "notice_replayed", storeId: test.storeId },
    orderBy: { id: "asc" },
  });

describe("W2 processing a notice again", () => {
  it("B13 changes nothing at once after it was taken, and said so before", async () => {
    const sale = await test.sell();
    const id = await logged(test.say({ merchantNumber: sale.merchantNumber }));
    const before = await test.rows(...MONEY_TABLES, "notification");
    expect(await planOf(id)).toMatchObject({
      ...{ kind: "believed", effect: "applied", changes: false, asks: false, asksRefunds: false },
      order: { id: sale.orderId, amount: { minor: "12850" }, from: "paid", to: "paid" },
    });
    expect(await process(id)).toEqual({ kind: "replayed", effect: "applied", ask: null });
    expect(await test.rows(...MONEY_TABLES, "notification")).toEqual(before);
  });

  it("B13 changes nothing after a refund, and asks about none that is certain", async () => {
    const sale = await test.sell();
    const id = await logged(test.say({ merchantNumber: sale.merchantNumber }));
    await test.work(await test.giveBack(await test.payment(sale.orderId), { amount: "28.50" }));
    const before = await test.rows(...MONEY_TABLES, "notification");
    expect(await planOf(id)).toMatchObject({ changes: false, asksRefunds: false });
    expect(await process(id)).toMatchObject({ kind: "replayed" });
    expect(await test.rows(...MONEY_TABLES, "notification")).toEqual(before);
  });

  it("W2 R5 says that a refund whose fate is not clear is asked about, and makes just that due", async () => {
    const sale = await test.sell();
    const id = await logged(test.say({ merchantNumber: sale.merchantNumber }));
    test.gateway.refunds = [{ kind: "unclear", why: "timeout" }];
    const asked = await test.work(await test.giveBack(await test.payment(sale.orderId)));
    const later = new Date(Date.now() + 3_600_000);
    await test.shop.prisma.refund.update({ where: { id: asked.refundId }, data: { nextCheckAt: later } });
    expect(await planOf(id)).toMatchObject({ changes: false, asksRefunds: true });
    await process(id);
    const { nextCheckAt, status } = await test.shop.prisma.refund.findUniqueOrThrow({ where: { id: asked.refundId } });
    expect(status).toBe("checking");
    expect(nextCheckAt?.getTime()).toBeLessThan(later.getTime());
  });

  it("B13 checks it by the time at which it came: after 26 hours it is as genuine as then", async () => {
    const seen: (Date | undefined)[] = [];
    const { readNotice } = test.gateway;
    test.gateway.readNotice = (raw) => {
      seen.push(raw.at);
      return readNotice(raw);
    };
    const sale = await test.sell();
    const id = await logged(test.say({ merchantNumber: sale.merchantNumber }));
    const receivedAt = new Date(Date.now() - 26 * 3_600_000);
    await test.shop.prisma.notification.update({ where: { id }, data: { receivedAt } });
    expect(await planOf(id)).toMatchObject({ kind: "believed", changes: false });
    expect(seen).toEqual([undefined, receivedAt]);
  });

  it("B13 I14 refuses one that was sent to another store's address, then and now", async () => {
    const other = await openLogShop();
    const sale = await test.sell();
    other.keys.right = "of another";
    const said = test.say({ merchantNumber: sale.merchantNumber });
    await other.deliver(said);
    const [id = ""] = await other.logged();
    const planned = await other.plan(id);
    expect(planned?.plan).toMatchObject({ kind: "refused", why: "signature_wrong" });
    expect(await other.replay(id, planned?.mark ?? "")).toEqual({ kind: "refused" });
    expect((await test.payment(sale.orderId)).status).toBe("waiting");
    await other.close();
  });

  it("takes a refused one that is genuine by the keys of now, and pays its sale", async () => {
    const sale = await test.sell();
    const id = await logged({ ...test.say({ merchantNumber: sale.merchantNumber }), key: "pasted since" });
    expect(await planOf(id)).toMatchObject({
      kind: "refused",
      checks: [
        { name: "form", passed: true },
        { name: "signature", passed: false },
      ],
    });
    test.keys.right = "pasted since";
    expect(await planOf(id)).toMatchObject({
      ...{ kind: "believed", effect: "applied", changes: true },
      order: { from: "waiting", to: "paid", amount: { minor: "12850", currency: "CNY" } },
    });
    expect(await process(id)).toEqual({ kind: "replayed", effect: "applied", ask: null });
    expect((await test.payment(sale.orderId)).orderStatus).toBe("paid");
    expect(await test.events(sale.orderId)).toContain("noticed");
    const refused = await test.shop.prisma.refusedNotice.findUniqueOrThrow({ where: { id } });
    expect(refused.acceptedAt).not.toBeNull();
    expect(await planOf(id)).toMatchObject({ changes: false });
  });

  it("counts the deliveries of one that was refused once, however often it is processed", async () => {
    const sale = await test.sell();
    const id = await logged({ ...test.say({ merchantNumber: sale.merchantNumber }), key: "pasted since" });
    test.keys.right = "pasted since";
    for (let again = 0; again < 3; again++) expect(await process(id)).toMatchObject({ kind: "replayed" });
    const kept = await test.shop.prisma.notification.findMany({ where: { orderId: sale.orderId } });
    expect(kept.map(({ deliveries }) => deliveries)).toEqual([1]);
  });

  it("I14 shows and does nothing about a sale of another store that shares the account", async () => {
    const { prisma } = test.shop;
    const sale = await test.sell();
    const id = await logged({ ...test.say({ merchantNumber: sale.merchantNumber }), key: "pasted since" });
    test.keys.right = "pasted since";
    const { id: _, code, name, ...settings } = await prisma.store.findUniqueOrThrow({ where: { id: test.storeId } });
    const twin = await prisma.store.create({ data: { ...settings, code: `${code}-twin`, name: `${name} twin` } });
    await prisma.storeAccount.create({
      data: { storeId: twin.id, currency: "CNY", accountId: test.accountId, maxAmount: 1_000_000n },
    });
    const login = crypto.randomUUID();
    const { id: userId } = await prisma.user.create({ data: { login, name: "Twin", passwordHash: "" } });
    await prisma.membership.create({ data: { userId, storeId: twin.id, role: "manager" } });
    const staff = await staffOf(test.shop, userId);
    const planned = await test.plan(id, staff);
    expect(planned?.plan).toEqual({ kind: "elsewhere" });
    expect(await test.replay(id, planned?.mark ?? "", staff)).toEqual({ kind: "refused" });
    expect((await test.payment(sale.orderId)).status).toBe("waiting");
    expect(await planOf(id)).toMatchObject({ kind: "believed", order: { to: "paid" } });
  });

  it("takes the place of no genuine one: Alipay's own repeat meets the sale as it is", async () => {
    const sale = await test.sell();
    const said = { ...test.say({ merchantNumber: sale.merchantNumber }), key: "pasted since" };
    await logged(said);
    test.keys.right = "pasted since";
    expect(await test.deliver(said)).toMatchObject({ effect: "applied", reply: { body: "success" } });
    expect((await test.payment(sale.orderId)).orderStatus).toBe("paid");
  });

  it("lets a parked one be about the sale that is known by now, and out of the inbox, without another delivery", async () => {
    const said = test.say({ merchantNumber: "later" });
    const id = await logged(said);
    expect(await effectOf(id)).toEqual({ effect: "parked_unknown_order", deliveries: 1 });
    expect(await planOf(id)).toMatchObject({ effect: "parked_unknown_order", order: null, changes: false });
    const sale = await test.sell();
    const { readNotice } = test.gateway;
    test.gateway.readNotice = (raw) => ({ ...readNotice(raw), merchantNumber: sale.merchantNumber }) as Notice;
    expect(await planOf(id)).toMatchObject({
      effect: "applied",
      changes: true,
      order: { from: "waiting", to: "paid" },
    });
    expect(await process(id)).toMatchObject({ effect: "applied" });
    expect(await effectOf(id)).toEqual({ effect: "applied", deliveries: 1 });
  });

  it("says nothing of a sale that was cancelled, and has Alipay asked", async () => {
    const sale = await test.sell();
    const id = await logged(test.say({ merchantNumber: sale.merchantNumber, minor: 1 }));
    await cancelOrder(test.shop, by(test.userId), sale.orderId);
    expect(await planOf(id)).toMatchObject({ effect: "parked_mismatch", changes: false, asks: true });
    expect(await process(id)).toMatchObject({ kind: "replayed", ask: sale.attemptId });
  });

  it("asks no more for what a person has settled", async () => {
    const sale = await test.sell();
    const id = await logged(test.say({ merchantNumber: sale.merchantNumber, minor: 1 }));
    const settled = { dismissedAt: new Date(), dismissedById: test.userId, dismissReason: "Seen" };
    await test.shop.prisma.notification.update({ where: { id }, data: settled });
    expect(await planOf(id)).toMatchObject({ effect: "parked_mismatch", asks: false });
    expect(await process(id)).toMatchObject({ ask: null });
  });

  it("has nothing to read once its words are forgotten", async () => {
    const sale = await test.sell();
    const id = await logged(test.say({ merchantNumber: sale.merchantNumber }));
    await test.shop.prisma.notification.update({ where: { id }, data: { body: new Uint8Array() } });
    expect(await planOf(id)).toEqual({ kind: "forgotten" });
    expect(await process(id)).toEqual({ kind: "refused" });
  });

  it("says so when the keys of its account cannot be read", async () => {
    const id = await logged(test.say({}));
    test.shop.gateways.clear();
    expect(await planOf(id)).toEqual({ kind: "unusable" });
    expect(await process(id)).toEqual({ kind: "refused" });
  });

  it("does nothing but what was shown: a change in between is shown first", async () => {
    const sale = await test.sell();
    const id = await logged({ ...test.say({ merchantNumber: sale.merchantNumber }), key: "pasted since" });
    test.keys.right = "pasted since";
    const planned = await test.plan(id);
    await cancelOrder(test.shop, by(test.userId), sale.orderId);
    const before = await test.rows(...MONEY_TABLES, ...LOG_TABLES);
    expect(await test.replay(id, planned?.mark ?? "")).toEqual({ kind: "moved" });
    expect(await test.rows(...MONEY_TABLES, ...LOG_TABLES)).toEqual(before);
  });

  it("changes no row by the dry run, whatever it says", async () => {
    const sale = await test.sell();
    const ids = [
      await logged({ ...test.say({ merchantNumber: sale.merchantNumber }), key: "pasted since" }),
      await logged(test.say({ merchantNumber: sale.merchantNumber, minor: 1 })),
      await logged(test.say({})),
    ];
    test.keys.right = "pasted since";
    const before = await test.rows(...MONEY_TABLES, ...LOG_TABLES);
    for (const id of ids) expect(await test.plan(id)).not.toBeNull();
    expect(await test.rows(...MONEY_TABLES, ...LOG_TABLES)).toEqual(before);
  });

  it("W4 stands in the audit as notice_replayed, with who did it and the money", async () => {
    const sale = await test.sell();
    const id = await logged(test.say({ merchantNumber: sale.merchantNumber }));
    await process(id);
    expect(await entries()).toMatchObject([
      {
        ...{ kind: "notice_replayed", userId: test.userId, storeId: test.storeId, subject: "notice", subjectId: id },
        facts: { effect: "applied", changes: false, amount: "12850", currency: "CNY" },
      },
    ]);
  });

  it("I14 is for those alone who settle what is odd at its store; others who see its orders are shown what would happen", async () => {
    const sale = await test.sell();
    const id = await logged(test.say({ merchantNumber: sale.merchantNumber }));
    const mark = (await test.plan(id))?.mark ?? "";
    const before = await test.rows(...MONEY_TABLES, ...LOG_TABLES);
    const auditor = await staffOf(test.shop, await test.hire("auditor"));
    expect((await test.plan(id, auditor))?.mark).toBe(mark);
    expect(await test.replay(id, mark, auditor)).toEqual({ kind: "not_found" });
    for (const nobody of [await test.hire("cashier"), await test.hire("developer"), test.strangerId]) {
      const staff = await staffOf(test.shop, nobody);
      expect(await test.plan(id, staff)).toBeNull();
      expect(await test.replay(id, mark, staff)).toEqual({ kind: "not_found" });
    }
    expect(await test.rows(...MONEY_TABLES, ...LOG_TABLES)).toEqual(before);
  });
});

describe.each(["mapi", "intl"] as const)("W2 a notice of %s that is only a reason to ask", (generation) => {
  it("has Alipay asked, as the dry run said, and by itself changes nothing", async () => {
    const own = await openLogShop(generation);
    const sale = await own.sell();
    await own.deliver(own.say({ merchantNumber: sale.merchantNumber }));
    const [id = ""] = await own.logged();
    const before = await own.rows(...MONEY_TABLES);
    const planned = await own.plan(id);
    expect(planned?.plan).toMatchObject({ effect: "asked", changes: false, asks: true });
    expect(await own.replay(id, planned?.mark ?? "")).toEqual({
      kind: "replayed",
      effect: "asked",
      ask: sale.attemptId,
    });
    expect(await own.rows(...MONEY_TABLES)).toEqual(before);
    await own.close();
  });
});
