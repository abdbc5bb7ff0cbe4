import { expect } from "@playwright/test";
import { test } from "./fixtures/refunds.ts";
import { expectReachable } from "./fixtures/screens/expect-reachable.ts";
import { PHONE } from "./fixtures/shop.ts";
import { CONFIRM } from "./fixtures/till.ts";

test("A5 R1 a refund without a pointer: opened, typed, reasoned, confirmed, and the card has the focus again", async ({
  till,
  sellPaid,
}) => {
  await sellPaid(till, "100.00");
  const { page } = till;
  await expect(till.key("New sale")).toBeFocused();
  for (let keys = 0; keys < 3; keys++) await page.keyboard.press("Shift+Tab");
  await expect(till.key("More")).toBeFocused();
  const dialog = page.getByRole("dialog", { name: "Refund from the sale of ¥100.00" });
  const inMenu = page.getByRole("dialog").getByRole("button", { name: "Refund", exact: true });
  await page.keyboard.press("Enter");
  await expect(inMenu).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("textbox")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(till.key("More")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(inMenu).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.type("28,5");
  await page.keyboard.press("Enter");
  await expect(dialog).toContainText("Customer gets ¥28.50 back to Alipay.Left to refund: ¥71.50.");
  for (let tabs = 0; tabs < 4; tabs++) await page.keyboard.press("Tab");
  await expect(dialog.getByRole("combobox")).toBeFocused();
  await page.keyboard.type("Ret");
  await expect(dialog.getByRole("combobox")).toHaveValue("returned");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(dialog.getByRole("button", { name: "Refund ¥28.50" })).toBeFocused();
  await page.keyboard.press("Enter");
  await till.shows("partly_refunded");
  await expect(till.card.getByRole("status").first()).toContainText("Refunded ¥28.50. Left: ¥71.50");
  await expect(till.more).toBeFocused();
});

for (const locale of ["en-GB", "zh-CN"])
  test(`A1 A2 A10 L1 R1 a refund on a phone of 320 pixels, ${locale}: nothing scrolls sideways, every key is large enough, axe finds nothing`, async ({
    openTill,
    sessions,
    sellPaid,
    gateway,
  }) => {
    const browser = { ...PHONE, viewport: { width: 320, height: 640 }, locale };
    const till = await openTill({ cookies: sessions.owner, browser });
    await sellPaid(till, "48888.50");
    const look = () => expectReachable(till.page, 44);
    const dialog = await till.openRefund();
    await dialog.getByRole("combobox").selectOption("other");
    await dialog.getByRole("button", { name: CONFIRM }).click();
    await look();
    await gateway.set({ sellerBalanceEmpty: true });
    await dialog.getByRole("combobox").selectOption("returned");
    await dialog.getByRole("button", { name: CONFIRM }).click();
    await till.shows("refund_failed");
    await look();
    await gateway.set({ sellerBalanceEmpty: false });
    await till.openRefund();
    await dialog.getByRole("textbox").fill("28.50");
    await dialog.getByRole("combobox").selectOption("returned");
    await dialog.getByRole("button", { name: CONFIRM }).click();
    await till.shows("partly_refunded", 15_000);
    await expect(till.band).toContainText("¥28.50");
    await look();
  });
