import { expect } from "@playwright/test";
import { whilePaused } from "../fixtures/app.ts";
import { test } from "./fixture.ts";

/** From the proof that the old code is dead to the fresh one on the screen. */
const GAPS = [
  "before:write_change_with_fresh",
  "after:write_change_with_fresh",
  "before:precreate",
  "after:precreate",
] as const;

test("P8 P12 F1 F2 I2 I17 kill -9 of web between the end of the old code and the fresh one: the worker goes on, and one code can be paid", async ({
  teller,
  charge,
  killAt,
  app,
  database,
  gateway,
  ends,
}) => {
  for (const at of GAPS) {
    const { orderId, merchantNumber: old } = await charge(teller);
    await expect.poll(async () => (await database.sale(orderId)).status, { timeout: 40_000 }).toBe("waiting");
    const isKilled = await killAt({ in: "web", at });
    // The sale is due at once: a worker that is awake may come to it before web does.
    await whilePaused(app.pid("worker"), async () => {
      await teller.freshCode(orderId);
      await expect.poll(isKilled, { timeout: 10_000 }).toBe(true);
    });
    await database.loseClaim(orderId);
    const sale = () => database.sale(orderId);
    await expect.poll(sale, { timeout: 40_000 }).toMatchObject({ status: "waiting", attempts: 2, orderStatus: "open" });
    const { merchantNumber: fresh } = await sale();
    await gateway.pay(fresh);
    await ends(orderId, "paid");
    expect((await gateway.of(fresh)).movements, at).toHaveLength(1);
    expect((await gateway.of(old)).movements, at).toEqual([]);
    expect((await sale()).attempts).toBe(2);
  }
});
