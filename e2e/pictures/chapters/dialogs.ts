import { expect } from "@playwright/test";
import type { Studio } from "../studio.ts";

const PHONE_WIDTH = 600;

/** Everything that opens over the till. */
export async function takeDialogs({ page, gateway, take, openTill, sell, sellPaid }: Studio): Promise<void> {
  const till = await openTill();
  const dialog = page.getByRole("dialog");
  const close = async () => {
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
  };
  const inMenu = async (row: RegExp) => {
    await page.getByRole("button", { name: /^(Menu of the till|收银台菜单)$/ }).click();
    await page.locator("#till-menu").getByRole("button", { name: row }).click();
    await expect(dialog).toBeVisible();
  };
  const press = async (key: string) => {
    await expect(async () => {
      await page.keyboard.press(key);
      await expect(dialog).toBeVisible({ timeout: 500 });
    }).toPass();
  };

  await press("?");
  await take("dialog-keys");
  await close();
  await press("Alt+r");
  await dialog.getByRole("textbox").fill("Table 12, window");
  await take("dialog-reference");
  await close();
  await inMenu(/^(Sound|声音)/);
  await take("dialog-sound");
  await dialog.getByRole("button", { name: /^(Play|播放)/ }).click();
  await dialog.getByRole("button", { name: /^(No|没听到)$/ }).click();
  await take("dialog-sound-unheard");
  await close();
  await page.locator("[popovertarget=user-menu]").click();
  await take("dialog-user-menu");
  await page.keyboard.press("Escape");

  const paid = await sellPaid(till, "71.00");
  const [trade] = (await gateway.of(paid.merchantNumber)).trades;
  await till.more.click();
  await expect(dialog).toBeVisible();
  await take("dialog-more");
  await dialog.getByRole("button", { name: /^(Details|详情)$/ }).click();
  await expect(dialog.locator("dl")).toBeVisible();
  await take("dialog-details");
  await close();
  const lookUp = async (number: string, screen: string) => {
    await inMenu(/^(Look up a payment|查询付款)/);
    await dialog.getByRole("textbox").fill(number);
    await expect(async () => {
      await page.keyboard.press("Enter");
      await expect(dialog.getByRole("status")).toContainText(/./, { timeout: 8_000 });
      await expect(dialog.getByRole("status")).not.toContainText(/three seconds|3 ?秒|三秒/);
    }).toPass({ intervals: [1_000] });
    await take(screen);
    await close();
  };
  await lookUp(trade?.tradeNo ?? "", "dialog-look-up-found");
  await lookUp("2026112222001461881234567890", "dialog-look-up-unknown");

  await sell(till, "128.50");
  await press("b");
  await expect(dialog.getByRole("img")).toBeVisible();
  await take("dialog-bigger");
  await dialog.getByRole("button", { name: /^(Turn|翻转|旋转|转)/ }).click();
  await take("dialog-bigger-turned");
  await close();
  await press("p");
  await expect(dialog.getByRole("radio").first()).toBeVisible();
  await take("dialog-print-code");
  await close();
  if ((page.viewportSize()?.width ?? 0) > PHONE_WIDTH) return;
  await page
    .getByRole("button", { name: /^(New sale|新收款)$/ })
    .first()
    .click();
  await take("dialog-recent-bar");
  await page.getByRole("button", { name: /^(Recent|最近)/ }).click();
  await expect(dialog).toBeVisible();
  await take("dialog-recent");
}
