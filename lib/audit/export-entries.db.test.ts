import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { staffOf } from "#lib/auth/testing/begin-session.ts";
import { openTestShop, type TestShop } from "#lib/orders/testing/test-shop.ts";
import { by } from "#lib/testing/by.ts";
import { readAll } from "#lib/testing/read-all.ts";
import { exportEntries } from "./export-entries.ts";
import { countMatches } from "./queries.ts";
import { parseAuditFilter } from "./schema.ts";

let east: TestShop;
let west: TestShop;
beforeAll(async () => {
  east = await openTestShop();
  west = await openTestShop();
  for (const { shop, userId, storeId } of [east, west]) {
    await shop.prisma.membership.update({ where: { userId_storeId: { userId, storeId } }, data: { role: "auditor" } });
  }
});
afterAll(async () => {
  await east.close();
  await west.close();
});

const filter = (wanted: object = {}) =>
  parseAuditFilter({ day: "all", ...wanted }, { timeZone: "Asia/Shanghai", dayStartMinute: 0 }, new Date());
const begin = ({ shop, userId, storeId }: TestShop, wanted: object = {}, storeIds = [storeId]) =>
  staffOf(shop, userId).then((staff) =>
    exportEntries(shop, { staff, doer: by(userId) }, { storeIds, filter: filter(wanted) }),
  );
const pagesOf = async (test: TestShop, wanted?: object, storeIds?: string[]) => {
  const begun = await begin(test, wanted, storeIds);
  if (begun.kind !== "begun") throw new Error(begun.kind);
  return readAll(begun.pages);
};
const exportsAt = ({ shop, storeId }: TestShop) =>
  shop.prisma.auditEntry.findMany({ where: { storeId, kind: "audit_exported" }, orderBy: { id: "asc" } });

describe("W4 the audit as a table", () => {
  it("has every entry that the filter shows, once, on however many pages, and as many as were counted before", async () => {
    const { shop, storeId, userId } = east;
    const data = { kind: "refund", subject: "order", storeId, facts: {} };
    await shop.prisma.auditEntry.createMany({ data: Array.from({ length: 1_201 }, () => data) });
    const pages = await pagesOf(east, { kind: "refund" });
    expect(pages.map((page) => page.length)).toEqual([500, 500, 201]);
    const ids = pages.flat().map(({ id }) => BigInt(id));
    expect(ids).toEqual(ids.toSorted((a, b) => (a < b ? 1 : -1)));
    expect(new Set(ids).size).toBe(1_201);
    const asked = { userId, storeIds: [storeId] };
    expect(await countMatches(shop, asked, filter({ kind: "refund" }))).toBe(1_201);
  });

  it("stands in the audit itself, with who took it, from where, and what was chosen", async () => {
    const before = await exportsAt(east);
    await pagesOf(east, { kind: "cancel", day: "today" });
    const [entry] = (await exportsAt(east)).slice(before.length);
    expect(entry).toMatchObject({
      ...{ userId: east.userId, address: "192.0.2.7", subject: "store", subjectId: east.storeId },
      facts: { kind: "cancel", from: expect.stringMatching(/T16:00:00.000Z$/), until: expect.any(String) },
    });
  });

  it("I14 is of the stores alone in which the person may see the audit, whatever stores are named", async () => {
    await pagesOf(west);
    const before = await exportsAt(west);
    const rows = (await pagesOf(east, { kind: "audit_exported" }, [east.storeId, west.storeId])).flat();
    expect(rows).toHaveLength((await exportsAt(east)).length);
    expect(await exportsAt(west)).toEqual(before);
    const asked = { userId: east.userId, storeIds: [west.storeId] };
    expect(await countMatches(east.shop, asked, filter())).toBeNull();
    expect(await begin(east, {}, [west.storeId])).toEqual({ kind: "not_allowed" });
    // A refusal takes nobody's place.
    expect((await pagesOf(east)).length).toBeGreaterThan(0);
  });

  it("S23 is one at a time, and is read no further than somebody reads", async () => {
    const begun = await begin(east);
    const before = await exportsAt(east);
    expect(await begin(east)).toEqual({ kind: "busy" });
    expect(await exportsAt(east)).toEqual(before);
    if (begun.kind !== "begun") throw new Error(begun.kind);
    for await (const page of begun.pages) {
      expect(page.length).toBeGreaterThan(0);
      break;
    }
    expect((await begin(east)).kind).toBe("begun");
    east.shop.downloads.clear();
  });

  it("S2 breaks off for whom the right was taken while it was read", async () => {
    const { shop, userId, storeId } = west;
    const data = { kind: "refund", subject: "order", storeId, facts: {} };
    await shop.prisma.auditEntry.createMany({ data: Array.from({ length: 600 }, () => data) });
    const begun = await begin(west, { kind: "refund" });
    if (begun.kind !== "begun") throw new Error(begun.kind);
    const where = { userId_storeId: { userId, storeId } };
    const read = async () => {
      for await (const page of begun.pages) {
        expect(page).toHaveLength(500);
        await shop.prisma.membership.update({ where, data: { role: "cashier" } });
      }
    };
    await expect(read()).rejects.toThrow("the right was lost");
    await shop.prisma.membership.update({ where, data: { role: "auditor" } });
  });
});
