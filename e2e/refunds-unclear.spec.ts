import { expect } from "@playwright/test";
import { test } from "./fixtures/refunds.ts";
import { CONFIRM } from "./fixtures/till.ts";

test("R5 the answer to a refund is lost: being checked, then done under the same number, and moved once", async ({
  till,
  sellPaid,
  gateway,
  database,
}) => {
  const { orderId, merchantNumber } = await sellPaid(till, "31.00");
  await gateway.fault({ name: "lost_answer", operation: "alipay.trade.refund", outTradeNo: merchantNumber, times: 3 });
  await till.refund();
  await till.shows("refunding");
  await expect(till.band).toHaveText("Refund sent…");
  await till.shows("refund_checking");
  await expect(till.band).toHaveText("Refund sent, waiting for Alipay's word");
  await expect(till.card).toContainText("the money goes back once only");
  await expect(till.key("Refund")).toHaveCount(0);
  await till.key("New sale").click();
  await expect(till.page.getByRole("listitem").filter({ hasText: "31.00" })).toContainText("Refund being checked");
  await expect(till.page.getByRole("listitem").filter({ hasText: "31.00" })).toContainText("Refunded", {
    timeout: 30_000,
  });
  const { refunds, movements } = await gateway.of(merchantNumber);
  expect(movements.filter(({ kind }) => kind === "refund")).toHaveLength(1);
  const stored = await database.rows(
    `select r.refund_number as "refundNo", r.status from refund r join payment_attempt a on a.id = r.attempt_id where a.order_id = $1`,
    [orderId],
  );
  expect(stored).toEqual([{ refundNo: refunds[0]?.refundNo, status: "done" }]);
});

test("R5 C6 the till loses the server's answer: pressed again, the money goes back once", async ({
  till,
  sellPaid,
  gateway,
  watch,
}) => {
  watch.expect(/Failed to load resource|net::ERR/);
  const { merchantNumber } = await sellPaid(till, "32.00");
  const { page } = till;
  await page.route("**/*", async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    await route.abort();
  });
  await till.refund({ amount: "12.5" });
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("alert")).toHaveText(
    "The server did not answer. Press again: the money does not go back twice.",
  );
  await expect(dialog.getByRole("textbox")).toHaveValue("12.5");
  await expect(dialog.getByRole("combobox")).toHaveValue("returned");
  await page.unroute("**/*");
  // This time it arrives, and only the answer is lost.
  await page.route("**/*", async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    await route.fetch();
    await route.abort();
  });
  await dialog.getByRole("button", { name: CONFIRM }).click();
  await expect.poll(async () => (await gateway.of(merchantNumber)).refunds).toHaveLength(1);
  await expect(dialog.getByRole("alert")).toContainText("The server did not answer.");
  await page.unroute("**/*");
  await dialog.getByRole("button", { name: CONFIRM }).click();
  await till.shows("partly_refunded");
  expect((await gateway.of(merchantNumber)).refunds).toMatchObject([{ minor: "1250" }]);
});

test("R5 the merchant's balance is empty: refused with its reason; tried again, it goes back under the same number", async ({
  till,
  sellPaid,
  gateway,
  database,
}) => {
  const { orderId, merchantNumber } = await sellPaid(till, "44.00");
  await gateway.set({ sellerBalanceEmpty: true });
  await till.refund({ amount: "14.00", reason: "Service not delivered" });
  await till.shows("refund_failed");
  await expect(till.band).toHaveText("Refund was refused: too little money in the Alipay account.");
  await expect(till.card.getByRole("alert")).toContainText("Refund was refused");
  await expect(till.card).toContainText("Top up the Alipay account, then refund again.");
  await till.key("Details").click();
  await expect(till.page.getByRole("dialog")).toContainText("ACQ.SELLER_BALANCE_NOT_ENOUGH");
  await till.page.keyboard.press("Escape");
  expect((await gateway.of(merchantNumber)).refunds).toEqual([]);

  await gateway.set({ sellerBalanceEmpty: false });
  const dialog = await till.openRefund();
  await expect(dialog.getByRole("textbox")).toHaveValue("14.00");
  await dialog.getByRole("combobox").selectOption({ label: "Service not delivered" });
  await dialog.getByRole("button", { name: "Refund ¥14.00" }).click();
  await till.shows("partly_refunded", 15_000);
  const stored = await database.rows(
    "select r.refund_number from refund r join payment_attempt a on a.id = r.attempt_id where a.order_id = $1",
    [orderId],
  );
  const { refunds } = await gateway.of(merchantNumber);
  expect(refunds.map(({ refundNo }) => refundNo)).toEqual(stored.map(({ refund_number }) => refund_number));
  expect(refunds[0]?.requests).toBeGreaterThan(1);
});
