import fs from "node:fs";
import { expect } from "@playwright/test";
import { test } from "./fixtures/refunds.ts";
import { callAction } from "./rights/call-action.ts";

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

test("M5 B46 S19 what moved with the listed orders is downloaded, sums up to what the list says, and is text where it was typed", async ({
  app,
  till,
  sessions,
  database,
  sellPaid,
}) => {
  const { orderId, merchantNumber } = await sellPaid(till, "61.17");
  const { page } = till;
  const [{ registerId = "" } = {}] = await database.rows<{ registerId: string }>(
    `update shop_order set reference = '=SUM(1,2)' where id = $1 returning register_id as "registerId"`,
    [orderId],
  );
  const wish = { orderId, registerId, clientKey: crypto.randomUUID(), amount: "1.07", reason: "Returned" };
  expect((await callAction(app, "refundOrder", { cookies: sessions.owner, input: wish })).kind).toBe("refunding");
  await page.goto(`/orders?search=${merchantNumber}`);
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("list", { name: "Totals" })).toContainText("60.10");
  }).toPass();
  await page.getByRole("button", { name: "Export" }).click();
  const dialog = page.getByRole("dialog", { name: "Download as CSV" });
  await expect(dialog).toContainText("2 rows.");
  await expect(dialog).toContainText("Amount CNY");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    dialog.getByRole("button", { name: "Download" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^orders-\d{4}-\d\d-\d\d\.csv$/);
  const lines = fs.readFileSync(await download.path(), "utf8").split("\r\n");
  expect(lines[0]).toMatch(/^\ufeff"Date","Time","Time zone","Type","Amount CNY","Currency","Receipt no\."/);
  expect(lines[1]).toMatch(/^"[\d-]{10}","[\d:]{8}","Asia\/Shanghai","Refund",-1\.07,"CNY",/);
  expect(lines[2]).toMatch(/^"[\d-]{10}","[\d:]{8}","Asia\/Shanghai","Payment",61\.17,"CNY",/);
  expect(lines[2]).toContain(`"'=SUM(1,2)"`);
  expect(lines.slice(3)).toEqual([""]);
  await page.goto("/audit?kind=orders_exported&day=today");
  await expect(page.locator("tr[data-entry=orders_exported]").first()).toContainText("Orders downloaded");
});
