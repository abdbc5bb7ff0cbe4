import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestShop, type TestShop } from "#lib/orders/testing/test-shop.ts";
import { uuid7 } from "#lib/uuid.ts";

const SCRIPT = join(import.meta.dirname, "buyer.ts");

let test: TestShop;
beforeAll(async () => {
  test = await openTestShop();
});
afterAll(() => test.close());

/** `npm run scantill -- buyer VERB ID`, without what finds the installation. */
function command(verb: string, id: string) {
  const env = { ...process.env, NODE_OPTIONS: "" };
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, verb, id], { env, encoding: "utf8" });
  return { status, stdout, stderr };
}

it("W6 S27 a command shows what is kept of a buyer, and forgets it", async () => {
  const { orderId, attemptId } = await test.sell();
  const { accountId } = test;
  await test.shop.prisma.paymentAttempt.update({ where: { id: attemptId }, data: { buyer: "138****5620" } });
  const id = uuid7();
  const known = { generation: "openapi", accountId, verdicts: {}, effect: "applied", answer: "taken", notifyId: id };
  const body = new Uint8Array(Buffer.from("buyer_logon_id=138****5620&buyer_id=2088102146225135"));
  await test.shop.prisma.notification.create({ data: { id, ...known, orderId, body } });

  const shown = command("show", "13812345620");
  expect(shown).toMatchObject({ status: 0, stderr: "" });
  expect(JSON.parse(shown.stdout)).toMatchObject([
    {
      ...{ orderId, amount: "128.50", currency: "CNY", buyers: ["138****5620"] },
      notices: [{ body: "buyer_logon_id=138****5620&buyer_id=2088102146225135" }],
    },
  ]);
  expect(command("forget", "13812345620")).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^Forgotten in 1 payments and 1 notices\..*\nBackups from before/),
  });
  expect(command("show", "13812345620")).toMatchObject({ status: 1, stdout: "[]\n" });
  expect(command("forget", "13812345620")).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/^Nothing is kept/),
  });
});
