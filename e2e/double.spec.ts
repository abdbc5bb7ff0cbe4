import { expect } from "@playwright/test";
import { test as base } from "./fixtures/shop.ts";
import type { Till } from "./fixtures/till.ts";

type Twice = {
  /** Sells the same amount twice and has both paid; merchant numbers. */
  sellTwice: (till: Till, amount: string) => Promise<[string, string]>;
};

const test = base.extend<Twice>({
  sellTwice: async ({ sell, gateway }, use) => {
    await use(async (till, amount) => {
      const first = await sell(till, amount);
      await gateway.pay(first.merchantNumber);
      await till.shows("paid");
      const second = await sell(till, amount);
      await gateway.pay(second.merchantNumber);
      await till.shows("double");
      return [first.merchantNumber, second.merchantNumber];
    });
  },
});

test("P13 the same amount paid twice at one register: both are flagged on card, list and details, and a person says that they are two sales", async ({
  till,
  sellTwice,
}) => {
  const { page } = till;
  await sellTwice(till, "61");
  await expect(till.card.getByRole("alert")).toHaveText("Possible double payment of ¥61.00");
  const recent = page.getByRole("region", { name: "Recent" });
  const flagged = recent.getByRole("button", { name: /61\.00.*Possible double/ });
  await expect(flagged).toHaveCount(2);
  await till.key("Details").click();
  await expect(page.getByRole("dialog")).toContainText("Possible double payment");
  await page.getByRole("button", { name: "Close" }).click();
  await till.key("Not a double").click();
  await till.shows("paid");
  await page.reload();
  await expect(recent.getByRole("button", { name: /61\.00.*Paid/ })).toHaveCount(2);
  await expect(till.card).toHaveCount(0);
});

test("P13 one of the two is given back, and neither is flagged any more", async ({
  openTill,
  sessions,
  sellTwice,
  gateway,
}) => {
  const till = await openTill({ cookies: sessions.owner });
  const [, second] = await sellTwice(till, "62");
  await till.refund({ reason: "Charged twice" });
  await till.shows("refunded");
  expect((await gateway.of(second)).trades).toMatchObject([{ refundedMinor: "6200" }]);
  await till.page.reload();
  await expect(till.page.getByRole("button", { name: /62\.00.*Refunded/ })).toBeVisible();
  await expect(till.page.getByRole("button", { name: /62\.00.*Paid/ })).toBeVisible();
  await expect(till.page.getByRole("button", { name: /Possible double/ })).toHaveCount(0);
});

test("P13 L1 in Chinese; another amount or reference is no double", async ({ openTill, sellTwice, sell, gateway }) => {
  const till = await openTill({ browser: { locale: "zh-CN" } });
  await sellTwice(till, "63");
  await expect(till.band).toHaveText("疑似重复付款 ¥63.00");
  await expect(till.key("不是重复")).toHaveCount(1);
  const other = await sell(till, "63.01");
  await gateway.pay(other.merchantNumber);
  await till.shows("paid");
});
