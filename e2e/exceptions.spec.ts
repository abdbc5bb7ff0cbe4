import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import { ageSale, type Inbox, idOf, openInbox, ownerTold, sellLate, WITHIN } from "./fixtures/office/inbox.ts";
import { test as base } from "./fixtures/refunds.ts";
import { jarOf } from "./fixtures/sign-in.ts";

const test = base.extend<{ inbox: Inbox }>({
  /** The owner's inbox in a browser of its own. */
  inbox: async ({ app, sessions, openBrowser }, use) => {
    const context = await openBrowser();
    await context.addCookies(jarOf(sessions.owner, app.baseURL));
    await use(await openInbox(await context.newPage()));
  },
});

test("M8 late money comes into the inbox and is accepted there; the badge on another page counts it and lets it go", async ({
  till,
  sell,
  gateway,
  inbox,
  database,
}) => {
  const { orderId } = await sellLate({ sell, gateway }, till, "71.00");
  const other = await inbox.page.context().newPage();
  await other.goto("/orders");
  await expect(inbox.card(orderId)).toContainText("CNY 71.00", WITHIN);
  await expect(inbox.card(orderId)).toContainText("The customer paid after this sale had ended.");
  const badge = other.locator("[data-inbox]");
  await expect(badge).toBeVisible(WITHIN);
  const before = Number(await badge.getAttribute("data-inbox"));
  await inbox.settle(orderId, "Accept the payment");
  await expect(inbox.page.getByRole("status")).toContainText("Accepted as the payment of the sale.");
  await till.shows("paid");
  await expect
    .poll(async () => Number((await badge.count()) && (await badge.getAttribute("data-inbox"))), WITHIN)
    .toBeLessThan(before);
  expect(await ownerTold(database, orderId)).toEqual(["cancel", "late_accepted"]);
});

test("M8 late money is given back from the inbox, all of it, and what the till settles leaves the inbox by itself", async ({
  till,
  sell,
  gateway,
  inbox,
  database,
}) => {
  const first = await sellLate({ sell, gateway }, till, "72.00");
  const second = await sellLate({ sell, gateway }, till, "72.50");
  await expect(inbox.card(first.orderId)).toBeVisible(WITHIN);
  await expect(inbox.card(second.orderId)).toBeVisible(WITHIN);
  await inbox.step(first.orderId, "Give back");
  const dialog = inbox.page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Give back CNY 72.00" }).click();
  await expect(dialog.getByRole("alert")).toHaveText("Say why.");
  await dialog.getByRole("textbox").fill("Came too late");
  await dialog.getByRole("button", { name: "Give back CNY 72.00" }).click();
  await inbox.isGone(first.orderId);
  await expect.poll(async () => (await gateway.of(first.merchantNumber)).trades[0]?.refundedMinor).toBe("7200");
  expect(await ownerTold(database, first.orderId)).toEqual(["cancel", "refund"]);
  await till.key("Accept sale").click();
  await inbox.isGone(second.orderId);
});

test("M8 P13 of two payments that look like one sale the later is in the inbox: one is given back, another is no double", async ({
  till,
  sell,
  gateway,
  inbox,
}) => {
  const pay = async (amount: string) => {
    const sale = await sell(till, amount);
    await gateway.pay(sale.merchantNumber);
    await expect(till.card).toHaveAttribute("data-state", /^(paid|double)$/);
    return sale;
  };
  const [first, second] = [await pay("73.00"), await pay("73.00")];
  await expect(inbox.card(second.orderId)).toContainText("paid twice at this till within ten minutes", WITHIN);
  await expect(inbox.card(first.orderId)).toHaveCount(0);
  await inbox.settle(second.orderId, "Give back", "Charged twice");
  await expect.poll(async () => (await gateway.of(second.merchantNumber)).trades[0]?.refundedMinor).toBe("7300");
  const [, fourth] = [await pay("74.00"), await pay("74.00")];
  await expect(inbox.card(fourth.orderId)).toBeVisible(WITHIN);
  await inbox.settle(fourth.orderId, "Two sales, no double");
});

