import fs from "node:fs";
import { expect } from "@playwright/test";
import { test } from "./fixtures/refunds.ts";

const digits = (text: string | null): number => Number((text ?? "").replace(/[^0-9.]/g, ""));

test("M1 M2 M7 M10 shows today at a glance, follows sales and refunds by itself, and tells every chart in words and as a file", async ({
  till,
  sellPaid,
}) => {
  await sellPaid(till, "31.40");
  const page = await till.page.context().newPage();
  await page.goto("/dashboard");
  const tile = (name: string) => page.getByRole("region", { name: "Key numbers" }).locator("> div", { hasText: name });
  const count = async () => digits(await tile("Payments").locator("b").textContent());
  const before = await count();
  expect(before).toBeGreaterThan(0);

  // The page asks again by itself: nothing is pressed here.
  await sellPaid(till, "12.60");
  await page.bringToFront();
  await expect.poll(count, { timeout: 40_000 }).toBe(before + 1);

  for (const name of ["By hour", "By day", "By cashier", "From scan to paid"]) {
    const chart = page.getByRole("region", { name, exact: true }).first();
    await expect(chart.getByRole("img")).toHaveCount(name === "By cashier" ? 0 : 1);
    await chart.getByText("As table").click();
    await expect(chart.getByRole("table")).toBeVisible();
  }
  const net = digits(await tile("Net").locator("span").nth(1).textContent());
  const cells = await page
    .getByRole("region", { name: "By cashier", exact: true })
    .first()
    .locator("tbody tr td:last-child")
    .allTextContents();
  expect(Math.round(cells.reduce((sum, cell) => sum + digits(cell) * 100, 0))).toBe(Math.round(net * 100));

  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV: By cashier" }).click();
  const file = fs.readFileSync(await (await downloading).path(), "utf8");
  const [head = "", ...rows] = file.trim().split("\r\n");
  expect(head).toContain('"Cashier","Currency","Payments","Paid","Refunds","Refunded","Net"');
  const nets = rows.map((row) => Math.round(Number(row.split(",").at(-1)) * 100));
  expect(nets.reduce((sum, one) => sum + one, 0)).toBe(Math.round(net * 100));
});

test("M1 says so where nothing was sold, and draws the axes", async ({ till }) => {
  const { page } = till;
  await page.goto("/dashboard?from=2020-02-01&until=2020-02-29");
  await expect(page.getByText("No sales in this period.").first()).toBeVisible();
  await expect(page.getByRole("region", { name: "By day" }).getByRole("img")).toBeVisible();
  await expect(page.getByText("1 Feb – 29 Feb")).toBeVisible();
});
