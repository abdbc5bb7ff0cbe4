import { expect, type Locator, type Page } from "@playwright/test";
import { test as base } from "./fixtures/refunds.ts";
import { jarOf } from "./fixtures/sign-in.ts";

/** What comes up is in the inbox within so long, and what is settled is gone within so long, without a reload. */
const WITHIN = { timeout: 10_000 };

type Inbox = {
  page: Page;
  /** A case by the id of its order, refund, notice or account. */
  card: (id: string) => Locator;
  step: (id: string, name: string) => Promise<void>;
  /** The same with the dialog that asks once more. */
  settle: (id: string, name: string, reason?: string) => Promise<void>;
};

const test = base.extend<{ inbox: Inbox }>({
  /** The owner's inbox in a browser of its own. */
  inbox: async ({ app, sessions, openBrowser }, use) => {
    const context = await openBrowser();
    await context.addCookies(jarOf(sessions.owner, app.baseURL));
    const page = await context.newPage();
    await page.goto("/exceptions");
    const card = (id: string) => page.locator(`[data-exception][data-id="${id}"]`);
    const step = (id: string, name: string) =>
      card(id)
        .getByRole("button", { name: new RegExp(`^${name}`) })
        .click();
    await use({
      page,
      card,
      step,
      async settle(id, name, reason) {
        await step(id, name);
        const dialog = page.getByRole("dialog");
        if (reason !== undefined) await dialog.getByRole("textbox").fill(reason);
        await dialog.getByRole("button").last().click();
        await expect(dialog).toHaveCount(0);
      },
    });
  },
});

const auditOf = (kind: string, subjectId: string) =>
  `select e.kind from audit_entry e join app_user u on u.id = e.user_id
   where u.owner and e.kind = '${kind}' and e.subject_id = '${subjectId}'`;

/** The present state began three minutes ago: nobody waits for that in a test. */
const AGED = "update payment_attempt set status_since = status_since - interval '3 minutes' where order_id = $1";

test("M8 late money comes into the inbox and is accepted there; the badge on another page counts it and lets it go", async ({
  till,
  sell,
  gateway,
  inbox,
  database,
}) => {
  const { orderId, merchantNumber } = await sell(till, "71.00");
  await till.cancel();
  await till.shows("cancelled");
  await gateway.pay(merchantNumber);
  const other = await inbox.page.context().newPage();
  await other.goto("/orders");
  await till.shows("paid_late");
  await expect(inbox.card(orderId)).toContainText("CNY 71.00", WITHIN);
  await expect(inbox.card(orderId)).toContainText("The customer paid after this sale had ended.");
  const badge = other.locator("[data-inbox]");
  await expect(badge).toBeVisible(WITHIN);
  const before = Number(await badge.getAttribute("data-inbox"));
  await inbox.settle(orderId, "Accept the payment");
  await expect(inbox.card(orderId)).toHaveCount(0, WITHIN);
  await expect(inbox.page.getByRole("status")).toContainText("Accepted as the payment of the sale.");
  await till.shows("paid");
  await expect
    .poll(async () => Number((await badge.count()) && (await badge.getAttribute("data-inbox"))), WITHIN)
    .toBeLessThan(before);
  expect(await database.rows(auditOf("late_accepted", orderId))).toHaveLength(1);
});

