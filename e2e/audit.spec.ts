import { expect } from "@playwright/test";
import { test } from "./fixtures/refunds.ts";

test("W4 W5 a cancel stands in the audit, sealed, and the chain is whole; a cashier sees none of it", async ({
  openTill,
  sell,
  sessions,
}) => {
  const till = await openTill({ cookies: sessions.owner });
  const { page } = till;
  await sell(till, "12.50");
  await till.cancel();
  await till.shows("cancelled");

  await expect(async () => {
    await page.goto("/audit?kind=cancel");
    const row = page.locator("tr[data-entry=cancel]").first();
    await expect(row).toContainText("Sale cancelled");
    await expect(row).toContainText("12.50");
    await expect(row).toContainText(/\d+$/);
  }).toPass();
  await page.getByRole("link", { name: "Check the chain" }).click();
  await expect(page.locator("[data-chain=whole]")).toContainText("Read from the first entry to the last: whole.");
  await expect(page.locator("[data-chain=whole]")).toContainText("kept outside the database agree");
  await page.getByRole("combobox", { name: "Action" }).selectOption({ label: "PIN set" });
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/kind=pin_set/);

  const cashier = await openTill({ cookies: sessions.cashier });
  await cashier.page.goto("/audit");
  expect(new URL(cashier.page.url()).pathname).toBe("/");
});
