import { expect, type Page } from "@playwright/test";
import { makeRegisteredTill } from "./fixtures/people/registered.ts";
import { readCode } from "./fixtures/screens/read-code.ts";
import { test } from "./fixtures/shop.ts";
import { jarOf } from "./fixtures/sign-in.ts";
import { tillOn } from "./fixtures/till.ts";
import { callAction } from "./rights/call-action.ts";

const PASSWORD = "seven green lanterns";
/** A person who is switched off is out everywhere within this (S2). */
const OUT_MS = 5_000;

const cookiesOf = async (page: Page) =>
  (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");

test("T13 T8 T14 S2 B41 somebody is invited by link, sells, loses refunds with a copy of the role, and is switched off: out within 5 s, the open stream too", async ({
  app,
  database,
  gateway,
  openBrowser,
  watch,
}) => {
  watch.expect(/status of 401/);
  const counter = await makeRegisteredTill({ app, database });
  const owner = await counter.hire("Olga", "9265", "owner");
  const ownBrowser = await openBrowser();
  await ownBrowser.addCookies(jarOf(await owner.signIn(), app.baseURL));
  const office = await ownBrowser.newPage();
  await office.goto("/orders");
  await office.getByRole("link", { name: "Staff" }).click();
  await office.getByRole("button", { name: "Invite" }).click();
  const dialog = office.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Role" }).selectOption({ label: "Cashier" });
  await dialog.getByRole("button", { name: "Make a link" }).click();
  const link = (await dialog.locator("[data-link]").textContent()) ?? "";
  expect(link).toMatch(/\/join\/[A-Za-z0-9_-]{43}$/);
  expect(await readCode(dialog.getByRole("img"))).toEqual({ jsqr: link, zxing: link });
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(office.locator("[data-invitation]")).toContainText("Cashier");

  // The invited person sees shop and role, and agrees.
  const path = new URL(link).pathname;
  const page = await (await openBrowser()).newPage();
  await page.goto(path);
  await expect(page.getByRole("heading")).toContainText("invites you");
  await expect(page.getByText("Your role: Cashier.")).toBeVisible();
  await page.getByLabel("Your name").fill("Wu Lan");
  const login = `wu-${counter.registerId.slice(0, 8)}`;
  await page.getByLabel("User name").fill(login);
  await page.getByLabel("New password", { exact: true }).fill("password1");
  await page.getByRole("button", { name: "Join" }).click();
  await expect(page.getByText("Everybody tries this one first.")).toBeVisible();
  await page.getByLabel("New password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Join" }).click();
  await expect(page).toHaveURL(`${app.baseURL}/`);
  const till = tillOn(page, counter.registerId);
  const orderId = await till.charge("12.50");
  await till.shows("waiting");
  await gateway.pay((await database.sale(orderId)).merchantNumber);
  await till.shows("paid");
  await till.openRefund();
  await page.keyboard.press("Escape");

  // The link is good once.
  const late = await (await openBrowser()).newPage();
  await late.goto(path);
  await expect(late.locator("[data-link-state=used]")).toBeVisible();

  // A copy of the role without refunds.
  const refund = () =>
    cookiesOf(page).then((cookies) =>
      callAction(app, "refundOrder", {
        cookies,
        input: {
          ...{ orderId, registerId: counter.registerId, clientKey: crypto.randomUUID() },
          ...{ amount: "0.01", reason: "Returned" },
        },
      }),
    );
  expect((await refund()).kind).toBe("needs_approval");
  await office.getByRole("link", { name: "Roles" }).click();
  await office.getByRole("button", { name: "Copy Cashier" }).click();
  await dialog.getByLabel("Name").fill("Trainee");
  await dialog.getByRole("checkbox", { name: "Refund", exact: true }).uncheck();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(office.locator("[data-role=Trainee]")).not.toContainText("Refund");
  await office.goto("/staff");
  await office.getByRole("button", { name: "Change Wu Lan" }).click();
  await dialog.getByRole("combobox").selectOption({ label: "Trainee" });
  await dialog.getByRole("button", { name: "Save" }).click();
  const row = office.locator("[data-member]", { hasText: "Wu Lan" });
  await expect(row).toContainText("Trainee");
  expect((await refund()).kind).toBe("not_allowed");

  // Switched off, with the till and a further stream open.
  const cookie = await cookiesOf(page);
  const stream = await fetch(`${app.baseURL}/stream?register=${counter.registerId}`, { headers: { cookie } });
  expect(stream.status).toBe(200);
  const reader = stream.body?.getReader();
  await reader?.read();
  await office.getByRole("button", { name: "Change Wu Lan" }).click();
  await dialog.getByRole("button", { name: "Switch off" }).click();
  const since = Date.now();
  await dialog.getByRole("button", { name: "Switch off" }).click();
  while (reader && !(await reader.read()).done);
  expect(Date.now() - since).toBeLessThan(OUT_MS);
  const state = await fetch(`${app.baseURL}/state?register=${counter.registerId}`, { headers: { cookie } });
  expect(state.status).toBe(401);
  expect((await callAction(app, "charge", { cookies: cookie, input: {} })).kind).toBe("signed_out");
  await expect(row).toHaveAttribute("data-state", "off");
  await expect(page.getByText(/Sign in/).first()).toBeVisible({ timeout: OUT_MS });
  const { status } = await fetch(`${app.baseURL}/orders`, { headers: { cookie }, redirect: "manual" });
  expect(status).toBe(307);
  // The sale keeps the name.
  await office.goto("/orders");
  await expect(office.locator(`[data-order="${orderId}"]`).first()).toContainText("Wu Lan");
});

test("S2 T14 pages of the office, too, leave the screen of whoever is switched off, within 5 s, and are asked for in vain", async ({
  app,
  database,
  openBrowser,
  watch,
}) => {
  watch.expect(/status of 401/);
  const counter = await makeRegisteredTill({ app, database });
  const wang = await counter.hire("Wang Wei", "9265", "manager");
  const browser = await openBrowser();
  await browser.addCookies(jarOf(await wang.signIn(), app.baseURL));
  const pages = await Promise.all(
    ["/orders", "/staff", "/account"].map(async (path) => {
      const page = await browser.newPage();
      await page.goto(path);
      await expect(page).toHaveURL(`${app.baseURL}${path}`);
      return page;
    }),
  );
  await database.rows("update app_user set disabled_at = now() where id = $1", [wang.id]);
  await Promise.all(pages.map((page) => expect(page).toHaveURL(/\/login/, { timeout: OUT_MS })));
});