test("M8 I2 P8 of a sale that was paid by its fresh code and by the old one, what is too much is in the inbox and is given back", async ({
  till,
  sell,
  gateway,
  inbox,
  database,
}) => {
  const old = await sell(till, "81.00");
  await database.endCodeSoon(old.orderId);
  await till.page.reload();
  await till.shows("expiring");
  await till.key("Fresh code").click();
  await till.shows("waiting");
  const fresh = await database.sale(old.orderId);
  expect(fresh).toMatchObject({ orderId: old.orderId, attempts: 2 });
  await gateway.pay(fresh.merchantNumber);
  await till.shows("paid");
  await gateway.pay(old.merchantNumber);
  await expect(inbox.card(old.orderId)).toContainText("This sale was paid more than once.", WITHIN);
  await expect(inbox.card(old.orderId)).toContainText("CNY 81.00");
  await inbox.settle(old.orderId, "Give back", "Paid twice");
  const sentBack = async () =>
    (await Promise.all([old, fresh].map(({ merchantNumber }) => gateway.of(merchantNumber)))).map(
      ({ trades }) => trades[0]?.refundedMinor,
    );
  await expect.poll(sentBack).toEqual(["8100", "0"]);
  expect(await database.sale(old.orderId)).toMatchObject({ orderStatus: "paid" });
});

test("M8 P7 a sale that is not certain comes into the inbox after two minutes and is asked about there", async ({
  till,
  gateway,
  inbox,
  database,
}) => {
  await gateway.fault({ name: "unsigned", operation: "precreate", times: 3 });
  await gateway.fault({ name: "unsigned", operation: "query", times: "always" });
  const orderId = await till.charge("75.00");
  await till.shows("checking");
  await ageSale(database, orderId);
  await expect(inbox.card(orderId)).toContainText("gives no sure answer on whether this sale is paid", WITHIN);
  await gateway.calm();
  await inbox.askUntilGone(orderId);
});

test("M8 P8 a cancel in unknown words on a payment that stands comes into the inbox, and the payment is kept", async ({
  till,
  sell,
  gateway,
  inbox,
  database,
}) => {
  const { orderId, merchantNumber } = await sell(till, "76.00");
  await gateway.fault({ name: "refuse", operation: "cancel", subCode: "ACQ.NEVER_HEARD_OF", times: "always" });
  await till.cancel();
  await expect
    .poll(
      async () =>
        (await gateway.of(merchantNumber)).requests.filter(({ operation }) => operation.endsWith("cancel")).length,
    )
    .toBeGreaterThan(0);
  await gateway.payUntold(merchantNumber);
  const standing = "select 1 from payment_attempt where order_id = $1 and paid_seen and cancel_answer = 'unclear'";
  await expect.poll(() => database.rows(standing, [orderId]), { timeout: 20_000 }).toHaveLength(1);
  await ageSale(database, orderId);
  await expect(inbox.card(orderId)).toContainText("the payment stands", WITHIN);
  await inbox.confirm(orderId, "Keep the payment", "Paid, as Alipay's portal says");
  // Alipay is asked what became of it: that cannot be undone.
  await expect(inbox.page.getByRole("button", { name: "Undo" })).toHaveCount(0);
  await till.shows("paid", 30_000);
  await inbox.isGone(orderId);
  expect(await database.sale(orderId)).toMatchObject({ orderStatus: "paid", anomaly: null });
  expect((await gateway.of(merchantNumber)).trades).toMatchObject([{ refundedMinor: "0" }]);
  expect(await ownerTold(database, orderId)).toEqual(["cancel", "cancel_given_up"]);
});

