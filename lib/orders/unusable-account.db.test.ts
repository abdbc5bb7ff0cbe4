import { randomBytes } from "node:crypto";
import { afterAll, afterEach, expect, it, vi } from "vitest";
import { findGateway } from "#lib/stores/find-gateway.ts";
import { sealSecrets } from "#lib/stores/seal-secrets.ts";
import { account, mine } from "#lib/stores/testing/corner-file.ts";
import { by } from "#lib/testing/by.ts";
import { requestCode } from "./calls/request-code.ts";
import { runIfDue } from "./calls/run-due.ts";
import { cancelOrder } from "./cancel-order.ts";
import { openTestShop } from "./testing/test-shop.ts";

process.env.MASTER_KEY = randomBytes(32).toString("base64");
const test = await openTestShop();
afterEach(() => vi.unstubAllEnvs());
afterAll(() => test.close());

/** What another release stored opens with our key, and has members that we do not know. */
async function storeOtherShape(): Promise<void> {
  const sealed = new Uint8Array(sealSecrets({ privateKey: "x" }, test.accountId, 2));
  const where = { id: test.accountId };
  await test.shop.prisma.credentialVersion.create({
    data: { accountId: test.accountId, version: 2, settings: { newer: 1 }, sealed },
  });
  await test.shop.prisma.gatewayAccount.update({ where, data: { currentVersion: 2 } });
}

const REASONS = [
  { what: "was sealed with another master key", arrange: async () => {} },
  { what: "needs a master key that is gone", arrange: async () => void vi.stubEnv("MASTER_KEY", "") },
  { what: "needs a master key that is cut off", arrange: async () => void vi.stubEnv("MASTER_KEY", "AAAA") },
  { what: "was stored by another release", arrange: storeOtherShape },
];

it.each(REASONS)("F56 I10 a sale whose account $what fails with a word for the manager", async ({ arrange }) => {
  await arrange();
  test.shop.gateways.clear();
  const made = await test.charge();
  if (made.kind !== "created") throw new Error(made.kind);
  await requestCode(test.shop, made.payment);
  expect(await test.payment(made.payment.orderId)).toMatchObject({
    ...{ status: "failed", orderStatus: "failed", failure: "account", nextCheckAt: null },
  });
});

it("S30 T7 a practice account opens for nothing while practice is off: no sale, and no notice to verify", async () => {
  const own = await openTestShop();
  const { shop, accountId } = own;
  await shop.prisma.gatewayAccount.update({ where: { id: accountId }, data: { practice: true, currentVersion: 2 } });
  await shop.prisma.store.update({ where: { id: own.storeId }, data: { practice: true } });
  const sealed = new Uint8Array(sealSecrets({ privateKey: mine.privateKey }, accountId, 2));
  const { appId, sellerId, alipayPublicKey } = account;
  const settings = { appId, sellerId, alipayPublicKey };
  await shop.prisma.credentialVersion.create({ data: { accountId, version: 2, settings, sealed } });
  vi.stubEnv("PRACTICE_GATEWAY", "http://127.0.0.1:1");
  expect(await findGateway(shop, accountId, 2)).not.toBeNull();

  // What is switched is switched by a new start.
  shop.gateways.clear();
  vi.stubEnv("PRACTICE", "off");
  expect(await findGateway(shop, accountId, 2)).toBeNull();
  const made = await own.charge();
  if (made.kind !== "created") throw new Error(made.kind);
  await requestCode(shop, made.payment);
  expect(await own.payment(made.payment.orderId)).toMatchObject({ status: "failed", failure: "account" });
  await own.close();
});

it("F56 I3 a sale that waits when its account cannot be opened is kept, and ends once it can", async () => {
  const own = await openTestShop();
  const { attemptId, orderId } = await own.sell();
  own.shop.gateways.clear();
  await cancelOrder(own.shop, by(own.userId), orderId);
  const work = async () => {
    await own.shop.pool.query("update payment_attempt set next_check_at = now() where id = $1", [attemptId]);
    await runIfDue(own.shop, attemptId);
    return own.payment(orderId);
  };
  expect(await work()).toMatchObject({ status: "cancelling", checkAnswer: "unclear" });
  own.shop.gateways.set(`${own.accountId}/1`, own.gateway);
  expect(await work()).toMatchObject({ status: "closed", orderStatus: "cancelled" });
  await own.close();
});
