import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { expectAtRest, expectBooksAgree } from "../checker/books.ts";
import { type App, startApp } from "../fixtures/app.ts";
import { AFTER_LOST_CLAIM_MS, READY_AGAIN_MS } from "../fixtures/bounds.ts";
import { controlGateway } from "../fixtures/gateway.ts";
import { openShopDatabase } from "../fixtures/shop-database.ts";
import { signIn } from "../fixtures/sign-in.ts";
import { createTeller, newPress } from "../fixtures/teller.ts";

/** As when the power fails: nobody hears a signal, nobody starts anybody again. */
function killEverything(app: App): void {
  const { pid: launcher } = JSON.parse(fs.readFileSync(path.join(app.dataDir, "launcher.lock"), "utf8"));
  const children = ["front", "web", "worker", "simulator", "database"].map(app.pid);
  for (const pid of [launcher, ...children, app.postgresPid()]) process.kill(pid, "SIGKILL");
}

test("F2 F14 I1 I2 I3 I6 I10 everything is killed at once, with a code shown, another being made, a cancel and a refund under way and a payment untold: soon after the restart all of it is right", async () => {
  test.setTimeout(180_000);
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "scantill-e2e-"));
  let app = await startApp({ DATA_DIR: dataDir });
  let gateway = controlGateway(app);
  let database = openShopDatabase(app.databaseUrl);
  const session = (await signIn(app.baseURL, app.owner)) ?? "";
  const registers: string[] = [];
  const openTeller = async () => {
    const register = await database.makeRegister();
    registers.push(register);
    return createTeller(app, session, register);
  };
  const charge = async () => {
    const teller = await openTeller();
    const made = await teller.charge(newPress("10.05", "CNY"));
    if (made.kind !== "created") throw new Error(`the charge was answered ${made.kind}`);
    return { teller, ...(await database.sale(made.order.id)) };
  };
  const statusOf = async ({ orderId }: { orderId: string }) => (await database.sale(orderId)).status;
  const refunds = () => database.rows<{ status: string }>("select status from refund");

  const [shown, untold, ending, refunded] = [await charge(), await charge(), await charge(), await charge()];
  await gateway.pay(refunded.merchantNumber);
  await expect.poll(() => statusOf(refunded)).toBe("paid");
  await gateway.scan(ending.merchantNumber);
  await gateway.fault({ name: "delay", operation: "cancel", outTradeNo: ending.merchantNumber, ms: 6000 });
  await gateway.fault({ name: "delay_after", operation: "refund", outTradeNo: refunded.merchantNumber, ms: 6000 });
  await gateway.fault({ name: "delay_after", operation: "precreate", ms: 6000 });
  await ending.teller.cancel(ending.orderId);
  const wish = { orderId: refunded.orderId, clientKey: crypto.randomUUID(), amount: "10.05", reason: "Returned" };
  expect(await refunded.teller.refund(wish)).toMatchObject({ kind: "refunding" });
  const making = await charge();
  await gateway.payUntold(untold.merchantNumber);
  expect([await statusOf(shown), await statusOf(making)]).toEqual(["waiting", "creating"]);
  expect([await statusOf(ending), await statusOf(untold)]).toEqual(["cancelling", "waiting"]);
  expect(await refunds()).toEqual([{ status: "checking" }]);
  killEverything(app);
  await database.close();

  app = await startApp({ DATA_DIR: dataDir });
  gateway = controlGateway(app);
  database = openShopDatabase(app.databaseUrl);
  try {
    const within = { timeout: READY_AGAIN_MS };
    const young = async () => [await statusOf(untold), await statusOf(ending), await statusOf(making)];
    await expect.poll(young, within).toEqual(["paid", "closed", "waiting"]);
    // Nobody waits for it at a counter: it keeps its claim, and its distance to the call that was lost.
    await expect.poll(refunds, { timeout: AFTER_LOST_CLAIM_MS }).toEqual([{ status: "done" }]);
    for (const { merchantNumber } of [shown, making]) await gateway.pay(merchantNumber);
    await expectAtRest(registers, database, READY_AGAIN_MS);
    await expectBooksAgree(registers, { database, gateway });
  } finally {
    await database.close();
    await app.stop();
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
});
