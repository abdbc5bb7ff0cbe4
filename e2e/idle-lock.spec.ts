import { expect } from "@playwright/test";
import { makeRegisteredTill, sheetOn } from "./fixtures/people/registered.ts";
import { test } from "./fixtures/shop.ts";
import { jarOf } from "./fixtures/sign-in.ts";

test("T9 A7 the till locks after minutes without a touch, and each touch begins them anew", async ({
  app,
  database,
  openTill,
}) => {
  const counter = await makeRegisteredTill({ app, database }, { idleLockMinutes: 5 });
  const li = await counter.hire("Li Na", "4711");
  const till = await openTill({ cookies: `${await li.signIn()}; ${counter.cookie}`, registerId: counter.registerId });
  const { page } = till;
  const lock = sheetOn(page);
  await expect(page.locator("[data-health=online]")).toBeAttached();
  await page.clock.install();
  await page.reload();
  await expect(page.locator("[data-health=online]")).toBeAttached();
  await page.clock.fastForward("04:00");
  await page.mouse.click(5, 5);
  await page.clock.fastForward("04:00");
  await lock.isOpen();
  await page.clock.fastForward("01:30");
  await lock.isLocked();
});

for (const path of ["/shift", "/pin", "/device", "/orders", "/audit"]) {
  test(`T9 a registered till that is left on ${path} locks as well after minutes without a touch`, async ({
    app,
    database,
    openBrowser,
  }) => {
    const counter = await makeRegisteredTill({ app, database }, { idleLockMinutes: 5 });
    const wang = await counter.hire("Wang Wei", "9265", "manager");
    const context = await openBrowser();
    await context.addCookies(jarOf(`${await wang.signIn()}; ${counter.cookie}`, app.baseURL));
    const page = await context.newPage();
    await page.clock.install();
    await page.goto(path);
    await page.getByRole("heading").first().click();
    await page.clock.fastForward("04:00");
    await page.mouse.click(5, 5);
    await page.clock.fastForward("04:00");
    expect(new URL(page.url()).pathname).toBe(path);
    await page.clock.fastForward("01:30");
    await sheetOn(page).isLocked();
  });
}

test("T9 a registered till that is opened again after minutes without a touch is locked; another tab keeps it open", async ({
  app,
  database,
  openBrowser,
}) => {
  const counter = await makeRegisteredTill({ app, database }, { idleLockMinutes: 5 });
  const li = await counter.hire("Li Na", "4711");
  const context = await openBrowser();
  await context.addCookies(jarOf(`${await li.signIn()}; ${counter.cookie}`, app.baseURL));
  await context.clock.install();
  const open = async () => {
    const page = await context.newPage();
    await page.goto("/");
    await expect(page.locator("[data-health=online]")).toBeAttached();
    return page;
  };
  const [first, second] = [await open(), await open()];
  await context.clock.fastForward("04:00");
  await second.mouse.click(5, 5);
  // What one tab writes reaches the other one a moment later.
  const touch = await second.evaluate(() => localStorage.getItem("scantill.touch"));
  await first.waitForFunction((written) => localStorage.getItem("scantill.touch") === written, touch);
  await context.clock.fastForward("04:00");
  for (const page of [first, second]) await sheetOn(page).isOpen();
  await first.close();
  await second.goto("about:blank");
  await context.clock.fastForward("05:30");
  await second.goto("/");
  await sheetOn(second).isLocked();
});
