import { expect } from "@playwright/test";
import { test } from "./fixtures/shop.ts";
import type { Till } from "./fixtures/till.ts";

/** As Ctrl+V does, with this text on the clipboard. */
async function paste({ page }: Till, text: string): Promise<void> {
  await page.evaluate((content) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", content);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

const PASTED = [
  ...["12,34", " 12.34", "12.34 ", "12\u00a0000", "+12.34", "-12.34", "012.34", "1e1", "0x10", "NaN", "Infinity"],
  ...["１２.３４", "١٢", "12.", ".5", "1.2.3", "¥12", "12.34\n", ""],
];

test("B35 B17 a pasted text that is no plain amount is refused in words, and the amount stays as it was", async ({
  till,
}) => {
  await till.enter("5");
  for (const text of PASTED) {
    await test.step(JSON.stringify(text), async () => {
      await till.page.keyboard.press("Delete");
      await till.page.keyboard.type("5");
      await expect(till.page.getByRole("alert").filter({ hasText: "amount" })).toHaveCount(0);
      await paste(till, text);
      await expect(till.page.getByRole("alert").filter({ hasText: "amount" })).toHaveText(
        "That is not a plain amount. Type digits and one decimal point.",
      );
      await expect(till.total).toHaveText("¥5.00");
    });
  }
  await paste(till, "12.34");
  await expect(till.total).toHaveText("¥12.34");
});

test("B35 B17 C4 C8 a third decimal, too many digits and an amount above the limit are refused, nothing is rounded, nothing is called", async ({
  till,
  database,
}) => {
  await till.enter("1.999");
  await expect(till.page.getByRole("alert").filter({ hasText: "decimals" })).toHaveText(
    "CNY has 2 decimals. Nothing was rounded.",
  );
  await expect(till.total).toHaveText("¥1.99");
  await paste(till, "12.340");
  await expect(till.page.getByRole("alert").filter({ hasText: "decimals" })).toBeVisible();
  await paste(till, "1".repeat(30));
  await expect(till.page.getByRole("alert").filter({ hasText: "digits" })).toHaveText("Too many digits for one sale.");
  await expect(till.total).toHaveText("¥1.99");
  await paste(till, "50000.01");
  await expect(till.chargeButton).toHaveText("Above the limit of ¥50,000.00");
  await expect(till.chargeButton).toBeDisabled();
  await paste(till, "0");
  await expect(till.chargeButton).toHaveText("Type an amount");
  await expect(till.chargeButton).toBeDisabled();
  await till.page.keyboard.press("Enter");
  await till.page.keyboard.press("Delete");
  await till.page.keyboard.press("Enter");
  expect(await database.salesOf(till.registerId)).toEqual([]);
});

test("B45 C5 A12 a reference of 10,000 characters is refused at the field, in words, before any call", async ({
  till,
  gateway,
}) => {
  const before = (await gateway.ledger()).requests.filter(({ operation }) => operation.endsWith("precreate"));
  await till.enter("8");
  await till.page.keyboard.press("Alt+r");
  const dialog = till.page.getByRole("dialog", { name: "Reference for this sale" });
  const field = dialog.getByLabel("Reference");
  await field.fill("r".repeat(10_000));
  await expect(field).toHaveAccessibleDescription(/9,936 characters too many\. Shorten it; nothing is cut off\./);
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(dialog.getByRole("button", { name: "Use reference" })).toBeDisabled();
  await till.page.keyboard.press("Enter");
  await expect(dialog).toBeVisible();
  const after = (await gateway.ledger()).requests.filter(({ operation }) => operation.endsWith("precreate"));
  expect(after).toHaveLength(before.length);

  await field.fill("Table 12 & <b>=1+1</b> 表");
  await till.page.keyboard.press("Enter");
  await expect(till.page.getByRole("button", { name: "Ref Table 12 & <b>=1+1</b> 表" })).toBeVisible();
  await till.page.keyboard.press("Enter");
  await till.shows("waiting");
  await expect(till.card).toContainText("Table 12 & <b>=1+1</b> 表");
});

test("C7 a scanner's burst is no amount: said so, kept as a reference on wish, and its Enter charges nothing", async ({
  till,
  database,
}) => {
  await till.enter("3");
  await expect(till.total).toHaveText("¥3.00");
  // A second later; five milliseconds from key to key by the keys' own clock, however busy this machine is.
  await till.page.evaluate(async () => {
    let timeStamp = performance.now() + 1000;
    for (const key of [..."6901234567892", "Enter"]) {
      timeStamp += 5;
      const press = new KeyboardEvent("keydown", { key, cancelable: true, bubbles: true });
      dispatchEvent(Object.defineProperty(press, "timeStamp", { value: timeStamp }));
      await Promise.resolve();
    }
  });
  await expect(till.page.getByText("Scanned 6901234567892 – not an amount")).toBeVisible();
  await expect(till.total).toHaveText("¥3.00");
  await till.page.getByRole("button", { name: "Use as reference" }).click();
  await expect(till.page.getByRole("button", { name: "Ref 6901234567892" })).toBeVisible();
  expect(await database.salesOf(till.registerId)).toEqual([]);
});
