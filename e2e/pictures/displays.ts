import type { Page } from "@playwright/test";
import { displayOn, openDisplays } from "../fixtures/displays/display.ts";
import type { Gateway } from "../fixtures/gateway.ts";
import type { ShopDatabase } from "../fixtures/shop-database.ts";
import type { Till } from "../fixtures/till.ts";

type Tools = { database: ShopDatabase; gateway: Gateway; save: (page: Page, screen: string) => Promise<void> };

/** A second window of the till's browser as the customer's display, through its pictures. */
export async function takeDisplays(till: Till, { database, gateway, save }: Tools): Promise<void> {
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
  await page.close();
}