test("M8 P5 a notification about other money is in the inbox with its words, and is dismissed with a reason", async ({
  till,
  sellPaid,
  gateway,
  inbox,
  database,
}) => {
  const { orderId, merchantNumber } = await sellPaid(till, "77.00");
  await gateway.notify(merchantNumber, { status: "TRADE_SUCCESS", overrides: { total_amount: "0.77" } });
  const id = await idOf(database, "select id from notification where order_id = $1 and effect = 'parked_mismatch'", [
    orderId,
  ]);
  const card = inbox.card(id);
  await expect(card).toContainText("Alipay names CNY 0.77.", WITHIN);
  await card.getByText("The message", { exact: true }).click();
  await expect(card.getByText(merchantNumber)).toBeVisible();
  await expect(card).not.toContainText(/[A-Za-z0-9+/]{80}/);
  await inbox.settle(id, "Dismiss with a reason", "Looked it up");
  expect(await ownerTold(database, id)).toEqual(["notice_dismissed"]);
});

test("M8 F45 W4 a notification about a sale that is not known here is in the inbox, and is dismissed with a reason; that can be undone for a moment", async ({
  till,
  sellPaid,
  gateway,
  inbox,
  database,
}) => {
  const { merchantNumber } = await sellPaid(till, "78.00");
  const number = randomUUID().replaceAll("-", "");
  await gateway.notify(merchantNumber, {
    status: "TRADE_SUCCESS",
    overrides: { out_trade_no: number, notify_id: number },
  });
  const id = await idOf(database, "select id from notification where notify_id = $1", [number]);
  await expect(inbox.card(id)).toContainText("a sale that is not known here", WITHIN);
  await inbox.settle(id, "Dismiss with a reason", "Of the till before");
  await inbox.undo(id);
  await inbox.settle(id, "Dismiss with a reason", "Of the till before, as its books say");
  expect(await ownerTold(database, id)).toEqual(["notice_dismissed", "word_taken_back", "notice_dismissed"]);
  // The moment is over by itself.
  const undo = inbox.page.getByRole("button", { name: "Undo" });
  await expect(undo).toBeVisible();
  await expect(undo).toHaveCount(0, { timeout: 20_000 });
  await expect(inbox.page.getByRole("status")).toHaveText("Dismissed.");
});

test("M8 an unclear refund comes into the inbox after two minutes and is asked about there", async ({
  till,
  sellPaid,
  gateway,
  inbox,
  database,
}) => {
  const { orderId, merchantNumber } = await sellPaid(till, "79.00");
  for (const operation of ["refund", "refund_query"])
    await gateway.fault({ name: "lost_answer", operation, outTradeNo: merchantNumber, times: "always" });
  await till.refund();
  await till.shows("refund_checking", 20_000);
  const id = await idOf(
    database,
    `update refund set status_since = status_since - interval '3 minutes'
     where attempt_id in (select id from payment_attempt where order_id = $1) returning id`,
    [orderId],
  );
  await expect(inbox.card(id)).toContainText("no sure answer on whether the money went back", WITHIN);
  await gateway.calm();
  await inbox.askUntilGone(id);
  expect((await gateway.of(merchantNumber)).movements.filter(({ kind }) => kind === "refund")).toHaveLength(1);
});

test("M8 an account that Alipay refuses comes into the inbox with the way to its credentials, until a sale works", async ({
  till,
  sell,
  gateway,
  inbox,
  database,
}) => {
  const id = await idOf(database, "select id from gateway_account where code = $1", ["practice-openapi"]);
  await gateway.fault({
    name: "refuse",
    operation: "precreate",
    code: "40002",
    subCode: "isv.invalid-signature",
    times: "always",
  });
  await till.charge("80.00");
  await till.shows("failed");
  await expect(inbox.card(id)).toContainText("Alipay refused the newest sale of this account", WITHIN);
  await gateway.calm();
  await inbox
    .card(id)
    .getByRole("link", { name: /^Go to the credentials/ })
    .click();
  await expect(inbox.page).toHaveURL(new RegExp(`/stores/.*/credentials/${id}`));
  await inbox.page.goto("/exceptions?kind=account");
  await sell(till, "80.00");
  await inbox.isGone(id);
});
