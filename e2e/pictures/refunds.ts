import type { Gateway } from "../fixtures/gateway.ts";
import type { ShopDatabase } from "../fixtures/shop-database.ts";
import { CONFIRM, type Till } from "../fixtures/till.ts";

type Tools = { database: ShopDatabase; gateway: Gateway; take: (screen: string) => Promise<void> };

/** The refund dialog, and what becomes of refunds, on the till of somebody who may give money back. */
export async function takeRefunds(till: Till, { database, gateway, take }: Tools): Promise<void> {
  const { page } = till;
  const dialog = page.getByRole("dialog");
  const sell = async (amount: string) => {
    const { merchantNumber } = await database.sale(await till.charge(amount));
    await till.shows("waiting");
    await gateway.pay(merchantNumber);
    await till.shows("paid");
    return merchantNumber;
  };
  const confirm = () => dialog.getByRole("button", { name: CONFIRM }).click();
  const refund = async (amount: string) => {
    await till.openRefund();
    await dialog.getByRole("textbox").fill(amount);
    await dialog.getByRole("combobox").selectOption("returned");
    await confirm();
  };

  await sell("128.50");
  await till.openRefund();
  await take("refund-dialog");
  await dialog.getByRole("textbox").fill("200");
  await confirm();
  await take("refund-dialog-refused");
  await dialog.getByRole("textbox").fill("28.5");
  await dialog.getByRole("combobox").selectOption("other");
  await dialog.getByRole("textbox").last().fill("Fork was missing");
  await take("refund-dialog-other");
  await dialog.getByRole("combobox").selectOption("returned");
  await confirm();
  await till.shows("partly_refunded");
  await take("refund-part");

  await sell("45.00");
  await gateway.set({ sellerBalanceEmpty: true });
  await refund("45.00");
  await till.shows("refund_failed");
  await take("refund-failed");
  await gateway.set({ sellerBalanceEmpty: false });

  const unclear = await sell("31.00");
  await gateway.fault({ name: "lost_answer", operation: "alipay.trade.refund", outTradeNo: unclear, times: 9 });
  await gateway.set({ refundQueryLagSeconds: 600 });
  await refund("31.00");
  await till.shows("refund_checking");
  await take("refund-checking");
  await gateway.set({ refundQueryLagSeconds: 0 });
}
