import { expect } from "@playwright/test";
import { GENERATIONS } from "./fixtures/generations.ts";
import { test } from "./fixtures/refunds.ts";
import { CONFIRM } from "./fixtures/till.ts";

const [{ account, contentType }] = GENERATIONS;

test("R1 a whole payment goes back: the till, the list of orders and Alipay's ledger agree", async ({
  till,
  sellPaid,
  gateway,
}) => {
  const { orderId, merchantNumber } = await sellPaid(till, "128.50");
  const dialog = await till.openRefund();
  await expect(dialog.getByRole("textbox")).toHaveValue("128.50");
  await expect(dialog).toContainText("Customer gets ¥128.50 back to Alipay.Left to refund: ¥0.00.");
  await dialog.getByRole("combobox").selectOption({ label: "Returned goods" });
  await dialog.getByRole("button", { name: "Refund ¥128.50" }).click();
  await till.shows("refunded");
  await expect(till.band).toHaveText("Refunded ¥128.50. Nothing is left.");
  await expect(till.key("Refund")).toHaveCount(0);
  const { refunds, movements } = await gateway.of(merchantNumber);
  expect(refunds).toMatchObject([
    { by: "refund", minor: "12850", currency: "CNY", requests: 1, reason: "Returned goods" },
  ]);
  expect(movements.map(({ kind, minor }) => `${kind} ${minor}`)).toEqual(["payment 12850", "refund 12850"]);

  await till.page.goto("/orders");
  const row = till.page.locator(`tr[data-order="${orderId}"]`);
  await expect(row).toContainText("Refunded");
  await expect(row).toContainText(/128\.50.*128\.50/);
  await expect(till.page.getByRole("list", { name: "Totals" })).toContainText(/Paid.*Refunded.*Net/);
});

test("R1 a part and then the rest go back under numbers of their own; more than is left is refused beside the amount", async ({
  till,
  sellPaid,
  gateway,
}) => {
  const { merchantNumber } = await sellPaid(till, "128.51");
  const dialog = await till.openRefund();
  await dialog.getByRole("button", { name: "25 %" }).click();
  await expect(dialog.getByRole("textbox")).toHaveValue("32.12");
  await dialog.getByRole("textbox").fill("28,51");
  await dialog.getByRole("button", { name: CONFIRM }).click();
  await expect(dialog.getByRole("alert")).toHaveText("Say why the money goes back.");
  await dialog.getByRole("combobox").selectOption({ label: "Other" });
  await dialog.getByLabel("In your own words").fill("  Fork was missing ");
  await dialog.getByRole("button", { name: "Refund ¥28.51" }).click();
  await till.shows("partly_refunded");
  await expect(till.band).toHaveText("Refunded ¥28.51. Left: ¥100.00");

  const rest = await till.openRefund();
  await expect(rest).toContainText("Amount, up to ¥100.00");
  await rest.getByRole("combobox").selectOption({ label: "Charged twice" });
  await rest.getByRole("textbox").fill("100.01");
  await expect(rest.getByRole("alert")).toHaveText("Only ¥100.00 is left to refund.");
  await rest.getByRole("button", { name: CONFIRM }).click();
  await expect(rest.getByRole("textbox")).toHaveValue("100.01");
  expect((await gateway.of(merchantNumber)).refunds).toHaveLength(1);
  await rest.getByRole("button", { name: "All" }).click();
  await rest.getByRole("button", { name: "Refund ¥100.00" }).click();
  await till.shows("refunded", 15_000);
  const { refunds } = await gateway.of(merchantNumber);
  expect(refunds.map(({ minor, reason, requests, tooSoon }) => ({ minor, reason, requests, tooSoon }))).toEqual([
    { minor: "2851", reason: "Fork was missing", requests: 1, tooSoon: false },
    { minor: "10000", reason: "Charged twice", requests: 1, tooSoon: false },
  ]);
  expect(new Set(refunds.map(({ refundNo }) => refundNo)).size).toBe(2);
});

test("R1 I12 two managers give the same money back at once: one refund, and the other reads why not", async ({
  till,
  openTill,
  sessions,
  sellPaid,
  gateway,
}) => {
  const { orderId, merchantNumber } = await sellPaid(till, "70.00");
  const other = await openTill({ cookies: sessions.owner, registerId: till.registerId });
  await other.page.getByRole("listitem").filter({ hasText: "70.00" }).getByRole("button").click();
  await other.shows("paid");
  expect(await other.orderId()).toBe(orderId);
  const late = await other.openRefund();
  await late.getByRole("combobox").selectOption({ label: "Charged twice" });
  await till.refund();
  await till.shows("refunded");
  await expect(late.getByRole("alert")).toHaveText("Only ¥0.00 is left to refund.");
  await late.getByRole("button", { name: "Back" }).click();
  await other.shows("refunded");
  expect((await gateway.of(merchantNumber)).refunds).toHaveLength(1);
});

test("P10 R1 late money goes back: the sale is settled, and leaves a colleague's till too", async ({
  till,
  openTill,
  sell,
  gateway,
  database,
}) => {
  const { orderId, merchantNumber } = await sell(till, "17.00");
  await till.cancel();
  await till.shows("cancelled");
  await gateway.pay(merchantNumber);
  await till.shows("paid_late");
  const cashier = await openTill({ registerId: till.registerId });
  await cashier.shows("paid_late");
  await expect(cashier.key("Refund now")).toBeVisible();
  await till.key("Refund now").click();
  await till.page.getByRole("dialog").getByRole("combobox").selectOption({ label: "Service not delivered" });
  await till.page.getByRole("dialog").getByRole("button", { name: "Refund ¥17.00" }).click();
  await till.shows("refunded");
  expect(
    await database.rows("select anomaly, resolved_at is not null as settled from shop_order where id = $1", [orderId]),
  ).toEqual([{ anomaly: "paid_late", settled: true }]);
  expect((await gateway.of(merchantNumber)).refunds).toMatchObject([{ minor: "1700" }]);
  await expect(cashier.card).toHaveCount(0);
});

test("B13 B14 I5 after the money went back, a copy of the payment's notice and the report of the refund change nothing", async ({
  app,
  till,
  sellPaid,
  gateway,
  database,
}) => {
  const { orderId, merchantNumber } = await sellPaid(till, "97.00");
  await expect.poll(() => database.inboxOf(orderId)).toHaveLength(1);
  const body = await database.noticeOf(orderId);
  await till.refund({});
  await till.shows("refunded");
  const before = await database.eventsOf(orderId);
  const address = app.baseURL + (await database.notifyPath(account));
  const answer = await fetch(address, { method: "POST", headers: { "content-type": contentType }, body });
  expect([answer.status, answer.redirected, await answer.text()]).toEqual([200, false, "success"]);
  const overrides = { refund_fee: "97.00", gmt_refund: "2026-11-22 13:00:00.000" };
  const report = await gateway.notify(merchantNumber, { status: "TRADE_SUCCESS", overrides, url: address });
  expect(report).toMatchObject({ status: 200, body: "success" });
  expect(await database.eventsOf(orderId)).toEqual(before);
  await till.shows("refunded");
});
