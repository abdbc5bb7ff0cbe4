import { expect } from "@playwright/test";
import { whilePaused } from "../../fixtures/app.ts";
import type { Studio } from "../studio.ts";

/** How sales end that are not simply paid, and what is shown on the way. */
export async function takeEnds({ app, page, database, gateway, take, openTill, sell }: Studio): Promise<void> {
  const till = await openTill();
  await gateway.fault({ name: "refuse", operation: "precreate", code: "40004", subCode: "ACQ.ACCESS_FORBIDDEN" });
  await till.charge("42.00");
  await till.shows("failed");
  await take("end-failed");
  const declined = await sell(till, "15.00");
  await gateway.decline(declined.merchantNumber);
  await till.shows("failed");
  await take("end-declined");

  const cancelled = await sell(till, "15.80");
  await till.card.getByRole("button", { name: /^(Cancel|取消收款)$/ }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await take("end-cancel-dialog");
  await page.keyboard.press("Escape");
  await till.cancel();
  await till.shows("cancelled");
  await take("end-cancelled");
  await gateway.pay(cancelled.merchantNumber);
  await till.shows("paid_late");
  await take("end-paid-late");
  await till.card.getByRole("button", { name: /^(Accept sale|确认收款)$/ }).click();
  await till.shows("paid");

  const back = await sell(till, "13.00");
  await gateway.scan(back.merchantNumber);
  await till.shows("scanned");
  await gateway.fault({ name: "delay", operation: "cancel", outTradeNo: back.merchantNumber, ms: 6_000 });
  await till.cancel();
  await till.shows("cancelling");
  await take("end-cancelling");
  // The cancel has arrived, and waits.
  await expect.poll(async () => (await gateway.of(back.merchantNumber)).faults).toEqual([]);
  await gateway.pay(back.merchantNumber);
  await till.shows("cancelled_refunded", 20_000);
  await take("end-sent-back");

  const ending = await sell(till, "12.00");
  await database.rows("update payment_attempt set code_ends_at = now() + interval '25 seconds' where order_id = $1", [
    ending.orderId,
  ]);
  await page.reload();
  await till.shows("expiring");
  await gateway.fault({ name: "delay", operation: "cancel", outTradeNo: ending.merchantNumber, ms: 2_500 });
  await expect(till.card.locator("[aria-disabled=true]")).toHaveCount(0);
  await till.card.getByRole("button", { name: /^(Fresh code|更换收款码)$/ }).click();
  await till.shows("cancelling");
  await take("end-refreshing");
  await till.shows("waiting");

  const late = await sell(till, "31.00");
  await database.endCodeLife(late.orderId);
  await till.shows("expired", 30_000);
  await take("end-expired");

  await gateway.fault({ name: "delay", operation: "precreate", ms: 6_000 });
  await till.enter("77");
  await page.keyboard.press("Enter");
  await till.shows("creating");
  await take("end-creating");
  await expect(till.band).toContainText(/\d s|\d 秒/);
  await take("end-creating-slow");
  await till.shows("waiting");
  await till.card.getByRole("button", { name: /^(Customer says paid|顾客说已付)$/ }).click();
  await expect(till.card).toContainText(/Only this screen counts|以本屏幕为准/);
  await take("end-not-paid-yet");
  await whilePaused(app.pid("front"), async () => {
    await expect(till.code).toHaveCount(0, { timeout: 15_000 });
    await expect(page.locator("[data-health=online]")).toHaveCount(0, { timeout: 15_000 });
    await take("end-offline");
  });
}
