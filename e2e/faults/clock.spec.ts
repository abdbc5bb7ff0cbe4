import { expect } from "@playwright/test";
import { newPress } from "../fixtures/teller.ts";
import { test } from "./fixture.ts";
import type { FaultPoints } from "./points/fault-points.ts";

const HOUR_MS = 3_600_000;

/** Moves the clocks of all three processes; the database keeps its own. */
async function shift(points: FaultPoints, ms: number, wake: () => Promise<unknown>): Promise<void> {
  const effect = { do: "shift_clock", ms } as const;
  const struck = [
    points.place({ in: "worker", at: "before:claim_due", effect }),
    points.place({ in: "web", at: "before:read_payment_for_user", effect }),
    points.place({ in: "front", at: "before:read_register", effect }),
  ];
  await expect
    .poll(async () => {
      await wake();
      return struck.map((isStruck) => isStruck());
    })
    .toEqual([true, true, true]);
}

for (const ms of [HOUR_MS, -HOUR_MS]) {
  test(`F49 I5 I10 the app's clocks are ${ms > 0 ? "an hour ahead" : "an hour behind"}: no open sale ends by that, a notice is believed, and a new charge is told to be a matter of the clock`, async ({
    points,
    teller,
    charge,
    database,
    gateway,
    ends,
  }) => {
    const [noticed, waiting] = [await charge(teller), await charge(teller)];
    // The web's clock is moved by a press that changes nothing, the front's by a look.
    await shift(points, ms, () => Promise.all([teller.look(), teller.acceptLate(waiting.orderId)]));
    const refused = await teller.charge(newPress("49.00"));
    expect(refused).toMatchObject({ kind: "created", order: { failure: { reason: "clock" } } });
    const asked = (await database.sale(waiting.orderId)).orderId;
    await expect
      .poll(async () => (await database.eventsOf(asked)).filter(({ kind }) => kind === "queried").length, {
        timeout: 20_000,
      })
      .toBeGreaterThan(1);
    expect(await database.sale(waiting.orderId)).toMatchObject({ orderStatus: "open", status: "waiting" });
    await gateway.pay(noticed.merchantNumber);
    await ends(noticed.orderId, "paid", 5000);

    await shift(points, 0, () => Promise.all([teller.look(), teller.acceptLate(waiting.orderId)]));
    await gateway.payUntold(waiting.merchantNumber);
    await ends(waiting.orderId, "paid", 20_000);
    for (const { id, isOver } of (await teller.look())?.orders ?? []) if (!isOver) await teller.cancel(id);
    await expect
      .poll(async () => (await teller.look())?.orders.every(({ isOver }) => isOver), { timeout: 60_000 })
      .toBe(true);
  });
}
