import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { by } from "#lib/testing/by.ts";
import { closeShift } from "./close-shift.ts";
import { openShift } from "./open-shift.ts";
import { printReport } from "./print-report.ts";
import { readReport, readShift } from "./read-shift.ts";
import { updateHolder } from "./sql/change-shift.ts";
import { takeOver } from "./take-over.ts";
import { openShiftShop, type ShiftShop } from "./testing/shift-shop.ts";

let test: ShiftShop;
const open = async () => {
  test = await openShiftShop();
};
beforeAll(open);
afterAll(() => test.close());

/** Each story has a shop of its own: its books begin at zero. */
const afresh = async () => {
  await test.close();
  await open();
};

const cny = (change: object) => [
  { currency: "CNY", count: 0, sales: "0", refundCount: 0, refunds: "0", net: "0", ...change },
];

describe("a shift", () => {
  it("Z1 is one at a time on a register, however many open at once, and says who, when and where", async () => {
    await afresh();
    const device = await test.shop.prisma.device.create({
      data: {
        kind: "till",
        name: "Tablet",
        tokenHash: Buffer.from(crypto.randomUUID()),
        storeId: test.storeId,
        registerId: test.registerId,
      },
    });
    const who = { userId: test.wangId, deviceId: device.id };
    const results = await Promise.all(Array.from({ length: 20 }, () => openShift(test.shop, who, test.registerId)));
    expect(results.filter(({ kind }) => kind === "opened")).toHaveLength(1);
    expect(results.filter(({ kind }) => kind === "already_open")).toHaveLength(19);
    expect(new Set(results.map((one) => "shiftId" in one && one.shiftId)).size).toBe(1);
    const { report } = await test.x();
    expect(report).toMatchObject({ openedBy: "Wang", heldBy: "Wang", deviceName: "Tablet", number: null });
    expect(Math.abs(Date.now() - Date.parse(report.openedAt))).toBeLessThan(10_000);
  });

  it("Z1 S1 I14 is nothing for people of other stores, nor its numbers", async () => {
    await afresh();
    const shiftId = await test.open();
    const { shop, strangerId, registerId } = test;
    const who = { userId: strangerId, deviceId: null };
    expect(await openShift(shop, who, registerId)).toEqual({ kind: "not_allowed" });
    expect(await readShift(shop, strangerId, registerId)).toBeNull();
    expect(await takeOver(shop, strangerId, { shiftId, note: "" })).toEqual({ kind: "not_allowed" });
    expect(await closeShift(shop, by(strangerId), { shiftId, note: "", left: [] })).toEqual({ kind: "not_allowed" });
    await test.closeAll(shiftId);
    expect(await readReport(shop, strangerId, shiftId)).toBeNull();
    expect(await printReport(shop, strangerId, shiftId)).toEqual({ kind: "not_allowed" });
  });

  it("Z2 Z3 Z4 Z7 I4 two shifts on one day, refunds in the second for sales of the first, a hand-over: each counts its own", async () => {
    await afresh();
    const first = await test.open(test.wangId);
    const coffee = await test.sellFor("100.00", test.wangId);
    expect(await takeOver(test.shop, test.zhaoId, { shiftId: first, note: "Coins are low" })).toEqual({
      kind: "taken_over",
    });
    expect(await takeOver(test.shop, test.zhaoId, { shiftId: first, note: "" })).toEqual({ kind: "already_yours" });
    await test.sellFor("20.50", test.zhaoId);
    const now = (await test.x()).report;
    const z1 = await test.closeAll(first, test.zhaoId);
    expect(z1).toMatchObject({
      ...{ number: 1, previous: null, openedBy: "Wang", heldBy: "Zhao", closedBy: "Zhao" },
      ...{ parts: now.parts, total: now.total, cashiers: now.cashiers, businessDay: now.businessDay },
      handOvers: [{ from: "Wang", to: "Zhao", note: "Coins are low" }],
    });
    expect(z1.total).toEqual(cny({ count: 2, sales: "12050", net: "12050" }));
    expect(z1.cashiers.map(({ name, sums }) => [name, sums[0]?.count, sums[0]?.sales])).toEqual([
      ["Wang", 1, "10000"],
      ["Zhao", 1, "2050"],
    ]);

    const second = await test.open();
    await test.sellFor("7.00");
    await test.refundFor(coffee, "30.00");
    const x2 = (await test.x()).report;
    const z2 = await test.closeAll(second);
    expect(z2).toMatchObject({ number: 2, previous: 1, parts: x2.parts, total: x2.total });
    expect(z2.parts.own).toEqual(cny({ count: 1, sales: "700", refundCount: 1, refunds: "3000", net: "-2300" }));
    expect(z2.parts.late).toEqual([]);
    expect(BigInt(z1.total[0]?.net ?? 0) + BigInt(z2.total[0]?.net ?? 0)).toBe(await test.ledger());
  });

  it("Z4 says the same to every press of one hand-over, and that a closed one is closed", async () => {
    await afresh();
    const shiftId = await test.open(test.wangId);
    const take = () => takeOver(test.shop, test.zhaoId, { shiftId, note: "" });
    const pressed = await Promise.all([take(), take(), take(), take()]);
    expect(pressed.map(({ kind }) => kind).toSorted()).toEqual([
      ...["already_yours", "already_yours", "already_yours", "taken_over"],
    ]);
    await test.closeAll(shiftId);
    expect(await take()).toEqual({ kind: "already_closed" });
  });

  it("Z4 tells cashiers of the same name apart", async () => {
    await afresh();
    const { prisma } = test.shop;
    const wang = await prisma.user.update({ where: { id: test.zhaoId }, data: { name: "Wang" } });
    const shiftId = await test.open();
    await test.sellFor("1.00", test.wangId);
    await test.sellFor("2.00", test.zhaoId);
    const { cashiers } = await test.closeAll(shiftId);
    expect(new Set(cashiers.map(({ name }) => name)).size).toBe(2);
    expect(cashiers.find(({ sums }) => sums[0]?.sales === "200")?.name).toBe(`Wang (${wang.login})`);
  });

  it("Z2 Z3 late money lands in the next report only, apart; a refund outside of shifts, too", async () => {
    await afresh();
    const first = await test.open();
    const [slow, sold] = [await test.show("50.00"), await test.sellFor("9.00")];
    const left = [{ id: slow.orderId, note: "Customer is still typing" }];
    expect(await closeShift(test.shop, by(test.userId), { shiftId: first, note: "", left })).toMatchObject({
      kind: "closed",
    });
    await test.pay(slow);
    await test.refundFor(sold, "2.00", { outside: true });
    // Nobody has a shift: the money waits.
    expect((await test.z(first)).total).toEqual(cny({ count: 1, sales: "900", net: "900" }));
    const second = await test.open();
    const z2 = await test.closeAll(second);
    expect(z2.parts.own).toEqual(cny({}));
    expect(z2.parts.late).toEqual(cny({ count: 1, sales: "5000", net: "5000" }));
    expect(z2.parts.outside).toEqual(cny({ refundCount: 1, refunds: "200", net: "-200" }));
    expect(z2.total).toEqual(cny({ count: 1, sales: "5000", refundCount: 1, refunds: "200", net: "4800" }));
    const z3 = await test.closeAll(await test.open());
    expect(z3.total).toEqual(cny({}));
    expect(z3.number).toBe(3);
    expect(await test.ledger()).toBe(900n + 4800n);
  });

  it("I2 I4 Z2 a second payment of a sale is money, but nobody's sale: it stands apart", async () => {
    await afresh();
    const shiftId = await test.open();
    await test.sellTwice("40.00");
    const z = await test.closeAll(shiftId);
    expect(z.parts.own).toEqual(cny({ count: 1, sales: "4000", net: "4000" }));
    expect(z.parts.double).toEqual(cny({ count: 1, sales: "4000", net: "4000" }));
    expect(z.total[0]?.net).toBe("8000");
    expect(await test.ledger()).toBe(8000n);
  });

  it("I2 I4 Z2 the payment too many leaves its own part when it goes back, and the sale stays what it was", async () => {
    await afresh();
    const shiftId = await test.open();
    await test.refundFor(await test.sellTwice("40.00"), "40.00");
    const z = await test.closeAll(shiftId);
    expect(z.parts.own).toEqual(cny({ count: 1, sales: "4000", net: "4000" }));
    expect(z.parts.double).toEqual(cny({ count: 1, sales: "4000", refundCount: 1, refunds: "4000", net: "0" }));
    expect(await test.ledger()).toBe(4000n);
  });

  it("Z2 sales without a shift never enter a report", async () => {
    await afresh();
    await test.sellFor("11.00");
    const z = await test.closeAll(await test.open());
    expect(z.total).toEqual(cny({}));
  });
});

