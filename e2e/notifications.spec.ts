import { expect, type Locator, type Page } from "@playwright/test";
import { makeRefused } from "./fixtures/notices/refused-notice.ts";
import { test } from "./fixtures/refunds.ts";
import { jarOf } from "./fixtures/sign-in.ts";

/** As somebody without a mouse gets there. */
async function tabTo(page: Page, goal: Locator): Promise<void> {
  await expect(goal).toBeVisible();
  for (let presses = 0; presses < 80; presses++) {
    if (await goal.evaluate((node) => node === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(goal).toBeFocused();
}

test("W1 W2 A5 by keyboard alone a notification is found by its sale's number, opened, tried and processed again, and nothing changes", async ({
  openTill,
  sellPaid,
  sessions,
  database,
}) => {
  const till = await openTill({ cookies: sessions.owner });
  const { page } = till;
  const { orderId, merchantNumber } = await sellPaid(till, "31.40");
  const [notice] = await database.inboxOf(orderId);
  const before = [await database.sale(orderId), await database.eventsOf(orderId), await database.inboxOf(orderId)];

  await page.goto("/notifications");
  await tabTo(page, page.getByRole("searchbox", { name: "Search" }));
  await page.keyboard.type(merchantNumber);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`search=${merchantNumber}`));
  const row = page.locator(`tr[data-notice="${notice?.id}"]`);
  await expect(page.locator("tr[data-notice]")).toHaveCount(1);
  await expect(row).toContainText("CNY 31.40");
  await expect(row).toContainText("TRADE_SUCCESS");
  await expect(row).toContainText("signature");
  await expect(row).toContainText("Success");
  await expect(row).toContainText(/\d ms/);

  await tabTo(page, row.getByRole("link", { name: "Taken" }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/notifications/${notice?.id}`);
  const words = page.getByRole("region", { name: "What it said" });
  await expect(words).toContainText(merchantNumber);
  await expect(words).not.toContainText(/[A-Za-z0-9+/]{80}/);
  await expect(page.getByRole("region", { name: "Headers" })).toContainText("content-type");

  await tabTo(page, page.getByRole("link", { name: "Process again (dry run)" }));
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-plan=nothing]")).toContainText(
    "Nothing: the order stays as it is (Paid, CNY 31.40).",
  );
  expect([await database.sale(orderId), await database.eventsOf(orderId), await database.inboxOf(orderId)]).toEqual(
    before,
  );
  await tabTo(page, page.getByRole("button", { name: "Process again" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toContainText("Processed again: Taken.");
  expect([await database.sale(orderId), await database.eventsOf(orderId), await database.inboxOf(orderId)]).toEqual(
    before,
  );
  const audit = "select kind from audit_entry where subject = 'notice' and subject_id = $1";
  expect(await database.rows(audit, [notice?.id])).toEqual([{ kind: "notice_replayed" }]);
});

test("W1 W2 a forged notification stands in the log as refused, with the check that failed, and stays so", async ({
  openTill,
  sellPaid,
  gateway,
  sessions,
  database,
}) => {
  const till = await openTill({ cookies: sessions.owner });
  const { page } = till;
  const { merchantNumber } = await sellPaid(till, "32.10");
  await gateway.notify(merchantNumber, { status: "TRADE_SUCCESS", forged: true });
  const body = `%${merchantNumber}%`;
  const stored = () =>
    database.rows<{ id: string }>("select id from refused_notice where convert_from(body, 'UTF8') like $1", [body]);
  await expect.poll(async () => (await stored()).length).toBe(1);
  const [{ id } = { id: "" }] = await stored();

  await page.goto("/notifications");
  await page.getByRole("combobox", { name: "Effect" }).selectOption({ label: "Refused" });
  await page.getByRole("button", { name: "Show" }).click();
  const row = page.locator(`tr[data-notice="${id}"]`);
  await expect(row).toContainText("signature: failed");
  await expect(row).toContainText("Send again");
  await row.getByRole("link", { name: "Refused" }).click();
  await page.getByRole("link", { name: "Process again (dry run)" }).click();
  await expect(page.locator("[data-plan]")).toContainText("It would be refused");
  await expect(page.getByRole("button", { name: "Process again" })).toHaveCount(0);
});

test("W1 the event line of a sale leads to its notification; whoever sees no orders of the store sees none of it", async ({
  openTill,
  sellPaid,
  sessions,
  database,
}) => {
  const till = await openTill({ cookies: sessions.owner });
  const { page } = till;
  const { orderId } = await sellPaid(till, "33.20");
  const [notice] = await database.inboxOf(orderId);
  await page.goto(`/orders/${orderId}`);
  await page.locator("[data-event=noticed] summary").click();
  await page.getByRole("link", { name: "Open in the log of notifications" }).click();
  await expect(page).toHaveURL(`/notifications/${notice?.id}`);

  const cashier = await openTill({ cookies: sessions.cashier });
  for (const path of ["/notifications", `/notifications/${notice?.id}`]) {
    await cashier.page.goto(path);
    expect(new URL(cashier.page.url()).pathname).toBe("/");
  }
});

test("W2 a notification that was refused is tried with the keys of now: the dry run says what would become of its sale, and then it does", async ({
  till,
  sell,
  gateway,
  openBrowser,
  app,
  sessions,
  database,
}) => {
  const { orderId, merchantNumber } = await sell(till, "34.30");
  // Nobody can learn of the payment by asking.
  await gateway.fault({ name: "unsigned", operation: "query", outTradeNo: merchantNumber, times: "always" });
  await gateway.payUntold(merchantNumber);
  const id = await makeRefused(gateway, database, merchantNumber);
  const context = await openBrowser();
  await context.addCookies(jarOf(sessions.owner, app.baseURL));
  const page = await context.newPage();
  await page.goto(`/notifications/${id}?dry=1`);
  await expect(page.locator("[data-plan=something]")).toContainText(
    /The order would turn from “.*” to “Paid”, CNY\s34\.30\./,
  );
  expect((await database.sale(orderId)).orderStatus).toBe("open");
  await page.getByRole("button", { name: "Process again" }).click();
  await expect(page.getByRole("status")).toContainText("Processed again: Taken.");
  expect((await database.sale(orderId)).orderStatus).toBe("paid");
  await till.shows("paid");
  await expect(page.locator("[data-plan=nothing]")).toContainText("(Paid, CNY 34.30)");
  await expect(page.getByText("Found genuine later")).toBeVisible();
});
