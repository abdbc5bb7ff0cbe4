import { type Browser, expect } from "@playwright/test";
import { openBy } from "./fixtures/paper/printer.ts";
import { test } from "./fixtures/refunds.ts";
import { graveFindings, sidewaysScrolls, smallControls } from "./fixtures/screens/findings.ts";
import { readCode } from "./fixtures/screens/read-code.ts";
import { PHONE } from "./fixtures/shop.ts";

/** A phone without scripts that nobody is signed in at. */
const PLAIN_PHONE: Parameters<Browser["newContext"]>[0] = { ...PHONE, javaScriptEnabled: false };

test("E1 E5 E10 a customer without scripts and without a sign-in reads the receipt, and each look says how the payment stands then", async ({
  app,
  database,
  gateway,
  openBrowser,
  sell,
  till,
}) => {
  const sale = await sell(till, "128.50");
  const address = `${app.baseURL}/r/${await database.receiptToken(sale.orderId)}?lang=en`;
  const phone = await (await openBrowser(PLAIN_PHONE)).newPage();
  const answer = await phone.goto(address);
  expect(answer?.status()).toBe(200);
  expect(answer?.headers()).toMatchObject({ "cache-control": "no-store", "referrer-policy": "same-origin" });
  expect(answer?.headers()["content-security-policy"]).toContain("frame-ancestors 'none'");
  await expect(phone.locator("meta[name=robots]")).toHaveAttribute("content", /noindex/);
  const band = phone.locator("[data-band]");
  await expect(band).toContainText("Not paid");

  await gateway.pay(sale.merchantNumber);
  await till.shows("paid");
  await phone.getByRole("link", { name: "Check again" }).click();
  await expect(band).toContainText(/^Paid/);
  await expect(band).toContainText(/Checked \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\+08:00/);
  const { tradeNumber } = await database.sale(sale.orderId);
  const main = phone.locator("main");
  for (const text of [
    "TEST, no real money",
    "SALE",
    "CNY 128.50",
    "Alipay",
    sale.merchantNumber,
    (tradeNumber ?? "?").replace(/(.{4})(?=.)/g, "$1 "),
  ])
    await expect(main).toContainText(text);
  const content = await phone.content();
  const people = await database.rows<{ name: string }>("select name from app_user where position(' ' in name) > 0");
  for (const secret of [sale.orderId, sale.codeText ?? "?", ...people.map(({ name }) => name)])
    expect(content).not.toContain(secret);

  await till.page.keyboard.press("s");
  await till.refund({ amount: "28.50" });
  await till.shows("partly_refunded");
  await phone.getByRole("link", { name: "Check again" }).click();
  await expect(band).toContainText("Partly refunded");
  await expect(main).toContainText("CNY -28.50");
  await expect(main).toContainText("CNY 100.00");
});

test("E7 the receipt speaks the language of the store, the second one below it, and the one that the customer chooses", async ({
  database,
  openBrowser,
  openTill,
  sellPaid,
  sessions,
}) => {
  const store = await database.makeStore({ like: "practice", codeLifeMinutes: 3 });
  await database.rows("update store set language = 'zh-CN', second_language = 'en' where id = $1", [store]);
  const till = await openTill({ store, cookies: sessions.owner });
  const { orderId } = await sellPaid(till, "18.00");
  const phone = await (await openBrowser({ ...PLAIN_PHONE, locale: "en-GB" })).newPage();
  await phone.goto(`/r/${await database.receiptToken(orderId)}`);
  const receipt = phone.locator("main > div").nth(1).locator("[lang]").first();
  await expect(receipt).toHaveAttribute("lang", "zh-CN");
  await expect(phone).toHaveTitle(/^电子小票/);
  await expect(receipt).toContainText("合计 TOTAL");
  await expect(receipt.locator("[lang=en]").first()).toBeVisible();

  await phone.getByRole("link", { name: "English" }).click();
  await expect(receipt).toHaveAttribute("lang", "en");
  await expect(receipt).not.toContainText("合计");
  await expect(receipt).toContainText("TOTAL");
  await phone.getByRole("link", { name: "Check again" }).click();
  await expect(receipt).toHaveAttribute("lang", "en");
  await phone.getByRole("link", { name: "中文" }).click();
  await expect(receipt).not.toContainText("TOTAL");
});

