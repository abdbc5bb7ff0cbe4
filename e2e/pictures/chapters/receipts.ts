import { expect } from "@playwright/test";
import type { Studio } from "../studio.ts";

/** The public page of a receipt, however the payment stands. */
export async function takeReceipts({ page, database, gateway, save, openTill, sell, stay }: Studio): Promise<void> {
  const till = await openTill();
  const { orderId, merchantNumber } = await sell(till, "128.50");
  await database.rows("update shop_order set reference = 'Table 12, window' where id = $1", [orderId]);
  const receipt = await page.context().newPage();
  const lang = /^zh/.test((await page.locator("html").getAttribute("lang")) ?? "") ? "zh-CN" : "en";
  const look = async (token: string, screen: string) => {
    await receipt.goto(`/r/${token}?lang=${lang}`);
    await save(receipt, screen);
  };
  const token = await database.receiptToken(orderId);
  await look(token, "receipt-not-paid");
  await gateway.pay(merchantNumber);
  await till.shows("paid");
  await look(token, "receipt-paid");
  await stay(till);
  const refund = async (amount: string) => {
    const dialog = await till.openRefund();
    await dialog.getByRole("textbox").fill(amount);
    await dialog.getByRole("combobox").selectOption("returned");
    await dialog.getByRole("button", { name: /^(Refund|退款) / }).click();
    await expect(dialog).toHaveCount(0);
  };
  await refund("28.50");
  await till.shows("partly_refunded");
  await look(token, "receipt-partly-refunded");
  const [given] = await database.rows<{ token: string }>(
    `select r.receipt_token as token from refund r join payment_attempt a on a.id = r.attempt_id where a.order_id = $1`,
    [orderId],
  );
  await look(given?.token ?? "", "receipt-refund");
  await refund("100");
  await till.shows("refunded");
  await look(token, "receipt-refunded");

  await gateway.fault({ name: "unsigned", operation: "precreate", times: 3 });
  const unclear = await till.charge("66.00");
  await till.shows("checking");
  await look(await database.receiptToken(unclear), "receipt-unclear");
  await receipt.close();
}
