import { expect } from "@playwright/test";
import { test } from "./fixtures/refunds.ts";

test("M3 finds a sale by numbers of its slip and by what is folded away, and adds up what matches", async ({
  till,
  sellPaid,
}) => {
  const { orderId, merchantNumber } = await sellPaid(till, "77.31");
  const { page } = till;
  await page.goto("/orders");
  const row = page.locator(`tr[data-order="${orderId}"]`);
  const rows = page.locator("tr[data-order]");
  const show = () => page.getByRole("button", { name: "Show", exact: true }).click();
  for (const number of [merchantNumber, orderId, "77.31"]) {
    await page.getByRole("searchbox", { name: "Search" }).fill(number);
    await show();
    await expect(page).toHaveURL(new RegExp(`search=${number}`));
    await expect(row).toBeVisible();
  }
  await expect(page.getByRole("list", { name: "Totals" })).toContainText(/CNY.*order/);

  await page.getByRole("searchbox", { name: "Search" }).fill(merchantNumber);
  await page.getByText("More filters").click();
  await page.getByRole("textbox", { name: "Amount from" }).fill("77.31");
  await page.getByRole("textbox", { name: "Amount to" }).fill("77.31");
  await page.getByRole("combobox", { name: "Till" }).selectOption({ index: 1 });
  await show();
  await expect(page).toHaveURL(/registerId=.*least=77.31&most=77.31/);
  // What is chosen stays in sight.
  await expect(page.getByRole("textbox", { name: "Amount to" })).toHaveValue("77.31");
  await page.getByRole("textbox", { name: "Amount to" }).fill("77.30");
  await show();
  await expect(rows).toHaveCount(0);
  await expect(page.getByText("Nothing matches.")).toBeVisible();
});
