import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import { sellLate } from "../../../fixtures/office/inbox.ts";
import type { Studio } from "../../studio.ts";

/** The inbox with a case of each kind, the dialog of a step, what was done with its undo, one kind alone, and nothing at all. */
export async function takeExceptions({ page, app, database, gateway, take, openTill, sell, sellPaid }: Studio) {
  const till = await openTill();
  const { merchantNumber: number } = await sellPaid(till, "45.00");
  await gateway.pay((await sell(till, "45.00")).merchantNumber);
  await till.shows("double");
  await sellLate({ sell, gateway }, till, "128.50");
  const returned = await sellPaid(till, "79.00");
  for (const operation of ["refund", "refund_query"])
    await gateway.fault({ name: "lost_answer", operation, outTradeNo: returned.merchantNumber, times: "always" });
  await till.refund();
  await till.shows("refund_checking", 20_000);
  await database.rows("update refund set status_since = now() - interval '4 minutes' where status = 'checking'");
  await gateway.fault({ name: "unsigned", operation: "query", times: "always" });
  await gateway.fault({ name: "unsigned", operation: "precreate", times: 1 });
  const unclear = await till.charge("18.00");
  await till.shows("checking");
  const keys = { code: "40002", subCode: "isv.invalid-signature" };
  await gateway.fault({ name: "refuse", operation: "precreate", ...keys, times: "always" });
  await till.charge("80.00");
  await till.shows("failed");
  const path = new URL(await database.notifyPath("practice-openapi"), app.baseURL);
  const told = { url: path.href, status: "TRADE_SUCCESS" };
  await gateway.notify(number, { ...told, overrides: { total_amount: "0.45", notify_id: randomUUID() } });
  const unknown = { out_trade_no: "20260101000000000000", notify_id: randomUUID(), total_amount: "320.00" };
  await gateway.notify(number, { ...told, overrides: unknown });
  await database.rows("update payment_attempt set status_since = now() - interval '47 minutes' where order_id = $1", [
    unclear,
  ]);
  await page.goto("/exceptions");
  for (const kind of ["account", "late", "double", "unknown", "mismatch", "refund", "parked"])
    await expect(page.locator(`[data-exception=${kind}]`).first()).toBeAttached({ timeout: 30_000 });
  await take("exceptions");
  await page.locator("[data-exception=late] [data-step=give_back]").first().click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await take("exceptions-give-back");
  await page.keyboard.press("Escape");
  await page.locator("[data-exception=mismatch] summary").first().click();
  await page.locator("[data-exception=mismatch] [data-step=dismiss]").first().click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await take("exceptions-dismiss");
  await page.getByRole("dialog").getByRole("textbox").fill("Of the till before");
  await page.getByRole("dialog").getByRole("button").last().click();
  await expect(page.locator("[data-undo]")).toBeVisible();
  await take("exceptions-undo");
  await gateway.calm();
  await database.loseClaim(unclear);
  await database.rows("update refund set next_check_at = now() where status = 'checking'");
  await database.rows("update shop_order set resolved_at = now() where anomaly is not null and resolved_at is null");
  await database.rows(
    "update shop_order set not_double_at = now() where paid_at is not null and not_double_at is null",
  );
  await database.rows(
    `update notification set dismissed_at = now(), dismiss_reason = 'x', dismissed_by_id = (select id from app_user limit 1)
     where effect like 'parked%' and dismissed_at is null`,
  );
  await sell(await openTill(), "80.00");
  await page.goto("/exceptions");
  await expect(page.locator("[data-exception]")).toHaveCount(0, { timeout: 60_000 });
  await take("exceptions-empty");
  await page.goto("/exceptions?kind=refund");
  await take("exceptions-none-of-kind");
}
