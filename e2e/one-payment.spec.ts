import { expect } from "@playwright/test";
import { expectBooksAgree } from "./checker/books.ts";
import { askedAgain, GENERATIONS, instantOf } from "./fixtures/generations.ts";
import { readCode } from "./fixtures/screens/read-code.ts";
import { test } from "./fixtures/shop.ts";

test("the printed password signs in", async ({ app, openBrowser }) => {
  const page = await (await openBrowser()).newPage();
  await page.goto("/");
  await page.getByLabel("User name").fill(app.cashier.name);
  await page.getByLabel("Password", { exact: true }).fill(app.cashier.password);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${app.baseURL}/`);
  await expect(page.getByRole("button", { name: "Type an amount" })).toBeVisible();
});

for (const which of GENERATIONS) {
  const { generation, store, codeIs, currency, sign, spoken, tellsScan, settlesByNotice, paidWithinMs } = which;

  test(`P2 P3 P19 P21 I1 I4 I16 X2 ${generation}: a code that two decoders read as Alipay gave it, paid on the phone, on the till within ${paidWithinMs} ms, and four books agree`, async ({
    openTill,
    openWallet,
    database,
    gateway,
  }) => {
    const till = await openTill({ store });
    const order = await till.charge("12.50");
    await till.shows("waiting");
    const sale = await database.sale(order);
    const { merchantNumber } = sale;
    expect(sale).toMatchObject({ amount: "1250", status: "waiting", attempts: 1 });
    const { codes } = await gateway.of(merchantNumber);
    expect(codes).toMatchObject([{ minor: "1250", currency }]);
    const given = codes[0]?.text ?? "";
    expect(sale.codeText).toBe(given);
    await expect(till.code).toHaveAccessibleName(`${codeIs} 12.50 ${spoken}`);
    expect(await readCode(till.page)).toEqual({ jsqr: given, zxing: given });
    await askedAgain(gateway, which, merchantNumber);
    await till.shows("waiting");

    const phone = await openWallet(given);
    const confirm = phone.getByRole("button", { name: `Confirm payment ${sign.phone}12.50` });
    await expect(confirm).toBeVisible();
    await askedAgain(gateway, which, merchantNumber);
    await till.shows(tellsScan ? "scanned" : "waiting");
    await expect(till.code).toHaveCount(tellsScan ? 0 : 1);
    await confirm.click();
    await expect(phone.getByRole("status")).toContainText("Paid");
    await till.shows("paid");
    await expect(till.band).toContainText("12.50");

    const { trades, movements, notices } = await gateway.of(merchantNumber);
    const delay = (await till.showed(order, "paid")).at - instantOf(trades[0]?.paidAt);
    test.info().annotations.push({ type: "paid shown after", description: `${delay} ms` });
    expect(delay).toBeLessThan(paidWithinMs);
    expect(await till.statesOf(order)).toEqual(["waiting", ...(tellsScan ? ["scanned"] : []), "paid"]);
    expect(movements).toMatchObject([{ kind: "payment", minor: "1250", currency }]);
    expect(notices).toMatchObject([{ status: "TRADE_SUCCESS", deliveries: [{ status: 200, acknowledged: true }] }]);
    const paid = { orderStatus: "paid", anomaly: null, status: "paid", tradeNumber: trades[0]?.tradeNo };
    expect(await database.sale(order)).toMatchObject(paid);
    await expectBooksAgree([till.registerId], { database, gateway });
    const turns = (await database.eventsOf(order)).filter(({ data }) => data.to === "paid");
    const road = settlesByNotice ? "noticed" : "queried";
    expect(turns).toMatchObject([{ kind: road, data: { amount: "1250", currency } }]);
    const effect = settlesByNotice ? "applied" : "asked";
    expect(await database.inboxOf(order)).toMatchObject([{ effect, answer: "taken", deliveries: 1 }]);
  });
}
