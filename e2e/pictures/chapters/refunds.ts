import { expect } from "@playwright/test";
import { CONFIRM } from "../../fixtures/till.ts";
import type { Studio } from "../studio.ts";

/** The refund dialog, and what becomes of refunds, on the till of somebody who may give money back. */
export async function takeRefunds({ page, database, gateway, take, openTill, sellPaid }: Studio): Promise<void> {
  let till = await openTill();
  const dialog = page.getByRole("dialog");
  const sell = async (amount: string) => (await sellPaid(till, amount)).merchantNumber;
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

  till = await openTill({ store: "practice-overseas" });
  const { orderId } = await sellPaid(till, "12.00");
  await gateway.set({ sellerBalanceEmpty: true });
  await refund("5.00");
  await expect(till.card).toHaveAttribute("data-state", /^refund_(failed|queued)$/);
  await database.rows(
    `update refund set status = 'pending', next_check_at = now() + interval '5 hours', failure = null, failure_code = null
     where attempt_id = (select id from payment_attempt where order_id = $1)`,
    [orderId],
  );
  await page.reload();
  const recent = page.getByRole("button", { name: /^(Recent|最近)/ });
  if (await recent.isVisible()) await recent.click();
  await page.getByRole("listitem").filter({ hasText: "12.00" }).getByRole("button").click();
  await till.shows("refund_queued");
  await take("refund-queued");
}
