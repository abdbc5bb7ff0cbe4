import { expect, type Page } from "@playwright/test";
import { makeRegisteredTill } from "./fixtures/people/registered.ts";
import { test } from "./fixtures/refunds.ts";
import { jarOf } from "./fixtures/sign-in.ts";
import { CONFIRM } from "./fixtures/till.ts";

const event = (page: Page, kind: string) => page.locator(`li[data-event=${kind}]`);
const act = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

test("M4 R1 an order tells all that happened to it, raw behind a fold, and is refunded from its page", async ({
  till: { page },
  till,
  sellPaid,
  gateway,
}) => {
  const { orderId, merchantNumber } = await sellPaid(till, "128.50");
  await page.goto("/orders");
  await page.locator(`tr[data-order="${orderId}"]`).getByRole("link").click();
  await expect(page).toHaveURL(`/orders/${orderId}`);
  await expect(page.locator("[data-look=paid]")).toBeVisible();
  await expect(page.getByRole("definition").filter({ hasText: merchantNumber })).toBeVisible();
  await expect(event(page, "created")).toContainText(/Sale of ¥128\.50 begun/);
  const paid = event(page, "noticed");
  await expect(paid).toContainText("Notification: paid ¥128.50");
  for (const check of ["signature", "order", "amount"]) await expect(paid).toContainText(check);
  const raw = paid.getByText("TRADE_SUCCESS");
  await expect(raw).toBeHidden();
  await paid.locator("summary").click();
  await expect(raw).toBeVisible();
  await expect(paid.getByText(/\d\d:\d\d:\d\d\.\d{3}/)).toBeVisible();

  await act(page, "Refund").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("28.50");
  await dialog.getByRole("combobox").selectOption({ label: "Returned goods" });
  await dialog.getByRole("button", { name: CONFIRM }).click();
  await expect(page.locator("[data-look=partly_refunded]")).toBeVisible();
  await expect(event(page, "refund_wanted")).toContainText("Refund of ¥28.50 asked for: Returned goods");
  await expect(event(page, "refund_answered")).toContainText("Refund of ¥28.50: done");
  await expect(page.getByRole("definition").filter({ hasText: "¥100.00" })).toBeVisible();
  expect((await gateway.of(merchantNumber)).refunds).toMatchObject([{ minor: "2850", currency: "CNY" }]);
});

test("M4 an order that waits is asked about and cancelled from its page, which follows by itself", async ({
  till: { page },
  till,
  sell,
}) => {
  const { orderId } = await sell(till, "12.00");
  await page.goto(`/orders/${orderId}`);
  await expect(page.locator("[data-look=waiting]")).toBeVisible();
  await act(page, "Check with Alipay").click();
  await expect(page.getByRole("status").filter({ hasText: "Alipay: not paid as of" })).toBeVisible();
  await act(page, "Cancel sale").click();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel", exact: false }).last().click();
  await expect(page.locator("[data-look=cancelled]")).toBeVisible();
  await expect(event(page, "end_wanted")).toContainText("Cancel wanted");
  await expect(event(page, "cancel_answered")).toBeVisible();
  await expect(act(page, "Cancel sale")).toHaveCount(0);
});

test("M4 T8 whoever may only look sees the order and what happened, and is offered no step", async ({
  app,
  database,
  till,
  sellPaid,
  openBrowser,
}) => {
  const counter = await makeRegisteredTill({ app, database });
  const auditor = await counter.hire("Qian Wei", "8150", "auditor");
  const { orderId } = await sellPaid(till, "15.00");
  const [{ store_id: storeId } = {}] = await database.rows<{ store_id: string }>(
    "select store_id from shop_order where id = $1",
    [orderId],
  );
  await database.rows("insert into membership (user_id, store_id, role) values ($1, $2, 'auditor')", [
    auditor.id,
    storeId,
  ]);
  const context = await openBrowser();
  await context.addCookies(jarOf(await auditor.signIn(), app.baseURL));
  const page = await context.newPage();
  await page.goto(`/orders/${orderId}`);
  await expect(event(page, "noticed")).toContainText("paid ¥15.00");
  await expect(act(page, "Refund")).toHaveCount(0);
  await expect(act(page, "Look up")).toHaveCount(0);
});
