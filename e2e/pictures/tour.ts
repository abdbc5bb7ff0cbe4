import { type BrowserContext, expect, type Page } from "@playwright/test";
import type { Gateway } from "../fixtures/gateway.ts";
import { makeCounter, showCounterScreens } from "../fixtures/screens/counter-screens.ts";
import { showPageScreens } from "../fixtures/screens/page-screens.ts";
import { showShiftScreens } from "../fixtures/screens/shift-screens.ts";
import type { ShopDatabase } from "../fixtures/shop-database.ts";
import { jarOf } from "../fixtures/sign-in.ts";
import { type Till, tillOn } from "../fixtures/till.ts";
import { takeDisplays } from "./displays.ts";
import { takeRefunds } from "./refunds.ts";

/** Keeps a picture of what the page shows now. */
export type Picture = (page: Page, screen: string) => Promise<void>;

type Tour = {
  context: BrowserContext;
  cookies: string;
  baseURL: string;
  database: ShopDatabase;
  gateway: Gateway;
  save: Picture;
};

/** One browser through every screen, on a register of its own, with a little trade on it. */
export async function takeTour({ context, cookies, baseURL, database, gateway, save }: Tour): Promise<void> {
  const page = await context.newPage();
  await page.goto("/login");
  await save(page, "sign-in");
  const registerId = await database.makeRegister({ name: "Till 1" });
  await context.addCookies(jarOf(`${cookies}; scantill.register=${registerId}`, baseURL));
  await page.goto("/");
  const till = tillOn(page, registerId);
  const numberOf = async (order: string) => (await database.sale(order)).merchantNumber;
  const take = async (screen: string) => {
    await page.mouse.move(0, 0);
    await save(page, screen);
  };

  await expect(page.locator("[data-health=online]")).toBeAttached();
  await take("till-idle");
  await till.enter("100");
  await page.keyboard.press("+");
  await page.keyboard.type("28.50");
  await take("till-typed");
  await page.keyboard.press("Enter");
  await till.shows("waiting");
  await take("till-waiting");
  const sold = await numberOf((await till.orderId()) ?? "");
  await gateway.scan(sold);
  await till.shows("scanned");
  await take("till-scanned");
  await gateway.pay(sold);
  await till.shows("paid");
  await take("till-paid");
  await page.keyboard.press("s");
  await page.keyboard.press("p");
  await expect(page.getByRole("dialog").getByRole("radio").first()).toBeVisible();
  await take("till-print");
  await page.keyboard.press("Escape");
  await page.keyboard.press("q");
  await expect(page.getByRole("dialog").getByRole("img")).toBeVisible();
  await take("till-receipt-code");
  await page.keyboard.press("Escape");

  await gateway.fault({ name: "refuse", operation: "precreate", code: "40004", subCode: "ACQ.ACCESS_FORBIDDEN" });
  await till.charge("42.00");
  await till.shows("failed");
  await take("till-failed");
  const cancelled = await numberOf(await till.charge("15.80"));
  await till.shows("waiting");
  await takeCancel(till, take);
  await till.shows("cancelled");
  await take("till-cancelled");
  await gateway.pay(cancelled);
  await till.shows("paid_late");
  await take("till-paid-late");

  await gateway.fault({ name: "unsigned", operation: "precreate", times: 3 });
  const unclear = await till.charge("66.00");
  await till.shows("checking");
  await gateway.calm();
  await gateway.fault({ name: "unsigned", operation: "query", outTradeNo: await numberOf(unclear), times: 9 });
  await take("till-being-checked");
  await till.charge("9.90");
  await till.shows("waiting");
  await page.keyboard.type("12.5");
  await take("till-next-sale");

  const refunds = await database.makeRegister({ name: "Till 3" });
  await context.addCookies(jarOf(`scantill.register=${refunds}`, baseURL));
  await page.goto("/");
  await takeRefunds(tillOn(page, refunds), { database, gateway, take });

  const counter = await makeCounter(database);
  await context.addCookies(jarOf(`scantill.register=${counter}`, baseURL));
  await page.goto("/");
  await showCounterScreens(tillOn(page, counter), { gateway, database, look: save });
  const facing = await database.makeRegister({ name: "Till 4" });
  await context.addCookies(jarOf(`scantill.register=${facing}`, baseURL));
  await page.goto("/");
  await takeDisplays(tillOn(page, facing), { database, gateway, save });

  const pages = await database.makeRegister({ store: "practice-page", name: "Till 2" });
  await context.addCookies(jarOf(`scantill.register=${pages}`, baseURL));
  await page.goto("/");
  await showPageScreens(tillOn(page, pages), { gateway, database, look: save });

  const shifts = await database.makeRegister({ name: "Till 4" });
  await context.addCookies(jarOf(`scantill.register=${shifts}`, baseURL));
  await showShiftScreens(tillOn(page, shifts), save);

  const { codeText } = await database.sale((await database.salesOf(registerId)).at(-1)?.orderId ?? "");
  const [first] = await database.salesOf(registerId);
  await page.goto(`/r/${await database.receiptToken(first?.orderId ?? "")}`);
  await save(page, "receipt");
  await page.goto("/orders");
  await expect(page.locator("[data-order]").first()).toBeAttached();
  await save(page, "orders");
  await page.goto(codeText ?? "");
  await save(page, "wallet");
  await page.locator("form button").first().click();
  await save(page, "wallet-paid");
  await page.goto(`${baseURL}/nothing-here`);
  await save(page, "not-found");
}

async function takeCancel(till: Till, take: (screen: string) => Promise<void>): Promise<void> {
  await till.card.getByRole("button", { name: /^(Cancel|取消收款)$/ }).click();
  await take("till-cancel-dialog");
  await till.page
    .getByRole("dialog")
    .getByRole("button", { name: /^(Cancel payment|取消收款)$/ })
    .click();
}
