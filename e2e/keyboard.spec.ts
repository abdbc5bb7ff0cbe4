import { expect } from "@playwright/test";
import { test } from "./fixtures/shop.ts";

test("C2 A5 A6 L4 A14 a whole sale without a pointer: typed, charged, asked, enlarged, paid, spoken once, next sale", async ({
  till,
  gateway,
  database,
}) => {
  const { page } = till;
  await till.enter("100");
  await page.keyboard.press("+");
  await page.keyboard.type("28,5");
  await expect(till.total).toHaveText("¥128.50");
  // Letters act only while the card has the focus.
  await page.keyboard.press("b");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("Enter");
  await till.shows("waiting");
  await expect(till.card).toContainText("100.00 + 28.50");
  await expect(till.card).toBeFocused();

  // Keys of the card sleep for 400 ms after each change of state.
  const bigger = page.getByRole("dialog", { name: "Code for ¥128.50" });
  await expect(async () => {
    await page.keyboard.press("b");
    await expect(bigger).toBeVisible({ timeout: 300 });
  }).toPass();
  await expect(bigger.getByRole("img", { name: "Alipay payment code for 128.50 yuan" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(bigger).toHaveCount(0);
  await expect(till.card).toBeFocused();
  await page.keyboard.press("Escape");
  const dialog = page.getByRole("dialog", { name: "Cancel ¥128.50?" });
  await expect(dialog.getByRole("button", { name: "Keep waiting" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await till.shows("waiting");
  await page.keyboard.press("c");
  await expect(till.card).toContainText("Alipay: not paid as of");

  await page.evaluate(() => {
    const spoken: string[] = [];
    Reflect.set(window, "spoken", spoken);
    const note = (changes: MutationRecord[]) => {
      for (const { target } of changes) {
        const region = (target instanceof Element ? target : target.parentElement)?.closest(
          "[role=status],[role=alert]",
        );
        const text = region?.textContent ?? "";
        if (text.includes("Paid, ") && spoken.at(-1) !== text) spoken.push(text);
      }
    };
    new MutationObserver(note).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  const order = (await till.orderId()) ?? "";
  await gateway.pay((await database.sale(order)).merchantNumber);
  await till.shows("paid");
  await expect(till.card.getByRole("status").first()).toContainText("Paid, 128.50 yuan");
  await expect(till.key("New sale")).toBeFocused();
  await page.keyboard.press("s");
  await expect(till.card).not.toContainText("Then a new sale");
  expect(await page.evaluate(() => Reflect.get(window, "spoken"))).toHaveLength(1);
  await expect(async () => {
    await page.keyboard.press("Enter");
    await expect(till.card).toHaveCount(0, { timeout: 500 });
  }).toPass();
  await till.charge("1");
  await till.shows("waiting");
});

test("C2 Enter charges what was just typed, whatever key of the card had the focus", async ({
  till,
  sell,
  database,
}) => {
  await sell(till, "51.00");
  await till.cancel();
  await till.shows("cancelled");
  await till.key("Charge again").focus();
  await till.charge("52.00");
  await till.shows("waiting");
  const sales = await database.salesOf(till.registerId);
  expect(sales.map(({ amount }) => amount)).toEqual(["5100", "5200"]);
});

test("C3 lines are added and removed, and a removed line comes back", async ({ till }) => {
  await till.enter("3");
  await till.page.keyboard.press("+");
  await till.page.keyboard.type("4.5");
  await till.page.keyboard.press("+");
  await expect(till.total).toHaveText("¥7.50");
  await till.page.getByRole("button", { name: "Remove line 1" }).click();
  await expect(till.total).toHaveText("¥4.50");
  await till.page.getByRole("button", { name: "Undo" }).click();
  await expect(till.total).toHaveText("¥7.50");
  await till.charge("");
  await till.shows("waiting");
  await expect(till.card).toContainText("3.00 + 4.50");
});
