import { expect } from "@playwright/test";
import { expectBooksAgree } from "./checker/books.ts";
import { askedAgain, TRIGGERED } from "./fixtures/generations.ts";
import { test } from "./fixtures/shop.ts";

/** A cancel of intl is final, and does not tell whether money went back (intl.md 4.3). */
const CANCELLED = {
  mapi: "Cancelled. Nothing was paid.",
  intl: "Cancelled. If the customer had paid, Alipay sends the money back.",
};

for (const which of TRIGGERED) {
  const { generation, store, cancel, query } = which;

  test(`I11 P21 ${generation}: cancel before and after the phone has opened the code: asked first, closed at Alipay`, async ({
    openTill,
    sell,
    gateway,
    openWallet,
    database,
  }) => {
    const till = await openTill({ store });
    const unseen = await sell(till, "11.00");
    await till.cancel();
    await till.shows("cancelled");
    await expect(till.band).toHaveText(CANCELLED[generation]);
    await expect(till.code).toHaveCount(0);
    expect(await database.sale(unseen.orderId)).toMatchObject({ orderStatus: "cancelled", anomaly: null });

    const opened = await sell(till, "12.00");
    const phone = await openWallet(opened.codeText ?? "");
    await askedAgain(gateway, which, opened.merchantNumber);
    await till.cancel();
    await till.shows("cancelled");
    await expect(till.band).toHaveText(CANCELLED[generation]);
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
    await till.key("Try again").click();
    await till.shows("waiting");
  });

  test(`F36 I11 ${generation}: the customer pays while the cancel is on its way: cancelled, never paid, and the money goes back`, async ({
    openTill,
    sell,
    gateway,
    database,
  }) => {
    const till = await openTill({ store });
    const { orderId, merchantNumber } = await sell(till, "13.00");
    await gateway.scan(merchantNumber);
    await askedAgain(gateway, which, merchantNumber);
    await gateway.fault({ name: "delay", operation: cancel, outTradeNo: merchantNumber, ms: 2000 });
    await till.cancel();
    await till.shows("cancelling");
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
