import { expect } from "@playwright/test";
import { test as base } from "./fixtures/shop.ts";
import type { Till } from "./fixtures/till.ts";

type LookUps = {
  /** Asks about a number in the dialog that is open, the one that stands there where none is said. */
  ask: (till: Till, number?: string) => Promise<void>;
};

const test = base.extend<LookUps>({
  ask: async ({ page: _ }, use) => {
    await use(async ({ page }, number) => {
      const dialog = page.getByRole("dialog", { name: "Look up a payment" });
      const field = dialog.getByLabel("Number on the customer's bill");
      if (number !== undefined) await field.fill(number);
      // Nobody asks more often than every three seconds, in the whole shop.
      await expect(async () => {
        await field.press("Enter");
        await expect(dialog.getByRole("status")).not.toBeEmpty({ timeout: 15_000 });
        expect(await dialog.getByRole("status").textContent()).not.toContain("Wait three seconds");
      }).toPass({ intervals: [1_000] });
    });
  },
});

test("P15 the number on the customer's bill leads to its sale, from the card's menu and from the till's", async ({
  till,
  sell,
  gateway,
  ask,
}) => {
  const { page } = till;
  const paid = await sell(till, "71");
  await gateway.pay(paid.merchantNumber);
  await till.shows("paid");
  const [trade] = (await gateway.of(paid.merchantNumber)).trades;
  await sell(till, "72");
  await till.more.click();
  await page.getByRole("dialog").getByRole("button", { name: "Look up a payment" }).click();
  const dialog = page.getByRole("dialog", { name: "Look up a payment" });
  await ask(till, trade?.tradeNo ?? "");
  const answer = dialog.getByRole("status");
  await expect(answer).toContainText("This payment belongs to a sale of this store.");
  await expect(answer).toContainText(/Alipay says\s*Paid/);
  await expect(answer).toContainText("¥71.00");
  await answer.getByRole("button", { name: "Show that sale" }).click();
  expect(await till.orderId()).toBe(paid.orderId);
  await till.shows("paid");

  await page.getByRole("button", { name: "Menu of the till" }).click();
  await page.locator("#till-menu").getByRole("button", { name: "Look up a payment" }).click();
  await ask(till, paid.merchantNumber);
  await expect(answer).toContainText("This payment belongs to a sale of this store.");
});

test("P15 a payment of another store, an unknown number, one that is none, and no sure answer are told apart", async ({
  till,
  openTill,
  sell,
  gateway,
  database,
  ask,
}) => {
  const elsewhere = await openTill({
    registerId: await database.makeRegister({
      store: await database.makeStore({ like: "practice", codeLifeMinutes: 3 }),
    }),
  });
  const other = await sell(elsewhere, "73");
  await gateway.pay(other.merchantNumber);
  await elsewhere.shows("paid");
  const { page } = till;
  await page.getByRole("button", { name: "Menu of the till" }).click();
  await page.locator("#till-menu").getByRole("button", { name: "Look up a payment" }).click();
  const dialog = page.getByRole("dialog", { name: "Look up a payment" });
  await ask(till, other.merchantNumber);
  await expect(dialog.getByRole("status")).toContainText("Not of this store.");
  await expect(dialog.getByRole("button", { name: "Show that sale" })).toHaveCount(0);
  await ask(till, "2026112222001461881234567890");
  await expect(dialog.getByRole("status")).toContainText("Alipay knows no payment to this store under this number.");
  await gateway.fault({ name: "unsigned", operation: "query", times: "always" });
  await ask(till, "2026112222001461881234567891");
  await expect(dialog.getByRole("status")).toContainText("No sure answer from Alipay.");
  await dialog.getByLabel("Number on the customer's bill").fill("!");
  await dialog.getByRole("button", { name: "Ask Alipay" }).click();
  await expect(dialog.getByRole("alert")).toContainText("That is no number of a payment.");
});

test("P15 C7 a number that is scanned at the till can be looked up at once", async ({ till, sell, gateway, ask }) => {
  const { page } = till;
  const { merchantNumber } = await sell(till, "74");
  await gateway.pay(merchantNumber);
  await till.shows("paid");
  const [trade] = (await gateway.of(merchantNumber)).trades;
  await till.scan(trade?.tradeNo ?? "");
  await page.getByRole("button", { name: "Look up", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Look up a payment" });
  await expect(dialog.getByLabel("Number on the customer's bill")).toHaveValue(trade?.tradeNo ?? "");
  await ask(till);
  await expect(dialog.getByRole("status")).toContainText("This payment belongs to a sale of this store.");
});
