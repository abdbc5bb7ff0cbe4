import { expect } from "@playwright/test";
import { QUERIED_MS } from "./fixtures/bounds.ts";
import { roadOf } from "./fixtures/generations.ts";
import { repeatUntold } from "./fixtures/notices/repeat-untold.ts";
import { test } from "./fixtures/shop.ts";
import { jarOf } from "./fixtures/sign-in.ts";
import { intlAccount, makeStoreByFile } from "./fixtures/stores/store-file.ts";

/** The dashboard asks anew every 20 s. */
const BY_ITSELF = { timeout: 45_000 };

test("W3 after 20 payments without a notification managers are told why that may be, until one comes", async ({
  app,
  openTill,
  openBrowser,
  sessions,
  sell,
  gateway,
  database,
}) => {
  const { code } = await makeStoreByFile(app, { accounts: { USD: "new" }, account: intlAccount(app, {}) });
  const till = await openTill({ store: code });
  await gateway.set({ notifications: false });
  const untold = await sell(till, "3.20");
  await gateway.pay(untold.merchantNumber);
  await till.shows("paid", QUERIED_MS);
  expect(await roadOf(database, untold.orderId)).toEqual(["queried"]);

  const context = await openBrowser();
  await context.addCookies(jarOf(sessions.owner, app.baseURL));
  const page = await context.newPage();
  const hint = page.locator(`[data-silent="${code}"]`);
  await page.goto("/dashboard");
  await expect(page.getByRole("region", { name: "Key numbers" })).toBeVisible();
  await expect(hint).toHaveCount(0);
  await repeatUntold(database, untold.orderId, 19);
  await page.reload();
  await expect(hint).toContainText("the last 20 payments were all learnt by asking");
  const region = page.getByRole("region", { name: "Notifications from Alipay do not arrive" });
  for (const words of ["not public", "TLS", "firewall", "Polling keeps you safe"])
    await expect(region).toContainText(words);
  await hint.getByRole("link", { name: "Look at its address" }).click();
  await expect(page.locator("[data-notice=never]")).toBeVisible();
  await expect(hint).toBeVisible();

  await page.goto("/notifications");
  await expect(hint).toBeVisible();

  await page.goto("/dashboard");
  await expect(hint).toBeVisible();
  await gateway.calm();
  const told = await sell(till, "4.10");
  await gateway.pay(told.merchantNumber);
  await till.shows("paid");
  await page.bringToFront();
  await expect(hint).toHaveCount(0, BY_ITSELF);
});
