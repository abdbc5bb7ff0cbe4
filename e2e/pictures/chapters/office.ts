import { expect } from "@playwright/test";
import type { Studio } from "../studio.ts";

/** The list of orders, the audit, and the practice wallet in the customer's hand. */
export async function takeOffice({ page, database, take, openTill, sell, sellPaid }: Studio): Promise<void> {
  const till = await openTill();
  const paid = await sellPaid(till, "18.00");
  const { orderId } = await sell(till, "45.00");
  const { codeText } = await database.sale(orderId);
  await page.goto("/orders");
  await expect(page.locator("[data-order]").first()).toBeAttached();
  await take("orders");
  await page.goto(`/orders/${orderId}`);
  await take("order-waiting");
  await page.goto(`/orders/${paid.orderId}`);
  await take("order-paid");
  await page.locator("[data-event=noticed] summary").click();
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: /^(Refund|退款)$/ }).click();
  await dialog.getByRole("textbox").fill("3.50");
  await dialog.getByRole("combobox").selectOption({ index: 1 });
  await take("order-refund");
  await dialog.getByRole("button").last().click();
  await expect(page.locator("[data-look=partly_refunded]")).toBeVisible();
  await expect(page.locator("[data-event=refund_answered]")).toBeVisible();
  await take("order-refunded");
  await page.goto("/orders");
  await page.locator("[data-export]").click();
  await expect(page.locator("dialog form[action^='/orders/export']")).toBeVisible();
  await take("orders-export");
  await page.goto("/orders?search=none-of-these");
  await take("orders-none");
  await page.goto("/audit?check=1");
  await expect(page.locator("[data-entry]").first()).toBeAttached();
  await take("audit");
  await page.locator("[data-export]").click();
  await expect(page.locator("dialog form[action^='/audit/export']")).toBeVisible();
  await take("audit-export");
  await page.goto(codeText ?? "");
  await take("wallet");
  await page.locator("form button").first().click();
  await take("wallet-paid");
}
