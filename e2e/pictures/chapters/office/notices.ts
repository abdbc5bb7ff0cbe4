import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import { makeRefused } from "../../../fixtures/notices/refused-notice.ts";
import type { Studio } from "../../studio.ts";

/** The log of notifications with one of each effect, one of them, what trying it again says, and the log without any. */
export async function takeNotices({ page, app, database, gateway, take, openTill, sell, sellPaid }: Studio) {
  await database.rows("delete from notification");
  await database.rows("delete from refused_notice");
  const till = await openTill();
  await page.goto("/notifications");
  await take("notifications-none");
  await page.goto("/");
  const paid = await sellPaid(till, "128.50");
  const path = new URL(await database.notifyPath("practice-openapi"), app.baseURL);
  const told = { url: path.href, status: "TRADE_SUCCESS" };
  const { merchantNumber: number } = paid;
  await gateway.notify(number, { ...told, overrides: { notify_id: randomUUID() } });
  await gateway.notify(number, { ...told, overrides: { total_amount: "1.28", notify_id: randomUUID() } });
  const unknown = { out_trade_no: "20260101000000000000", notify_id: randomUUID() };
  for (let times = 0; times < 2; times++) await gateway.notify(number, { ...told, overrides: unknown });
  await gateway.notify(number, { ...told, forged: true });
  await sellPaid(till, "45.00");
  const waiting = await sell(till, "19.90");
  const refused = await makeRefused(gateway, database, waiting.merchantNumber);
  await expect
    .poll(async () => (await database.rows("select 1 from refused_notice")).length, { timeout: 10_000 })
    .toBe(2);
  await page.goto("/notifications");
  for (const effect of ["applied", "nothing_new", "parked_mismatch", "parked_unknown_order", "refused"])
    await expect(page.locator(`[data-effect=${effect}]`).first()).toBeAttached();
  await take("notifications");
  await page.goto("/notifications?day=today&show=applied&search=nothing+like+it");
  await take("notifications-no-match");
  const [notice] = await database.inboxOf(paid.orderId);
  await page.goto(`/notifications/${notice?.id}`);
  await take("notification");
  await page.goto(`/notifications/${notice?.id}?dry=1`);
  await expect(page.locator("[data-plan=nothing]")).toBeVisible();
  await take("notification-dry-run-nothing");
  await page.goto(`/notifications/${refused}?dry=1`);
  await expect(page.locator("[data-plan=something]")).toBeVisible();
  await take("notification-dry-run-paid");
  await page.locator("main button").click();
  await expect(page.locator("main [role=status] svg")).toBeVisible();
  await take("notification-processed");
}
