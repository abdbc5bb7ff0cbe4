import type { Page } from "@playwright/test";
import type { DisplayView } from "#lib/displays/view.ts";
import { displayOn, openDisplays } from "../../fixtures/displays/display.ts";
import type { Studio } from "../studio.ts";

/** A second window of the till's browser as the customer's display, through its pictures. */
export async function takeDisplays(studio: Studio): Promise<void> {
  const { database, gateway, save, openTill } = studio;
  const till = await openTill();
  await database.rows("delete from device where kind = 'display'");
  const page = await till.page.context().newPage();
  const display = displayOn(page);
  await page.goto("/display");
  const digits = await display.readDigits();
  await save(page, "display-pairing");
  const displays = await openDisplays(till);
  await displays.pair(digits, "Counter");
  await displays.row("Counter").waitFor();
  await save(till.page, "till-displays");
  await displays.close();
  await display.shows("idle");
  await save(page, "display-idle");

  const sell = async (amount: string) => {
    const { merchantNumber } = await database.sale(await till.charge(amount));
    await till.shows("waiting");
    await display.shows("waiting");
    return merchantNumber;
  };
  const sold = await sell("128.50");
  await save(page, "display-waiting");
  await gateway.scan(sold);
  await display.shows("scanned");
  await save(page, "display-scanned");
  await gateway.pay(sold);
  await display.shows("paid");
  await save(page, "display-paid");
  const cancelled = await sell("12345.60");
  await save(page, "display-waiting-large");
  await till.cancel();
  await display.shows("cancelled");
  await save(page, "display-cancelled");
  await gateway.pay(cancelled);
  await display.shows("paid_late");
  await save(page, "display-paid-late");
  await gateway.fault({ name: "refuse", operation: "precreate", code: "40004", subCode: "ACQ.ACCESS_FORBIDDEN" });
  await till.charge("42.00");
  await display.shows("failed");
  await save(page, "display-failed");
  await takeTold(page, save);
  await page.close();
}

/** Pictures that a sale would take minutes to come to: the display is told of them in the server's place. */
async function takeTold(page: Page, save: Studio["save"]): Promise<void> {
  const display = displayOn(page);
  const [language, code] = await page.evaluate(() => [
    document.documentElement.lang,
    "https://qr.alipay.com/bax0812345678",
  ]);
  const usual: DisplayView = {
    ...{ state: "waiting", amount: "12850", currency: "CNY", storeName: "Scantill Practice", code: null },
    ...{ endsAt: null, receiptUrl: null, lang: language === "zh-CN" ? "zh-CN" : "en" },
  };
  const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
  await page.route("**/display-stream", (route) => route.abort());
  for (const [screen, told] of [
    ["creating", { state: "creating" }],
    ["expiring", { code, endsAt: inSeconds(28) }],
    ["unscannable", { endsAt: inSeconds(100) }],
    ["waiting", { state: "waiting_page", code, endsAt: inSeconds(100) }],
    ["cancelling", { state: "cancelling" }],
    ["checking", { state: "checking" }],
    ["expired", { state: "expired" }],
    ["cancelled_refunded", { state: "cancelled_refunded" }],
    ["declined", { state: "declined" }],
    ["refunded", { state: "refunded", amount: "2850" }],
  ] as const) {
    await page.unroute("**/display-state");
    await page.route("**/display-state", (route) => route.fulfill({ json: { ...usual, ...told } }));
    await page.reload();
    await display.shows(screen);
    await save(page, `display-${screen === "waiting" ? "waiting-page" : screen.replace("_", "-")}`);
  }
  await page.unroute("**/display-state");
  await page.route("**/display-state", (route) => route.fulfill({ json: { ...usual, state: "scanned" } }));
  await page.reload();
  await display.shows("scanned");
  await page.unroute("**/display-state");
  await page.route("**/display-state", (route) => route.abort());
  await display.shows("offline", 20_000);
  await save(page, "display-offline");
}
