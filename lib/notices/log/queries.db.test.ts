import { afterAll, describe, expect, it } from "vitest";
import { staffOf } from "#lib/auth/testing/begin-session.ts";
import { uuid7 } from "#lib/uuid.ts";
import { openLogShop } from "../testing/log-shop.ts";
import { findNotice, findNotices } from "./queries.ts";
import type { NoticeFilter } from "./schema.ts";

const test = await openLogShop();
const other = await openLogShop();
afterAll(() => Promise.all([test.close(), other.close()]));

const EVERYTHING: NoticeFilter = { from: null, until: null, show: "all", search: null, olderThan: null };
const find = (change: Partial<NoticeFilter> = {}, shop = test, staff = shop.staff) =>
  findNotices(shop.shop, staff, { ...EVERYTHING, ...change, storeIds: [shop.storeId] });

/** Of a sale that was paid by it: what it says and its line in the log. */
async function sellNoticed() {
  const sale = await test.sell();
  await test.deliver(test.say({ merchantNumber: sale.merchantNumber, tradeNumber: `T${sale.attemptId}` }));
  const [row] = (await find()).rows;
  if (!row) throw new Error("nothing is logged");
  return { sale, row };
}

describe("W1 the log of notifications", () => {
  it("tells newest first what came, which checks it passed, what came of it, what was answered and how long it took", async () => {
    const { sale, row } = await sellNoticed();
    expect(row).toMatchObject({
      ...{ effect: "applied", answer: "taken", generation: "openapi", deliveries: 1, why: null, unkept: 0 },
      order: { id: sale.orderId, amount: { minor: "12850", currency: "CNY" } },
      storeId: test.storeId,
      tookMs: expect.any(Number),
    });
    expect(row.checks.map(({ name }) => name)).toEqual([
      ...["form", "signature", "application", "seller", "order", "money"],
    ]);
    await test.deliver({ ...test.say({ merchantNumber: sale.merchantNumber }), key: "wrong" });
    await test.shop.refusals.flush();
    const [refused, before] = (await find()).rows;
    expect(refused).toMatchObject({ effect: "refused", why: "signature_wrong", answer: "again", order: null });
    expect(before?.id).toBe(row.id);
  });

  it("is narrowed to problems, to what changed a sale, and to what was refused", async () => {
    await sellNoticed();
    await test.deliver(test.say({}));
    await test.deliver({ ...test.say({}), key: "wrong" });
    await test.shop.refusals.flush();
    const effects = async (show: NoticeFilter["show"]) =>
      [...new Set((await find({ show })).rows.map(({ effect }) => effect))].toSorted();
    expect(await effects("trouble")).toEqual(["parked_unknown_order", "refused"]);
    expect(await effects("applied")).toEqual(["applied"]);
    expect(await effects("refused")).toEqual(["refused"]);
  });

  it("is searched by the numbers of a sale, on whatever day it was", async () => {
    const { sale, row } = await sellNoticed();
    await sellNoticed();
    const from = new Date(Date.now() + 60_000);
    for (const search of [sale.orderId, sale.merchantNumber, `T${sale.attemptId}`])
      expect(
        (await find({ search, from })).rows.map(({ id }) => id),
        search,
      ).toEqual([row.id]);
    expect((await find({ search: "no such number" })).rows).toEqual([]);
    expect((await find({ from })).rows).toEqual([]);
    expect((await find({ until: new Date(Date.now() - 3_600_000) })).rows).toEqual([]);
  });

  it("has pages of fifty, each after the last one of the page before, with refused ones in their place", async () => {
    const own = await openLogShop();
    const known = { generation: "openapi", accountId: own.accountId, verdicts: {}, answer: "again" };
    const ids: string[] = [];
    for (let at = 0; at < 60; at++) {
      const id = uuid7().replace(/^.{8}-.{4}/, `01000000-${String(at).padStart(4, "0")}`);
      ids.unshift(id);
      const body = new Uint8Array();
      if (at % 3 > 0)
        await own.shop.prisma.notification.create({ data: { ...known, id, notifyId: id, body, effect: "parked" } });
      else
        await own.shop.prisma.refusedNotice.create({
          data: { ...known, id, body, digest: Buffer.from(id), envelope: {}, why: "x", deliveries: 1, tookMs: 1 },
        });
    }
    const first = await find({}, own);
    expect(first.rows.map(({ id }) => id)).toEqual(ids.slice(0, 50));
    const second = await find({ olderThan: first.olderThan }, own);
    expect(second.rows.map(({ id }) => id)).toEqual(ids.slice(50));
    expect(second.olderThan).toBeNull();
    await own.close();
  });

  it("I14 is of those stores alone where somebody sees the orders", async () => {
    const { row } = await sellNoticed();
    await test.deliver({ ...test.say({}), key: "wrong" });
    const ids = await test.logged();
    const both = [test.storeId, other.storeId];
    expect((await findNotices(test.shop, other.staff, { ...EVERYTHING, storeIds: both })).rows).toEqual([]);
    for (const nobody of [test.strangerId, await test.hire("cashier"), await test.hire("developer")]) {
      const staff = await staffOf(test.shop, nobody);
      expect((await find({}, test, staff)).rows).toEqual([]);
      for (const id of ids) expect(await findNotice(test.shop, staff, id)).toBeNull();
    }
    const auditor = await staffOf(test.shop, await test.hire("auditor"));
    expect(await findNotice(test.shop, auditor, row.id)).toMatchObject({ id: row.id, mayReplay: false });
    expect(await findNotice(test.shop, test.staff, "no-notice' or 1=1")).toBeNull();
    expect(await findNotice(test.shop, test.staff, crypto.randomUUID())).toBeNull();
  });

  it("S27 shows words, headers and sender of one, without signatures and with the customer masked", async () => {
    const { row } = await sellNoticed();
    const words = "trade_status=TRADE_SUCCESS&buyer_logon_id=li.na@example.com&sign=c2VjcmV0";
    await test.shop.prisma.notification.update({ where: { id: row.id }, data: { body: Buffer.from(words) } });
    const detail = await findNotice(test.shop, test.staff, row.id);
    expect(detail).toMatchObject({
      ...{ id: row.id, type: "TRADE_SUCCESS", address: "203.0.113.7", hasBody: true, mayReplay: true },
      headers: [
        { name: "signature", value: "…" },
        { name: "user-agent", value: "Mozilla/4.0" },
        { name: "content-type", value: "text/plain" },
      ],
    });
    expect(detail?.fields).toContainEqual({ name: "buyer_logon_id", value: "li***om" });
    expect(JSON.stringify(detail)).not.toMatch(/c2VjcmV0|li\.na@example/);
  });

  it("W6 has its line still when its words are forgotten", async () => {
    const { row } = await sellNoticed();
    await test.shop.prisma.notification.update({ where: { id: row.id }, data: { body: new Uint8Array() } });
    expect(await findNotice(test.shop, test.staff, row.id)).toMatchObject({ effect: "applied", hasBody: false });
  });
});
