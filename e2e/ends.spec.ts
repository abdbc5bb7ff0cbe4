import { expect } from "@playwright/test";
import { expectBooksAgree } from "./checker/books.ts";
import { GENERATIONS, scanIsKnown } from "./fixtures/generations.ts";
import { test } from "./fixtures/shop.ts";

for (const which of GENERATIONS) {
  const { generation, store, sign, query, cancel, tellsScan, cancelled } = which;

  test(`P8 I11 P21 ${generation}: cancel before and after the phone has opened the code: asked first, closed at Alipay, and nothing was paid`, async ({
    openTill,
    sell,
    gateway,
    openWallet,
    database,
  }) => {
    const till = await openTill({ store });
    const unseen = await sell(till, "11.00");
    await till.key("Cancel").click();
    const dialog = till.page.getByRole("dialog", { name: `Cancel ${sign.till}11.00?` });
    await expect(dialog).toContainText("If the customer already paid, the money goes back to them.");
    await expect(dialog.getByRole("button", { name: "Keep waiting" })).toBeFocused();
    await dialog.getByRole("button", { name: "Keep waiting" }).click();
    await till.shows("waiting");
    await till.cancel();
    await till.shows("cancelled");
    await expect(till.band).toHaveText(cancelled);
    await expect(till.code).toHaveCount(0);
    const ended = { orderStatus: "cancelled", anomaly: null, status: "closed" };
    expect(await database.sale(unseen.orderId)).toMatchObject(ended);

    const opened = await sell(till, "12.00");
    const phone = await openWallet(opened.codeText ?? "");
    await scanIsKnown(which, { till, gateway, merchantNumber: opened.merchantNumber });
    if (tellsScan) await expect(till.band).toHaveText("Scanned. Customer is confirming.");
    await till.key("Cancel").click();
    if (tellsScan)
      await expect(till.page.getByRole("dialog")).toContainText("The customer is entering the password now.");
    await till.page.getByRole("button", { name: "Cancel payment" }).click();
    await till.shows("cancelled");
    await expect(till.band).toHaveText(cancelled);
    const { trades, requests } = await gateway.of(opened.merchantNumber);
    expect(trades).toMatchObject([{ status: "TRADE_CLOSED", closedBy: "cancel", refundedMinor: "0" }]);
    const asked = requests.map(({ operation }) => operation);
    expect(asked[asked.indexOf(cancel) - 1]).toBe(query);
    await phone.reload();
    await expect(phone.getByRole("status")).toHaveText("The shop cancelled this payment");
    await expectBooksAgree([till.registerId], { database, gateway });
  });

  test(`${generation}: the customer declines on the phone: failed, with what to do next`, async ({
    openTill,
    sell,
    openWallet,
  }) => {
    const till = await openTill({ store });
    const { codeText } = await sell(till, "15.00");
    const phone = await openWallet(codeText ?? "");
    await phone.getByRole("button", { name: "Decline" }).click();
    await till.shows("failed");
    await expect(till.band).toHaveText("The customer's payment did not go through.");
    await expect(till.card).toContainText("Try again or choose another way to pay.");
    await till.key("Try again").click();
    await till.shows("waiting");
  });

  test(`F36 I11 ${generation}: the customer pays while the cancel is on its way: cancelled, never paid, and the money is sent back`, async ({
    openTill,
    sell,
    gateway,
    database,
  }) => {
    const till = await openTill({ store });
    const { orderId, merchantNumber } = await sell(till, "13.00");
    await gateway.scan(merchantNumber);
    await scanIsKnown(which, { till, gateway, merchantNumber });
    await gateway.fault({ name: "delay", operation: cancel, outTradeNo: merchantNumber, ms: 2000 });
    await till.cancel();
    await till.shows("cancelling");
    await expect(till.band).toHaveText("Cancelling, checking with Alipay…");
    await expect.poll(async () => (await gateway.of(merchantNumber)).faults).toEqual([]);
    await gateway.pay(merchantNumber);
    await till.shows("cancelled_refunded");
    await expect(till.band).toHaveText("Cancelled. The payment was sent back.");
    expect(await database.sale(orderId)).toMatchObject({ orderStatus: "cancelled", anomaly: "cancelled_refunded" });
    const { movements } = await gateway.of(merchantNumber);
    expect(movements.map(({ kind, minor }) => `${kind} ${minor}`)).toEqual(["payment 1300", "refund 1300"]);
    expect(await till.statesOf(orderId)).not.toContain("paid");
  });
}

