import { expect } from "@playwright/test";
import { test } from "./fixtures/shop.ts";

test("P9 A7 a code of one minute: warned of at 30 seconds, removed at its end, and all ways to run out end as expired, in every generation", async ({
  openTill,
  sell,
  gateway,
  database,
}) => {
  test.setTimeout(120_000);
  const store = await database.makeStore({ like: "practice", codeLifeMinutes: 1 });
  const unscanned = await openTill({ registerId: await database.makeRegister({ store }) });
  const scanned = await openTill({
    registerId: await database.makeRegister({ store }),
    browser: { locale: "zh-CN" },
  });
  const overseas = await openTill({
    store: await database.makeStore({ like: "practice-overseas", codeLifeMinutes: 1 }),
  });
  const page = await openTill({ store: await database.makeStore({ like: "practice-page", codeLifeMinutes: 1 }) });
  const code = await sell(unscanned, "31.00");
  const trade = await sell(scanned, "32.00");
  const others = [await sell(overseas, "33.00"), await sell(page, "34.00")];
  await gateway.scan(trade.merchantNumber);
  await scanned.shows("scanned");

  await unscanned.shows("expiring", 40_000);
  await expect(unscanned.band).toContainText("s left.");
  await expect(unscanned.code).toHaveCount(1);
  await unscanned.shows("expired", 60_000);
  await expect(unscanned.band).toHaveText("Time is over. Nothing was paid.");
  await expect(unscanned.code).toHaveCount(0);
  await scanned.shows("expired", 60_000);
  await expect(scanned.band).toHaveText("已超时，未收到付款");
  await overseas.shows("expired", 60_000);
  await expect(overseas.band).toHaveText("Time is over. Nothing was paid.");
  await page.shows("expired", 60_000);
  await expect(page.band).toHaveText("Time is over. If the customer had paid, Alipay sends the money back.");
  for (const till of [overseas, page]) await expect(till.code).toHaveCount(0);
  for (const { orderId } of [code, trade, ...others])
    expect(await database.sale(orderId)).toMatchObject({ orderStatus: "expired", status: "closed" });
  expect((await gateway.of(trade.merchantNumber)).trades).toMatchObject([{ status: "TRADE_CLOSED" }]);

  await unscanned.key("Charge again").click();
  await unscanned.shows("waiting");
  const [, again] = await database.salesOf(unscanned.registerId);
  expect(again).toMatchObject({ amount: "3100", status: "waiting" });
});