describe("closing", () => {
  it("Z3 I9 makes one report when twenty close at once, and numbers have no gap", async () => {
    await afresh();
    for (const number of [1, 2, 3]) {
      const shiftId = await test.open();
      await test.sellFor("1.00");
      const wish = { shiftId, note: "", left: [] };
      const results = await Promise.all(Array.from({ length: 20 }, () => closeShift(test.shop, by(test.userId), wish)));
      expect(results.filter(({ kind }) => kind === "closed")).toEqual([{ kind: "closed", number }]);
      expect(results.filter(({ kind }) => kind === "already_closed")).toHaveLength(19);
    }
    const reports = await test.shop.prisma.zReport.findMany({ where: { registerId: test.registerId } });
    expect(reports.map(({ number }) => number).toSorted()).toEqual([1, 2, 3]);
    expect((await test.shop.prisma.shiftEvent.findMany({ where: { kind: "closed" } })).length).toBeGreaterThanOrEqual(
      3,
    );
  });

  it("Z3 leaves a report that the database lets nobody change, with the money that it counted", async () => {
    await afresh();
    const shiftId = await test.open();
    const sold = await test.sellFor("5.00");
    await test.closeAll(shiftId);
    const other = await test.open();
    const { pool } = test.shop;
    for (const text of [
      `update z_report set content = '{}' where shift_id = '${shiftId}'`,
      `update z_report set number = 9 where shift_id = '${shiftId}'`,
      `delete from z_report where shift_id = '${shiftId}'`,
      `update shift set closed_at = null, closed_by_id = null where id = '${shiftId}'`,
      `update shift set held_by_id = '${test.zhaoId}' where id = '${shiftId}'`,
      `update payment_attempt set counted_shift_id = null where id = '${sold.attemptId}'`,
      `update payment_attempt set counted_shift_id = '${other}' where id = '${sold.attemptId}'`,
      `update shift_event set data = '{}' where shift_id = '${shiftId}'`,
    ])
      await expect(pool.query(text), text).rejects.toThrow();
  });

  it("Z5 is refused while something is not certain: a cashier needs a manager, a manager a word for each", async () => {
    await afresh();
    const shiftId = await test.open();
    const [waiting, sold] = [await test.show("3.00"), await test.sellFor("8.00")];
    test.gateway.refunds = [{ kind: "unclear", why: "timeout" }];
    const refundId = await test.refundFor(sold, "1.00");
    const close = (userId: string, left: { id: string; note: string }[]) =>
      closeShift(test.shop, by(userId), { shiftId, note: "Good night", left });
    expect(await close(test.wangId, [])).toEqual({ kind: "needs_manager" });
    expect(await close(test.userId, [{ id: waiting.orderId, note: "Walked away" }])).toMatchObject({
      kind: "unclear",
      items: [
        { id: waiting.orderId, what: "order", state: "waiting" },
        { id: refundId, what: "refund", state: "checking" },
      ],
    });
    const blank = { id: refundId, note: "  " };
    expect((await close(test.userId, [{ id: waiting.orderId, note: "Walked away" }, blank])).kind).toBe("unclear");
    const long = { id: refundId, note: "x".repeat(501) };
    expect(await close(test.userId, [long])).toEqual({ kind: "note_refused", problem: "too_long" });
    const left = [
      { id: waiting.orderId, note: "Walked away" },
      { id: refundId, note: "Alipay is slow" },
    ];
    expect(await close(test.userId, left)).toEqual({ kind: "closed", number: 1 });
    const z = await test.z(shiftId);
    expect(z.note).toBe("Good night");
    expect(z.leftOpen.map(({ id, note }) => ({ id, note }))).toEqual(left);
    const next = await readShift(test.shop, test.wangId, test.registerId);
    expect(next).toMatchObject({ kind: "none", before: { note: "Good night", leftOpen: z.leftOpen } });
  });

  it("Z4 Z3 tells of a hand-over that happens while it closes", async () => {
    await afresh();
    const { pool } = test.shop;
    const shiftId = await test.open(test.wangId);
    const handing = await pool.connect();
    await handing.query("begin");
    await handing.query({ text: updateHolder.text, values: [shiftId, test.zhaoId, "Coins are low", "cashier:zhao"] });
    const closing = closeShift(test.shop, by(test.userId), { shiftId, note: "", left: [] });
    await vi.waitFor(async () => {
      const { rows } = await pool.query(
        "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      );
      expect(rows).toHaveLength(1);
    });
    await handing.query("commit");
    handing.release();
    expect(await closing).toMatchObject({ kind: "closed" });
    expect(await test.z(shiftId)).toMatchObject({
      heldBy: "Zhao",
      handOvers: [{ from: "Wang", to: "Zhao", note: "Coins are low" }],
    });
  });

  it("Z3 counts every print after the first as a copy", async () => {
    await afresh();
    const shiftId = await test.open();
    await test.closeAll(shiftId);
    const prints = await Promise.all([1, 2, 3].map(() => printReport(test.shop, test.wangId, shiftId)));
    expect(prints.map((one) => "copy" in one && one.copy).toSorted()).toEqual([0, 1, 2]);
    expect(await readReport(test.shop, test.userId, shiftId)).toMatchObject({ copies: 3 });
  });

  it("Z7 tells the store's business day in which the shift was opened", async () => {
    await afresh();
    const at = { timeZone: "Asia/Tokyo", dayStartMinute: 300 };
    await test.shop.prisma.store.update({ where: { id: test.storeId }, data: at });
    const shiftId = await test.open();
    const { openedAt, businessDay, timeZone } = await test.closeAll(shiftId);
    expect(timeZone).toBe("Asia/Tokyo");
    // 05:00 in Tokyo is 20:00 UTC of the day before.
    expect(businessDay).toBe(new Date(Date.parse(openedAt) + 4 * 3_600_000).toISOString().slice(0, 10));
  });
});
