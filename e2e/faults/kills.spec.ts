import { expect } from "@playwright/test";
import { expectAtRest, expectBooksAgree } from "../checker/books.ts";
import { AFTER_RESTART_MS, READY_AGAIN_MS } from "../fixtures/bounds.ts";
import { test } from "../fixtures/shop.ts";

test.use({ appGroup: "killed" });

/** What each fault is in the design, and whose process it ends. */
const VICTIMS = [
  { rows: "", name: "front" },
  { rows: "F2 ", name: "web" },
  { rows: "F5 ", name: "worker" },
  { rows: "", name: "simulator" },
  { rows: "F14 ", name: "database" },
] as const;

for (const { rows, name } of VICTIMS) {
  test(`${rows}I1 I2 I3 I4 I6 I10 P11 kill -9 of ${name} with a code shown, while a code is made, and after the payment: each order reaches its right end`, async ({
    app,
    openTill,
    sell,
    gateway,
    database,
    watch,
  }) => {
    test.setTimeout(120_000);
    watch.expect(/Failed to load resource|net::ERR|Failed to fetch|server responded|Error in input stream/);
    const kill = async () => {
      const before = app.pid(name);
      process.kill(name === "database" ? app.postgresPid() : before, "SIGKILL");
      await expect.poll(() => app.pid(name), { timeout: 20_000 }).not.toBe(before);
      await expect.poll(() => answers(app.baseURL), { timeout: 30_000 }).toBe(200);
    };
    // A paid card is to be seen however long the restart takes.
    await database.rows("update store set return_seconds = 0 where code = 'practice'");
    const shown = await openTill();
    const making = await openTill();
    const paid = await openTill();
    const cancelled = await openTill();
    const registers = [shown, making, paid, cancelled].map(({ registerId }) => registerId);

    const waiting = await sell(shown, "81.00");
    const toPay = await sell(paid, "82.00");
    const toCancel = await sell(cancelled, "83.00");
    await gateway.scan(toCancel.merchantNumber);
    await cancelled.shows("scanned");
    await gateway.fault({ name: "delay_after", operation: "precreate", ms: 8000 });
    await gateway.fault({ name: "delay", operation: "cancel", outTradeNo: toCancel.merchantNumber, ms: 6000 });
    await cancelled.cancel();
    await making.charge("84.00");
    await gateway.payUntold(toPay.merchantNumber);
    // The blow falls in the middle: one code is being made, one cancel is under way.
    await making.shows("creating");
    await cancelled.shows("cancelling");
    await kill();

    await paid.shows("paid", READY_AGAIN_MS);
    await cancelled.shows("cancelled", AFTER_RESTART_MS);
    await making.shows("waiting", AFTER_RESTART_MS);
    await shown.shows("waiting", READY_AGAIN_MS);
    const made = await database.sale((await making.orderId()) ?? "");
    expect(made.attempts).toBe(1);
    for (const { merchantNumber } of [waiting, made]) await gateway.pay(merchantNumber);
    await shown.shows("paid", AFTER_RESTART_MS);
    await making.shows("paid", AFTER_RESTART_MS);
    await expectAtRest(registers, database, AFTER_RESTART_MS);
    await expectBooksAgree(registers, { database, gateway });
  });
}

/** Through front, web and database. */
async function answers(baseURL: string): Promise<number> {
  const response = await fetch(`${baseURL}/login`).catch(() => null);
  return response?.status ?? 0;
}
