import { expect } from "@playwright/test";
import { test } from "./fixtures/shop.ts";
import { jarOf } from "./fixtures/sign-in.ts";
import { type Till, tillOn } from "./fixtures/till.ts";

const TABS = 8;
/** Without a stream a tab asks every three seconds. */
const ASKED_MS = 4_000;

async function openTabs(first: Till, count: number): Promise<Till[]> {
  const context = first.page.context();
  const tabs = [first];
  while (tabs.length < count) {
    const page = await context.newPage();
    await page.goto("/");
    const tab = tillOn(page, first.registerId);
    await expect(page.locator("[data-health=online]")).toBeAttached();
    tabs.push(tab);
  }
  return tabs;
}

test("C13 D6 eight tabs of one browser share one stream: each shows the code and the payment at once", async ({
  till,
  sell,
  gateway,
}) => {
  const streams: string[] = [];
  till.page.context().on("request", (request) => {
    if (new URL(request.url()).pathname === "/stream") streams.push(request.url());
  });
  const tabs = await openTabs(till, TABS);
  const { merchantNumber, orderId } = await sell(till, "81.00");
  for (const tab of tabs) await expect(tab.page.locator(`[data-order="${orderId}"] [role=img]`)).toHaveCount(1);
  await gateway.pay(merchantNumber);
  for (const tab of tabs) await tab.shows("paid", 3_000);
  expect(streams.length).toBeLessThanOrEqual(1);
});

test("C13 F53 the tab with the stream is closed: another one takes its place", async ({ till, sell, gateway }) => {
  const tabs = await openTabs(till, 3);
  await till.page.close();
  const second = tabs[1] ?? till;
  const stream = second.page.context().waitForEvent("request", (request) => request.url().includes("/stream?"));
  const { merchantNumber } = await sell(second, "82.00");
  await stream;
  await gateway.pay(merchantNumber);
  for (const tab of tabs.slice(1)) await tab.shows("paid", 3_000);
});

test("C13 eight tabs of one browser with eight registers: none starves, each shows its payment within four seconds", async ({
  app,
  database,
  till,
  gateway,
}) => {
  const context = till.page.context();
  const tabs = [till];
  while (tabs.length < TABS) {
    const registerId = await database.makeRegister();
    await context.addCookies([{ name: "scantill.register", value: registerId, url: app.baseURL }]);
    const page = await context.newPage();
    await page.goto("/");
    tabs.push(tillOn(page, registerId));
  }
  for (const tab of tabs) {
    await tab.page.bringToFront();
    // Those beyond the first three ask, and say so by an amber dot.
    await expect(tab.page.locator("[data-health=online], [data-health=polling]")).toBeAttached();
    await tab.page.keyboard.type("83");
    await tab.page.keyboard.press("Enter");
    await tab.shows("waiting");
    const { merchantNumber } = await database.sale((await tab.orderId()) ?? "");
    await gateway.pay(merchantNumber);
    await tab.shows("paid", ASKED_MS);
  }
});

test("C13 where a browser has no locks a tab out of sight does without a stream, and asks", async ({
  openBrowser,
  app,
  database,
  sessions,
  gateway,
  sell,
}) => {
  const context = await openBrowser();
  await context.addInitScript(() => {
    Reflect.deleteProperty(Navigator.prototype, "locks");
    let hidden = false;
    Object.defineProperty(document, "visibilityState", { get: () => (hidden ? "hidden" : "visible") });
    Reflect.set(window, "hide", () => {
      hidden = true;
      document.dispatchEvent(new Event("visibilitychange"));
    });
  });
  const registerId = await database.makeRegister();
  await context.addCookies(jarOf(`${sessions.cashier}; scantill.register=${registerId}`, app.baseURL));
  const tabs: Till[] = [];
  while (tabs.length < TABS) {
    const page = await context.newPage();
    await page.goto("/");
    await expect(page.locator("[data-health=online]")).toBeAttached();
    tabs.push(tillOn(page, registerId));
    if (tabs.length < TABS) await page.evaluate(() => Reflect.get(window, "hide")());
  }
  const last = tabs.at(-1);
  if (last === undefined) throw new Error("no tab");
  const { merchantNumber } = await sell(last, "84.00");
  for (const tab of tabs) await tab.shows("waiting", ASKED_MS);
  await gateway.pay(merchantNumber);
  for (const tab of tabs) await tab.shows("paid", ASKED_MS);
});
