import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { trade } from "#lib/orders/states/testing/payment-state.ts";
import { scriptedGateway } from "#lib/orders/testing/scripted-gateway.ts";
import { openTestShop, type TestShop } from "#lib/orders/testing/test-shop.ts";
import { receiveNotice } from "./receive-notice.ts";

let test: TestShop;
beforeEach(async () => {
  test = await openTestShop();
  await addVersion(1);
});
afterEach(() => test.close());

/** Whose notices the gateway of a version takes: those of its own key, and of a former one as long as it is told to. */
async function addVersion(version: number, formerKey?: string): Promise<void> {
  const { accountId, shop } = test;
  const { prisma } = shop;
  if (version > 1)
    await prisma.credentialVersion.create({ data: { accountId, version, settings: {}, sealed: new Uint8Array() } });
  await prisma.gatewayAccount.update({ where: { id: accountId }, data: { currentVersion: version } });
  shop.gateways.set(`${accountId}/${version}`, {
    ...scriptedGateway("openapi"),
    requestCode: test.gateway.requestCode,
    readNotice: ({ body }) => {
      const [key, merchantNumber = ""] = body.toString().split(" ");
      if (key !== `key${version}` && key !== formerKey)
        return { kind: "refused", why: "signature_wrong", verdicts: {} };
      const found = { kind: "notice", notifyId: crypto.randomUUID(), merchantNumber, verdicts: {} } as const;
      return { ...found, trade: trade("paid"), use: "settle" };
    },
  });
  shop.notifyTargets.clear();
}

const deliver = (signedBy: string, merchantNumber: string) => {
  const body = Buffer.from(`${signedBy} ${merchantNumber}`);
  const { notifyToken: token } = test;
  return receiveNotice(test.shop, { generation: "openapi", token, body, query: "", contentType: null });
};
const status = async (orderId: string) => (await test.payment(orderId)).status;

/** The day on which a version was made, and with it the one before replaced. */
const madeDaysAgo = (version: number, days: number) =>
  test.shop.prisma.credentialVersion.updateMany({
    where: { accountId: test.accountId, version },
    data: { createdAt: new Date(Date.now() - days * 24 * 3_600_000) },
  });

describe("F55 T5 I3 after Alipay's key was changed", () => {
  it("the old key still pays a sale that was made under it, also after further changes", async () => {
    const sale = await test.sell();
    for (const version of [2, 3, 4]) await addVersion(version);
    expect(await deliver("key1", sale.merchantNumber)).toMatchObject({ effect: "applied", reply: { body: "success" } });
    expect(await status(sale.orderId)).toBe("paid");
  });

  it("the new key pays a sale that was made before it", async () => {
    const sale = await test.sell();
    await addVersion(2);
    expect((await deliver("key2", sale.merchantNumber)).effect).toBe("applied");
    expect(await status(sale.orderId)).toBe("paid");
  });

  it("the old key says nothing about a sale that was made under the new one", async () => {
    await addVersion(2);
    const sale = await test.sell();
    expect(await deliver("key1", sale.merchantNumber)).toMatchObject({ effect: "refused", reply: { body: "failure" } });
    expect(await status(sale.orderId)).toBe("waiting");
    expect(await test.shop.prisma.notification.count({ where: { accountId: test.accountId } })).toBe(0);
  });

  it("the old key pays a new sale as long as the new credentials name it as the former one", async () => {
    await addVersion(2, "key1");
    const sale = await test.sell();
    expect((await deliver("key1", sale.merchantNumber)).effect).toBe("applied");
    expect(await status(sale.orderId)).toBe("paid");
  });

  it("the old key is nothing any more once Alipay's repeats of its notices are over", async () => {
    const sale = await test.sell();
    await addVersion(2);
    await madeDaysAgo(2, 3);
    test.shop.notifyTargets.clear();
    expect((await deliver("key1", sale.merchantNumber)).effect).toBe("refused");
  });
});
