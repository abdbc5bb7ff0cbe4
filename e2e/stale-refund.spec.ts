import { expect, type Locator } from "@playwright/test";
import { makeRegisteredTill } from "./fixtures/people/registered.ts";
import { test } from "./fixtures/refunds.ts";
import type { ShopDatabase } from "./fixtures/shop-database.ts";
import { jarOf, signInByPin } from "./fixtures/sign-in.ts";
import { CONFIRM } from "./fixtures/till.ts";

/** Eleven minutes pass since somebody proved to be there. */
const growOld = (database: ShopDatabase, userId: string) =>
  database.rows("update user_session set started_at = started_at - interval '11 minutes' where user_id = $1", [userId]);

async function fill(form: Locator): Promise<void> {
  await form.getByRole("textbox").fill("12.34");
  await form.getByRole("combobox").selectOption("returned");
  await form.getByRole("button", { name: CONFIRM }).click();
}

test("S12 B41 a refund asks for the PIN once more when that is too long ago, and goes on with what was typed; a fresh one asks nothing", async ({
  app,
  database,
  openTill,
  sellPaid,
  watch,
}) => {
  watch.expect(/status of 401/);
  const counter = await makeRegisteredTill({ app, database });
  const li = await counter.hire("Li Na", "4711", "manager");
  const cookies = await signInByPin(app.baseURL, counter.cookie, li);
  const till = await openTill({ cookies, registerId: counter.registerId });
  const { merchantNumber } = await sellPaid(till, "50.00");
  await growOld(database, li.id);
  const form = await till.openRefund();
  await fill(form);
  const again = till.page.getByRole("dialog", { name: "Is it still you?" });
  await expect(again).toBeVisible();
  await till.page.keyboard.press("Escape");
  await expect(form.getByText("Nothing was sent.")).toBeVisible();
  await expect(form.getByRole("textbox")).toHaveValue("12.34");
  await form.getByRole("button", { name: CONFIRM }).click();
  await expect(again).toBeVisible();
  await till.page.keyboard.type("9999");
  await expect(again.getByRole("alert")).toContainText("Wrong PIN");
  const before = (await till.page.context().cookies()).find(({ name }) => name === "scantill.session")?.value;
  await till.page.keyboard.type(li.pin);
  await till.shows("partly_refunded");
  await expect(till.page.getByRole("dialog")).toHaveCount(0);
  const refunds = await database.rows(
    "select r.amount::text from refund r join payment_attempt a on a.id = r.attempt_id where a.merchant_number = $1",
    [merchantNumber],
  );
  expect(refunds).toEqual([{ amount: "1234" }]);
  // The new proof is a new session, and the one before is worth nothing.
  const sessions = await database.rows("select id from user_session where user_id = $1", [li.id]);
  expect(sessions).toHaveLength(1);
  const old = `scantill.session=${before}; ${counter.cookie}`;
  expect((await fetch(`${app.baseURL}/account`, { headers: { cookie: old }, redirect: "manual" })).status).toBe(307);

  await fill(await till.openRefund());
  await expect(till.page.getByRole("dialog")).toHaveCount(0);
});

test("S12 in a browser that is no till the password is asked for, and shutting a device out or inviting somebody goes on", async ({
  app,
  database,
  openBrowser,
  watch,
}) => {
  watch.expect(/status of 401/);
  const counter = await makeRegisteredTill({ app, database });
  const wang = await counter.hire("Wang Wei", "9265", "manager");
  const context = await openBrowser();
  await context.addCookies(jarOf(await wang.signIn(), app.baseURL));
  const page = await context.newPage();
  await page.goto("/device");
  await growOld(database, wang.id);
  await page.getByRole("button", { name: "Revoke Counter left" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  const again = page.getByRole("dialog", { name: "Is it still you?" });
  await again.getByLabel(/^Password of/).fill("wrong");
  await again.getByRole("button", { name: "Confirm" }).click();
  await expect(again.getByText("is not right")).toBeVisible();
  await again.getByLabel(/^Password of/).fill(app.cashier.password);
  await again.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByText("No device is registered yet.")).toBeVisible();

  await page.goto("/staff");
  await growOld(database, wang.id);
  await page.getByRole("button", { name: "Invite" }).click();
  await page.getByRole("button", { name: "Make a link" }).click();
  await expect(page.locator("[data-link]")).toHaveCount(0);
  await again.getByLabel(/^Password of/).fill(app.cashier.password);
  await again.getByRole("button", { name: "Confirm" }).click();
  await expect(page.locator("[data-link]")).toBeVisible();
});
