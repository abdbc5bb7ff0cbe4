import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROLES } from "#lib/auth/roles.ts";
import { staffOf } from "#lib/auth/testing/begin-session.ts";
import { cancelOrder } from "#lib/orders/cancel-order.ts";
import { openTestShop, type TestShop } from "#lib/orders/testing/test-shop.ts";
import { by } from "#lib/testing/by.ts";
import { findChainState, findEntries } from "./queries.ts";
import { parseAuditFilter } from "./schema.ts";
import { sealEntries } from "./seal-entries.ts";
import { openAuditShop } from "./testing/audit-shop.ts";

let east: TestShop;
let west: TestShop;
beforeAll(async () => {
  east = await openTestShop();
  west = await openTestShop();
  for (const { shop, userId, storeId } of [east, west]) {
    await shop.prisma.membership.update({ where: { userId_storeId: { userId, storeId } }, data: { role: "manager" } });
  }
});
afterAll(async () => {
  await east.close();
  await west.close();
});

const CALENDAR = { timeZone: "Asia/Shanghai", dayStartMinute: 0 };
const filter = (wanted: object = {}) => parseAuditFilter({ day: "all", ...wanted }, CALENDAR, new Date());
const find = ({ shop, userId, storeId }: TestShop, wanted: object = {}, storeIds = [storeId]) =>
  findEntries(shop, { userId, storeIds }, filter(wanted));
const cancelAt = async (test: TestShop) => {
  const { orderId } = await test.sell();
  await cancelOrder(test.shop, by(test.userId), orderId);
};

describe("W4 the page of the audit", () => {
  it("tells who did what, where and for how much, newest first", async () => {
    await cancelAt(east);
    const [row] = (await find(east)).rows;
    expect(row).toMatchObject({
      ...{ kind: "cancel", userName: "li", storeName: "Corner shop", registerName: "Till 1", address: "192.0.2.7" },
      ...{ amount: { minor: "12850", currency: "CNY" }, number: null },
    });
    await sealEntries(east.shop);
    expect((await find(east)).rows[0]?.number).toMatch(/^[1-9]/);
  });

  it("I14 shows each store to its own people, whatever stores they name", async () => {
    await cancelAt(east);
    await cancelAt(west);
    const both = [east.storeId, west.storeId];
    const own = await east.shop.prisma.auditEntry.count({ where: { storeId: east.storeId } });
    expect((await find(east, {}, both)).rows.filter(({ kind }) => kind === "cancel")).toHaveLength(own);
    expect((await find(east, {}, [west.storeId])).rows).toEqual([]);
    const stranger = { userId: east.strangerId, storeIds: both };
    expect((await findEntries(east.shop, stranger, filter())).rows).toEqual([]);
  });

  it.each(ROLES)("is for owners, managers and auditors: %s", async (role) => {
    await cancelAt(east);
    const { shop, storeId } = east;
    const login = crypto.randomUUID();
    const memberships = { create: { storeId, role } };
    const { id } = await shop.prisma.user.create({ data: { login, name: login, passwordHash: "", memberships } });
    const { rows } = await findEntries(shop, { userId: id, storeIds: [storeId] }, filter());
    expect(rows.length > 0).toBe(["owner", "manager", "auditor"].includes(role));
  });

  it("I14 shows what happened to people and accounts to the stores that they belong to", async () => {
    const { shop, userId, accountId } = east;
    for (const [subject, subjectId] of [
      ["person", userId],
      ["account", accountId],
    ] as const) {
      const kind = `${subject}_applied`;
      await shop.prisma.auditEntry.create({ data: { kind, subject, subjectId, facts: { name: "x", changed: ["y"] } } });
      expect((await find(east, { kind })).rows).toMatchObject([{ kind, name: "x", changed: ["y"], storeName: null }]);
      expect((await find(west, { kind })).rows).toEqual([]);
    }
  });

  it("is filtered by kind and day, and pages by the last row that was seen", async () => {
    const { shop, storeId } = west;
    const long = await shop.prisma.auditEntry.create({
      data: { kind: "refund", subject: "order", storeId, facts: {}, at: new Date(Date.now() - 3 * 86_400_000) },
    });
    const data = { kind: "refund", subject: "order", storeId, facts: {} };
    await shop.prisma.auditEntry.createMany({ data: Array.from({ length: 60 }, () => data) });
    const first = await find(west, { kind: "refund" });
    expect(first.rows).toHaveLength(50);
    // What is written meanwhile moves no page.
    await shop.prisma.auditEntry.create({ data });
    const second = await find(west, { kind: "refund", olderThan: first.olderThan });
    expect(second.rows).toHaveLength(11);
    expect(second.olderThan).toBeNull();
    expect(second.rows.at(-1)?.id).toBe(long.id.toString());
    const today = await find(west, { kind: "refund", day: "today", olderThan: first.olderThan });
    expect(today.rows).toHaveLength(10);
    expect((await find(west, { kind: "pin_set" })).rows).toEqual([]);
  });

  it("leaves out wishes that it does not understand", () => {
    const plain = parseAuditFilter({}, CALENDAR, new Date(0));
    for (const odd of ["x", "1; drop", "-1", "0", ["1"], null]) {
      expect(parseAuditFilter({ day: odd, kind: odd, olderThan: odd }, CALENDAR, new Date(0))).toEqual(plain);
    }
  });
});

it("W5 F23 says where the chain ends, and after reading it whether it is whole, or which row was changed", async () => {
  await cancelAt(east);
  await sealEntries(east.shop);
  const end = { number: expect.any(String), hash: expect.stringMatching(/^[0-9a-f]{64}$/) };
  const owner = await staffOf(east.shop, east.userId);
  expect(await findChainState(east.shop, owner, { check: false })).toMatchObject({
    end,
    waiting: false,
    checked: null,
  });
  const state = await findChainState(east.shop, owner, { check: true });
  expect(state?.checked).toEqual({ breaks: [], confirmed: 0 });

  const { number } = await east.shop.prisma.auditEntry.findFirstOrThrow({ where: { number: { not: null } } });
  const audit = await openAuditShop();
  await audit.tamper("update audit_entry set address = '203.0.113.66' where number = $1", [number]);
  await audit.close();
  const broken = await findChainState(east.shop, owner, { check: true });
  expect(broken?.checked).toMatchObject({ breaks: [{ why: "changed", number: `${number}` }] });
});
