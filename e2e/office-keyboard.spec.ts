import { expect } from "@playwright/test";
import { test } from "./fixtures/refunds.ts";
import { tabTo } from "./fixtures/screens/focus-walk.ts";

test("A5 A9 A6 M2 M3 M4 the office without a pointer: signed in, a sale found and opened, a refund looked at, the export, the dashboard by week, currency and store, a chart as table and bar by bar", async ({
  app,
  till,
  sellPaid,
  openBrowser,
}) => {
  const { merchantNumber, orderId } = await sellPaid(till, "88.41");
  const context = await openBrowser({ viewport: { width: 1280, height: 800 } });
  await context.addCookies([{ name: "scantill.no-till", value: "yes", url: app.baseURL }]);
  const page = await context.newPage();
  const { keyboard } = page;
  const enter = () => keyboard.press("Enter");

  await page.goto("/login?callbackUrl=/orders");
  await tabTo(page, page.locator("input[name=login]"));
  await keyboard.type(app.owner.name);
  await keyboard.press("Tab");
  await keyboard.type(app.owner.password);
  await enter();
  const menu = page.getByRole("button", { name: /Owner/ }).last();
  await expect(menu).toBeVisible();
  if (new URL(page.url()).pathname !== "/orders") {
    await tabTo(page, menu);
    await enter();
    await tabTo(page, page.locator("#user-menu a[href='/orders']"));
    await enter();
  }

  // Characters and arrows lead through the list; what is typed into the search stays there.
  const search = page.getByRole("searchbox", { name: "Search" });
  await expect(async () => {
    await keyboard.press("/");
    await expect(search).toBeFocused({ timeout: 300 });
  }).toPass();
  await keyboard.type(`${merchantNumber}`);
  await enter();
  await expect(page).toHaveURL(/search=/);
  const row = page.locator(`tr[data-order="${orderId}"] a`);
  await tabTo(page, search);
  await expect(async () => {
    await keyboard.press("ArrowDown");
    await expect(row).toBeFocused({ timeout: 300 });
  }).toPass();
  const exported = page.getByRole("dialog", { name: "Download as CSV" });
  await keyboard.press("e");
  await expect(exported).toBeVisible();
  await keyboard.press("/");
  await expect(search).not.toBeFocused();
  await keyboard.press("Escape");
  await expect(exported).toHaveCount(0);
  await expect(row).toBeFocused();
  await enter();
  await expect(page).toHaveURL(`/orders/${orderId}`);

  const refund = page.getByRole("button", { name: "Refund", exact: true });
  await tabTo(page, refund);
  await enter();
  await expect(page.getByRole("dialog").getByRole("textbox")).toBeFocused();
  await keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(refund).toBeFocused();
  const event = page.locator("[data-event=noticed] summary");
  await tabTo(page, event);
  await enter();
  await expect(page.getByText("TRADE_SUCCESS")).toBeVisible();

  await tabTo(
    page,
    page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Dashboard" }),
    "Shift+Tab",
  );
  await enter();
  await expect(page.getByRole("heading", { name: "Dashboard" })).toBeVisible();
  await tabTo(page, page.getByRole("combobox", { name: "Days" }));
  await keyboard.type("7");
  await tabTo(page, page.getByRole("button", { name: "Show", exact: true }));
  await enter();
  await expect(page).toHaveURL(/range=week/);
  await tabTo(page, page.getByRole("navigation", { name: "Currency" }).getByRole("link", { name: "USD" }));
  await enter();
  await expect(page).toHaveURL(/range=week&currency=USD/);
  await tabTo(page, page.getByRole("combobox", { name: "Store" }));
  await keyboard.type("Practice store");
  await keyboard.press("Tab");
  await enter();
  await expect(page).toHaveURL(/storeId=/);

  const byDay = page.getByRole("region", { name: "By day", exact: true }).first();
  const reader = byDay.getByRole("slider", { name: "Values: By day" });
  const told = byDay.locator("[data-reading]");
  await tabTo(page, reader);
  await expect(told).toBeVisible();
  const last = await reader.getAttribute("aria-valuetext");
  await keyboard.press("ArrowLeft");
  await expect(reader).not.toHaveAttribute("aria-valuetext", last ?? "");
  await expect(told).toContainText(/\d\.\d\d/);
  await keyboard.press("End");
  await expect(reader).toHaveAttribute("aria-valuetext", last ?? "");
  await keyboard.press("Escape");
  await expect(told).toHaveCount(0);
  await expect(reader).toBeFocused();
  await tabTo(page, byDay.getByText("As table"));
  await enter();
  await expect(byDay.getByRole("table")).toBeVisible();
});
