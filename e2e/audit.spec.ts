import fs from "node:fs";
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

test("W4 B46 S19 the audit is downloaded as it is filtered, says so itself, and holds no formula", async ({
  openTill,
  sell,
  sessions,
  database,
}) => {
  const till = await openTill({ cookies: sessions.owner });
  const { page } = till;
  await sell(till, "17.25");
  await till.cancel();
  await till.shows("cancelled");
  const [{ id: registerId = "" } = {}] = await database.rows<{ id: string }>(
    "select register_id as id from audit_entry e where kind = 'cancel' order by e.id desc limit 1",
  );
  await database.rows("update register set name = '=HYPERLINK(\"http://x\")' where id = $1", [registerId]);

  await page.goto("/audit?kind=cancel&day=today");
  await page.getByRole("button", { name: "Export" }).click();
  const dialog = page.getByRole("dialog", { name: "Download as CSV" });
  await expect(dialog).toContainText(/\d+ rows?\./);
  await expect(dialog).toContainText("No. · Date · Time");
  const [told] = /\d+(?= rows?\.)/.exec((await dialog.textContent()) ?? "") ?? [];
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    dialog.getByRole("button", { name: "Download" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^audit-\d{4}-\d\d-\d\d\.csv$/);
  const file = fs.readFileSync(await download.path(), "utf8");
  expect(file.startsWith('\ufeff"No.","Date","Time"')).toBe(true);
  const lines = file.split("\r\n");
  expect(lines.at(-1)).toBe("");
  expect(lines).toHaveLength(Number(told) + 2);
  expect(lines.slice(1, -1).every((line) => line.includes('"Sale cancelled"'))).toBe(true);
  expect(lines[1]).toContain(',17.25,"CNY",');
  expect(lines[1]).toContain(`"'=HYPERLINK(""http://x"")"`);
  await expect(dialog).toBeHidden();

  await page.goto("/audit?kind=audit_exported&day=today");
  await expect(page.locator("tr[data-entry=audit_exported]").first()).toContainText("Audit downloaded");
  await database.rows("update user_session set started_at = now() - interval '11 minutes'");
  await page.getByRole("button", { name: "Export" }).click();
  await expect(page.getByRole("dialog", { name: "Is it still you?" })).toBeVisible();
  await database.rows("update user_session set started_at = now()");
});
