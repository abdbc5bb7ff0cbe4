import { expect } from "@playwright/test";
import { beijingMinute } from "#lib/calendar/beijing.ts";
import { test } from "./fixtures/refunds.ts";

/** MAPI gives nothing back in these hours (mapi.md 4.4). */
const isNight = () => beijingMinute(new Date()) < 90;

test("P14 R7 mapi: the whole payment of the same day goes back by a cancel", async ({
  openTill,
  sessions,
  sellPaid,
  gateway,
}) => {
  const till = await openTill({ cookies: sessions.owner, store: "practice-overseas" });
  const { merchantNumber } = await sellPaid(till, "12.00");
  const dialog = await till.openRefund();
  await dialog.getByRole("combobox").selectOption({ label: "Wrong amount" });
  await dialog.getByRole("button", { name: "50 %" }).click();
  await expect(dialog.getByRole("button", { name: /^Refund / })).toBeVisible();
  await dialog.getByRole("button", { name: "All" }).click();
  await dialog.getByRole("button", { name: /^Cancel and give back / }).click();
  await till.shows("refunded");
  const { refunds, requests } = await gateway.of(merchantNumber);
  expect(refunds).toMatchObject([{ by: "cancel", minor: "1200", refundNo: null }]);
  const asked = requests.map(({ operation }) => operation);
  expect(asked[asked.indexOf("alipay.acquire.cancel") - 1]).toBe("alipay.acquire.overseas.query");
});

test("P14 R1 mapi: a part of it goes back by a refund", async ({ openTill, sessions, sellPaid, gateway }) => {
  const till = await openTill({ cookies: sessions.owner, store: "practice-overseas" });
  const { merchantNumber } = await sellPaid(till, "12.00");
  await till.refund({ amount: "5.00" });
  await till.shows(isNight() ? "refund_queued" : "partly_refunded");
  const { refunds } = await gateway.of(merchantNumber);
  expect(refunds).toMatchObject(isNight() ? [] : [{ by: "refund", minor: "500" }]);
});

test("R1 intl: a part of a payment goes back", async ({ openTill, sessions, sellPaid, gateway }) => {
  const till = await openTill({ cookies: sessions.owner, store: "practice-page" });
  const { merchantNumber } = await sellPaid(till, "12.00");
  await till.refund({ amount: "5.00" });
  await till.shows("partly_refunded");
  expect((await gateway.of(merchantNumber)).refunds).toMatchObject([{ by: "refund", minor: "500" }]);
});

test("R7 a refund that waits for the end of Alipay's night says when it runs, and is marked among the recent sales", async ({
  openTill,
  sessions,
  sellPaid,
  database,
  gateway,
}) => {
  const till = await openTill({ cookies: sessions.owner, store: "practice-overseas" });
  const { orderId, merchantNumber } = await sellPaid(till, "12.00");
  await gateway.set({ sellerBalanceEmpty: true });
  await till.refund({ amount: "5.00" });
  await till.shows(isNight() ? "refund_queued" : "refund_failed");
  // As the night would have left it: stored, and not to be sent before half past one.
  const night =
    "(date_trunc('day', now() at time zone 'Asia/Shanghai') + interval '25 hours 30 minutes') at time zone 'Asia/Shanghai'";
  await database.rows(
    `update refund set status = 'pending', next_check_at = ${night}, failure = null, failure_code = null
     where attempt_id = (select id from payment_attempt where order_id = $1)`,
    [orderId],
  );
  await till.page.reload();
  await till.page.getByRole("listitem").filter({ hasText: "12.00" }).getByRole("button").click();
  await till.shows("refund_queued");
  await expect(till.band).toHaveText("Refunds run again at 01:30 (Beijing). Queued.");
  await expect(till.page.getByRole("listitem").filter({ hasText: "12.00" })).toContainText("Refund queued");
  await expect(till.key("Refund")).toHaveCount(0);
  expect((await gateway.of(merchantNumber)).refunds).toEqual([]);
});
