import { expect } from "@playwright/test";
import { readCode } from "./fixtures/screens/read-code.ts";
import { test } from "./fixtures/shop.ts";

const PUSH_MS = 1000;

test("P2 I1 I4 I16 X2 one payment: a code that two decoders read as Alipay gave it, paid in the wallet, shown within a second, and four books agree", async ({
  app,
  openBrowser,
  openWallet,
  till,
  database,
  gateway,
}) => {
  await test.step("the printed password signs in", async () => {
    const page = await (await openBrowser()).newPage();
    await page.goto("/");
    await page.getByLabel("User name").fill(app.cashier.name);
    await page.getByLabel("Password", { exact: true }).fill(app.cashier.password);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(`${app.baseURL}/`);
    await expect(page.getByRole("button", { name: "Type an amount" })).toBeVisible();
  });

  const order = await till.charge("12.50");
  await till.shows("waiting");
  const sale = await database.sale(order);
  expect(sale).toMatchObject({ amount: "1250", status: "waiting", attempts: 1 });
  const { codes } = await gateway.of(sale.merchantNumber);
  expect(codes).toMatchObject([{ minor: "1250", currency: "CNY" }]);
  const given = codes[0]?.text ?? "";
  await expect(till.code).toHaveAccessibleName("Alipay payment code for 12.50 yuan");
  expect(await readCode(till.page)).toEqual({ jsqr: given, zxing: given });

  const wallet = await openWallet(given);
  await till.shows("scanned");
  await expect(till.code).toHaveCount(0);
  await wallet.getByRole("button", { name: "Confirm payment ¥12.50" }).click();
  await expect(wallet.getByRole("status")).toContainText("Paid");
  await till.shows("paid");
  await expect(till.band).toContainText("12.50");

  const { trades, movements, notices } = await gateway.of(sale.merchantNumber);
  const delay = (await till.showed(order, "paid")).at - Date.parse(trades[0]?.paidAt ?? "");
  test.info().annotations.push({ type: "paid shown after", description: `${delay} ms` });
  expect(delay).toBeLessThan(PUSH_MS);
  expect(movements).toMatchObject([{ kind: "payment", minor: "1250", currency: "CNY" }]);
  expect(notices.find(({ status }) => status === "TRADE_SUCCESS")?.deliveries).toMatchObject([
    { status: 200, body: "success" },
  ]);
  expect(await database.sale(order)).toMatchObject({
    orderStatus: "paid",
    anomaly: null,
    status: "paid",
    tradeNumber: trades[0]?.tradeNo,
  });
  const turns = (await database.eventsOf(order)).filter(({ data }) => data.to === "paid");
  expect(turns).toMatchObject([{ kind: "noticed", data: { amount: "1250", currency: "CNY" } }]);
  expect(await database.inboxOf(order)).toMatchObject([{ effect: "applied", answer: "taken", deliveries: 1 }]);
});