test("M8 late money is given back from the inbox, all of it, and what the till settles leaves the inbox by itself", async ({
  till,
  sell,
  gateway,
  inbox,
  database,
}) => {
  const sales = [];
  for (const amount of ["72.00", "72.50"]) {
    const sale = await sell(till, amount);
    await till.cancel();
    await till.shows("cancelled");
    await gateway.pay(sale.merchantNumber);
    await till.shows("paid_late");
    sales.push(sale);
  }
  const [first, second] = sales;
  if (!first || !second) throw new Error("nothing was sold");
  await expect(inbox.card(first.orderId)).toBeVisible(WITHIN);
  await expect(inbox.card(second.orderId)).toBeVisible(WITHIN);
  await inbox.step(first.orderId, "Give back");
  const dialog = inbox.page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Give back CNY 72.00" }).click();
  await expect(dialog.getByRole("alert")).toHaveText("Say why.");
  await dialog.getByRole("textbox").fill("Came too late");
  await dialog.getByRole("button", { name: "Give back CNY 72.00" }).click();
  await expect(inbox.card(first.orderId)).toHaveCount(0, WITHIN);
  await expect.poll(async () => (await gateway.of(first.merchantNumber)).trades[0]?.refundedMinor).toBe("7200");
  expect(await database.rows(auditOf("refund", first.orderId))).toHaveLength(1);
  await till.key("Accept sale").click();
  await expect(inbox.card(second.orderId)).toHaveCount(0, WITHIN);
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
  await expect(inbox.card(second.orderId)).toHaveCount(0, WITHIN);
  await expect.poll(async () => (await gateway.of(second.merchantNumber)).trades[0]?.refundedMinor).toBe("7300");
  const [, fourth] = [await pay("74.00"), await pay("74.00")];
  await expect(inbox.card(fourth.orderId)).toBeVisible(WITHIN);
  await inbox.settle(fourth.orderId, "Two sales, no double");
  await expect(inbox.card(fourth.orderId)).toHaveCount(0, WITHIN);
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
  await database.rows(AGED, [orderId]);
  await expect(inbox.card(orderId)).toContainText("gives no sure answer on whether this sale is paid", WITHIN);
  await gateway.calm();
  // Alipay is asked every three seconds at most.
  await expect(async () => {
    if ((await inbox.card(orderId).count()) === 0) return;
    await inbox.step(orderId, "Ask Alipay again");
    await expect(inbox.card(orderId)).toHaveCount(0, { timeout: 3_000 });
  }).toPass({ timeout: 20_000 });
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
  await database.rows(AGED, [orderId]);
  await expect(inbox.card(orderId)).toContainText("the payment stands", WITHIN);
  await inbox.settle(orderId, "Keep the payment", "Paid, as Alipay's portal says");
  await till.shows("paid", 30_000);
  await expect(inbox.card(orderId)).toHaveCount(0, WITHIN);
  expect(await database.sale(orderId)).toMatchObject({ orderStatus: "paid", anomaly: null });
  expect((await gateway.of(merchantNumber)).trades).toMatchObject([{ refundedMinor: "0" }]);
  expect(await database.rows(auditOf("cancel_given_up", orderId))).toHaveLength(1);
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
  const [{ id } = { id: "" }] = await database.rows<{ id: string }>(
    "select id from notification where order_id = $1 and effect = 'parked_mismatch'",
    [orderId],
  );
  const card = inbox.card(id);
  await expect(card).toContainText("Alipay names CNY 0.77.", WITHIN);
  await card.getByText("The message", { exact: true }).click();
  await expect(card.getByText(merchantNumber)).toBeVisible();
  await expect(card).not.toContainText(/[A-Za-z0-9+/]{80}/);
  await inbox.settle(id, "Dismiss with a reason", "Looked it up");
  await expect(card).toHaveCount(0, WITHIN);
  expect(await database.rows(auditOf("notice_dismissed", id))).toHaveLength(1);
});

test("M8 F45 a notification about a sale that is not known here is in the inbox, and is dismissed with a reason", async ({
  till,
  sellPaid,
  gateway,
  inbox,
  database,
}) => {
  const { merchantNumber } = await sellPaid(till, "78.00");
  const number = crypto.randomUUID().replaceAll("-", "");
  await gateway.notify(merchantNumber, {
    status: "TRADE_SUCCESS",
    overrides: { out_trade_no: number, notify_id: number },
  });
  const [{ id } = { id: "" }] = await database.rows<{ id: string }>(
    "select id from notification where notify_id = $1",
    [number],
  );
  await expect(inbox.card(id)).toContainText("a sale that is not known here", WITHIN);
  await inbox.settle(id, "Dismiss with a reason", "Of the till before");
  await expect(inbox.card(id)).toHaveCount(0, WITHIN);
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
  const [{ id } = { id: "" }] = await database.rows<{ id: string }>(
    `update refund set status_since = status_since - interval '3 minutes'
     where attempt_id in (select id from payment_attempt where order_id = $1) returning id`,
    [orderId],
  );
  await expect(inbox.card(id)).toContainText("no sure answer on whether the money went back", WITHIN);
  await gateway.calm();
  await expect(async () => {
    if ((await inbox.card(id).count()) === 0) return;
    await inbox.step(id, "Ask Alipay again");
    await expect(inbox.card(id)).toHaveCount(0, { timeout: 3_000 });
  }).toPass({ timeout: 40_000 });
  expect((await gateway.of(merchantNumber)).movements.filter(({ kind }) => kind === "refund")).toHaveLength(1);
});

test("M8 an account that Alipay refuses comes into the inbox with the way to its credentials, until a sale works", async ({
  till,
  sell,
  gateway,
  inbox,
  database,
}) => {
  const [{ id } = { id: "" }] = await database.rows<{ id: string }>(
    "select id from gateway_account where code = 'practice-openapi'",
  );
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
  await expect(inbox.card(id)).toHaveCount(0, WITHIN);
});