test("P7 P8 I11 the cancel loses its answer: asked and sent again until it is known, then cancelled", async ({
  till,
  sell,
  gateway,
}) => {
  const { merchantNumber } = await sell(till, "14.00");
  await gateway.scan(merchantNumber);
  await till.shows("scanned");
  await gateway.fault({ name: "lost_answer", operation: "cancel", outTradeNo: merchantNumber });
  await till.cancel();
  await till.shows("cancelled", 15_000);
  const { trades, requests } = await gateway.of(merchantNumber);
  expect(trades).toMatchObject([{ status: "TRADE_CLOSED", closedBy: "cancel" }]);
  expect(requests.some(({ faults }) => faults.includes("lost_answer"))).toBe(true);
});

test("the customer waits and leaves, comes back and pays: paid", async ({ till, sell, openWallet }) => {
  const { codeText } = await sell(till, "16.00");
  const wallet = await openWallet(codeText ?? "");
  await wallet.getByRole("button", { name: "Leave" }).click();
  await till.shows("scanned");
  await wallet.getByRole("link", { name: "Back to the payment" }).click();
  await wallet.getByRole("button", { name: /^Confirm payment/ }).click();
  await till.shows("paid");
});

test("F37 P10 I5 money on a code that was cancelled: paid late, and a person accepts it", async ({
  till,
  sell,
  gateway,
  database,
}) => {
  const { orderId, merchantNumber } = await sell(till, "17.00");
  await till.cancel();
  await till.shows("cancelled");
  await gateway.pay(merchantNumber);
  await till.shows("paid_late");
  await expect(till.band).toHaveText("Paid after the time limit. Accept or refund?");
  await expect(till.card.getByRole("alert")).toContainText("Paid after the time limit.");
  expect(await database.sale(orderId)).toMatchObject({ orderStatus: "paid", anomaly: "paid_late" });
  await till.key("Accept sale").click();
  await till.shows("paid");
  const events = (await database.eventsOf(orderId)).map(({ kind, actor }) => `${kind} ${actor.split(":")[0]}`);
  expect(events).toContain("late_accepted cashier");
});

test("L1 the same ends in Chinese", async ({ openTill, sell, gateway }) => {
  const till = await openTill({ browser: { locale: "zh-CN" } });
  await expect(till.page.locator("html")).toHaveAttribute("lang", "zh-CN");
  const first = await sell(till, "18.00");
  await expect(till.band).toHaveText("等待顾客扫码");
  await gateway.scan(first.merchantNumber);
  await till.shows("scanned");
  await expect(till.band).toHaveText("已扫码，等待顾客确认付款");
  await gateway.fault({ name: "delay", operation: "cancel", outTradeNo: first.merchantNumber, ms: 1500 });
  await till.cancel();
  await till.shows("cancelling");
  await expect(till.band).toHaveText("正在取消并向支付宝核实…");
  await expect.poll(async () => (await gateway.of(first.merchantNumber)).faults).toEqual([]);
  await gateway.pay(first.merchantNumber);
  await till.shows("cancelled_refunded");
  await expect(till.band).toHaveText("已取消，款项已退回顾客");
  const second = await sell(till, "19.00");
  await till.cancel();
  await till.shows("cancelled");
  await expect(till.band).toHaveText("已取消，未收到付款");
  await gateway.pay(second.merchantNumber);
  await till.shows("paid_late");
  await expect(till.band).toHaveText("超时后到账，请选择确认收款或退款");
  const third = await sell(till, "20.00");
  await gateway.decline(third.merchantNumber);
  await till.shows("failed");
  await expect(till.band).toHaveText("顾客付款未成功");
});
