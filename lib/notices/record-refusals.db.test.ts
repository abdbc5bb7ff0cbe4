import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openTestShop, type TestShop } from "#lib/orders/testing/test-shop.ts";
import { receiveNotice } from "./receive-notice.ts";
import { MOST_AN_HOUR } from "./sql/insert-refusal.ts";

let test: TestShop;
beforeEach(async () => {
  test = await openTestShop();
  test.gateway.notice = { kind: "refused", why: "signature_wrong", verdicts: { form: true, signature: false } };
});
afterEach(() => test.close());

const from = { headers: { "user-agent": "Mozilla/4.0" }, address: "203.0.113.7" };
const deliver = (body: string, query = "") =>
  receiveNotice(test.shop, {
    ...{ generation: "openapi", token: test.notifyToken, body: Buffer.from(body), query, contentType: "text/x", from },
  });

async function refused() {
  await test.shop.refusals.flush();
  const rows = await test.shop.prisma.refusedNotice.findMany({
    where: { accountId: test.accountId },
    orderBy: { id: "asc" },
  });
  return rows.map((row) => ({ ...row, body: Buffer.from(row.body).toString() }));
}

describe("W1 a notice that is not believed", () => {
  it("is kept for the log as it came, with what failed and what was answered, apart from the genuine ones", async () => {
    expect(await deliver("a=1", "x=y")).toMatchObject({ effect: "refused", reply: { body: "failure" } });
    expect(await refused()).toMatchObject([
      {
        ...{ generation: "openapi", body: "a=1", why: "signature_wrong", answer: "again", deliveries: 1, unkept: 0 },
        envelope: {
          query: "x=y",
          headers: { "user-agent": "Mozilla/4.0", "content-type": "text/x" },
          address: from.address,
        },
        verdicts: { form: true, signature: false },
        tookMs: expect.any(Number),
      },
    ]);
    expect(await test.shop.prisma.notification.count({ where: { accountId: test.accountId } })).toBe(0);
  });

  it("is counted when it comes again, and told apart from others", async () => {
    for (const body of ["a=1", "a=2", "a=1"]) await deliver(body);
    expect((await refused()).map(({ body, deliveries }) => [body, deliveries])).toEqual([
      ["a=1", 2],
      ["a=2", 1],
    ]);
    await deliver("a=1");
    expect((await refused())[0]?.deliveries).toBe(3);
  });

  it("is kept without its words where it is longer than any genuine one", async () => {
    await deliver("a".repeat(8193));
    expect(await refused()).toMatchObject([{ body: "", why: "signature_wrong" }]);
  });

  it("is kept when the account's keys cannot be read, and answered as ever", async () => {
    test.shop.gateways.delete(`${test.accountId}/1`);
    expect(await deliver("a=1")).toMatchObject({ effect: "account_unusable", reply: { status: 404 } });
    expect(await refused()).toMatchObject([{ why: "account_unusable", answer: "not_found", verdicts: {} }]);
  });

  it("B22 is kept so many times an hour and no more: of the others, whoever floods an address, there is a number", async () => {
    for (let at = 0; at < MOST_AN_HOUR + 30; at++) await deliver(`a=${at}`);
    const rows = await refused();
    expect(rows).toHaveLength(MOST_AN_HOUR);
    for (let at = 0; at < 70; at++) await deliver(`b=${at}`);
    expect((await refused()).reduce((sum, { unkept }) => sum + unkept, 0)).toBe(100);
    expect(await refused()).toHaveLength(MOST_AN_HOUR);
    await test.shop.prisma.refusedNotice.updateMany({ data: { receivedAt: new Date(Date.now() - 3_601_000) } });
    await deliver("c=1");
    expect(await refused()).toHaveLength(MOST_AN_HOUR + 1);
  });

  it("nothing of a notice at an address of nobody is kept", async () => {
    const wrong = { generation: "openapi", token: "nobody", body: Buffer.from("a=1"), query: "", contentType: null };
    expect((await receiveNotice(test.shop, wrong)).effect).toBe("unknown_address");
    await test.shop.refusals.flush();
    expect(await test.shop.prisma.refusedNotice.count({ where: { accountId: test.accountId } })).toBe(0);
  });
});
