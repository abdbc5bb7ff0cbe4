import { expect } from "@playwright/test";
import { openBy } from "../../fixtures/paper/printer.ts";
import type { Studio } from "../studio.ts";

/** A sale from the first digit to the receipt, and two tills' worth of sales at once. */
export async function takeSale({ page, database, gateway, take, openTill, stay }: Studio): Promise<void> {
  const till = await openTill();
  const numberOf = async (order: string) => (await database.sale(order)).merchantNumber;

  await take("till-idle");
  await till.enter("100");
  await page.keyboard.press("+");
  await page.keyboard.type("28.50");
  await take("till-typed");
  await page.keyboard.press("Enter");
  await till.shows("waiting");
  await take("till-first-code");
  await page.locator("section:has(> [data-order]) > [role=status] button").click();
  await take("till-waiting");
  const sold = await numberOf((await till.orderId()) ?? "");
  await gateway.scan(sold);
  await till.shows("scanned");
  await take("till-scanned");
  await gateway.pay(sold);
  await till.shows("paid");
  await expect(till.card.locator("[aria-disabled=true]")).toHaveCount(0);
  await take("till-paid");
  await stay(till);
  await openBy(page, "p");
  await expect(page.getByRole("dialog").getByRole("radio").first()).toBeVisible();
  await take("till-print");
  await page.keyboard.press("Escape");
  await openBy(page, "q");
  await expect(page.getByRole("dialog").getByRole("img")).toBeVisible();
  await take("till-receipt-code");
  await page.keyboard.press("Escape");

  await gateway.fault({ name: "unsigned", operation: "precreate", times: 3 });
  const unclear = await till.charge("66.00");
  await till.shows("checking");
  await gateway.calm();
  await gateway.fault({ name: "unsigned", operation: "query", outTradeNo: await numberOf(unclear), times: 9 });
  await take("till-being-checked");
  await till.charge("9.90");
  await till.shows("waiting");
  await page.keyboard.type("12.5");
  await take("till-next-sale");
}
