import { expect } from "@playwright/test";
import { openBy, putPrinter, sheetOn, type Width } from "../../fixtures/paper/printer.ts";
import { CLOSE_SHIFT, OPEN_SHIFT } from "../../fixtures/screens/shift-screens.ts";
import type { Studio } from "../studio.ts";

const WIDTHS: readonly Width[] = [58, 80];

/** Paper is the same for every screen: taken once for a language of the store. */
export async function takeSlips({ page, database, save, openTill, sell, sellPaid }: Studio): Promise<void> {
  const lang = await page.evaluate(() => navigator.language);
  const isFirst =
    page.viewportSize()?.width === 1440 &&
    (await page.evaluate(() => matchMedia("(prefers-color-scheme: light)").matches));
  if (!isFirst) return;
  const store = await database.makeStore({ like: "practice", codeLifeMinutes: 3 });
  await database.rows("update store set language = $2, second_language = $3 where id = $1", [
    store,
    lang,
    lang === "en" ? null : "en",
  ]);
  const till = await openTill({ registerId: await database.makeRegister({ store, name: "Till 2" }) });
  const dialog = page.getByRole("dialog");
  const print = async (letter: string, screen: string) => {
    const printer = await putPrinter(page);
    for (const width of WIDTHS) {
      await openBy(page, letter);
      await dialog.getByRole("radio", { name: `${width} mm` }).check();
      await dialog
        .getByRole("button", { name: /^(Print|打印)/ })
        .last()
        .click();
      await expect(sheetOn(page)).toBeAttached();
      await page.emulateMedia({ media: "print" });
      await save(sheetOn(page), `slip-${screen}-${width}`);
      await page.emulateMedia({ media: null });
      await printer.close();
      await expect(dialog).toHaveCount(0);
    }
  };

  await page.goto("/shift");
  await page.getByRole("button", { name: OPEN_SHIFT }).click();
  await till.enter("100");
  await page.keyboard.press("+");
  await sell(till, "28.50");
  await print("p", "code");
  await till.cancel();
  await till.shows("cancelled");
  await sellPaid(till, "1128.50");
  await print("p", "sale");
  const form = await till.openRefund();
  await form.getByRole("textbox").fill("28.50");
  await form.getByRole("combobox").selectOption("returned");
  await form.getByRole("button", { name: /^(Refund|退款) / }).click();
  await till.shows("partly_refunded");
  await print("p", "refund");

  await page.goto("/shift");
  await expect(page.locator("[data-check=over]")).toBeAttached();
  await takeReport("x");
  await page.getByRole("button", { name: CLOSE_SHIFT }).click();
  await dialog.getByRole("button", { name: CLOSE_SHIFT }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("000001");
  await takeReport("z");

  async function takeReport(name: string): Promise<void> {
    await page.evaluate(() => {
      window.print = () => {};
    });
    for (const width of WIDTHS) {
      const keys = page.getByRole("button", { name: new RegExp(`${width} mm|${width} 毫米`) });
      await keys.click();
      await expect(keys).toBeEnabled();
      await page.emulateMedia({ media: "print" });
      await save(page.locator("[data-slip]"), `slip-${name}-report-${width}`);
      await page.emulateMedia({ media: null });
    }
  }
}