test("E1 an address that was never given out is a plain 404, whatever its form", async ({
  app,
  database,
  sell,
  till,
}) => {
  const { orderId } = await sell(till, "18.00");
  const token = await database.receiptToken(orderId);
  const answers = await Promise.all(
    ["f".repeat(32), token.toUpperCase(), token.slice(1), orderId, "%27", "x"].map(async (wrong) => {
      const answer = await fetch(`${app.baseURL}/r/${wrong}`);
      return {
        status: answer.status,
        kept: answer.headers.get("cache-control"),
        says: /This page does not exist/.test(await answer.text()),
      };
    }),
  );
  for (const answer of answers) expect(answer).toEqual({ status: 404, kept: "no-store", says: true });
});

test("E1 Q shows the receipt's code with the words that it is no payment code, and it opens the receipt", async ({
  database,
  openWallet,
  sellPaid,
  till,
}) => {
  const { orderId } = await sellPaid(till, "45.00");
  const { page } = till;
  await openBy(page, "q");
  const dialog = page.getByRole("dialog");
  const code = dialog.getByRole("img", { name: "Receipt, not a payment code" });
  await expect(code).toBeVisible();
  await expect(dialog.getByText("Receipt, not a payment code", { exact: true })).toBeVisible();
  const { jsqr, zxing } = await readCode(dialog);
  expect(jsqr).toBe(zxing);
  expect(jsqr).toMatch(new RegExp(`^http://[^/]+/r/${await database.receiptToken(orderId)}$`));
  const phone = await openWallet(jsqr ?? "");
  await expect(phone.locator("[data-band]")).toContainText(/Paid|已付款/);
  expect(await graveFindings(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await till.key("Receipt QR").click();
  await expect(code).toBeVisible();
});

test("E1 where no phone can reach the shop, no code is drawn, and the till says why", async ({
  database,
  openTill,
  sellPaid,
  sessions,
}) => {
  const store = await database.makeStore({ like: "practice", codeLifeMinutes: 3 });
  const till = await openTill({ store, cookies: sessions.owner });
  await sellPaid(till, "18.00");
  // A store that sells for real has no address in the network of the shop.
  await database.rows("update store set practice = false where id = $1", [store]);
  await openBy(till.page, "q");
  const dialog = till.page.getByRole("dialog");
  await expect(dialog).toContainText("PUBLIC_URL");
  await expect(dialog.getByRole("img")).toHaveCount(0);
  // The list of orders shows real sales before practised ones: other tests look there for theirs.
  await database.rows("update store set practice = true where id = $1", [store]);
});

test("A2 A10 the receipt fits 320 pixels, in both themes, with long names", async ({
  database,
  openBrowser,
  openTill,
  sellPaid,
  sessions,
}) => {
  const store = await database.makeStore({ like: "practice", codeLifeMinutes: 3 });
  await database.rows(
    "update store set name = $2, address = $3, language = 'en', second_language = 'zh-CN' where id = $1",
    [
      store,
      "The Very Long-Established Riverside Noodle House & Tea Room (Central Station)",
      "Unit 12, 3rd Floor, 1288 Riverside Avenue, 上海市浦东新区陆家嘴环路一二八八号",
    ],
  );
  const till = await openTill({ store, cookies: sessions.owner });
  const { orderId } = await sellPaid(till, "18.00");
  for (const colorScheme of ["light", "dark"] as const) {
    const phone = await (await openBrowser({ ...PHONE, viewport: { width: 320, height: 640 }, colorScheme })).newPage();
    await phone.goto(`/r/${await database.receiptToken(orderId)}`);
    expect.soft(await sidewaysScrolls(phone), colorScheme).toEqual([]);
    expect.soft(await smallControls(phone, 44), colorScheme).toEqual([]);
    expect.soft(await graveFindings(phone), colorScheme).toEqual([]);
  }
});
