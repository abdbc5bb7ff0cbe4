import { expect, type Page } from "@playwright/test";
import { makeRegisteredTill } from "./fixtures/people/registered.ts";
import { codeNow, setUpOnTheWay } from "./fixtures/people/second-step.ts";
import { expectReachable } from "./fixtures/screens/expect-reachable.ts";
import { readCode } from "./fixtures/screens/read-code.ts";
import { test } from "./fixtures/shop.ts";
import { jarOf } from "./fixtures/sign-in.ts";
import { practiceShop } from "./fixtures/stores/store-file.ts";

async function typePassword(page: Page, name: string, password: string): Promise<void> {
  await page.goto("/login");
  await page.getByLabel("User name").fill(name);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("T11 S8 S11 A13 a manager sets an app up, signs in with its code and with a recovery code, and ends a session elsewhere", async ({
  app,
  database,
  openBrowser,
  watch,
}) => {
  watch.expect(/status of 401/);
  const counter = await makeRegisteredTill({ app, database });
  const wang = await counter.hire("Wang Wei", "9265", "manager");
  const office = await openBrowser();
  await office.addCookies(jarOf(await wang.signIn(), app.baseURL));
  const page = await office.newPage();
  await page.goto("/");
  await page.getByRole("button", { name: "Menu of Wang Wei" }).click();
  await page.getByRole("link", { name: "My account" }).click();
  await expect(page.getByText("for that a password alone is not enough")).toBeVisible();
  await page.getByRole("button", { name: "Set up an app" }).click();
  const qr = page.getByRole("img", { name: "Code for your authenticator app" });
  const { jsqr, zxing } = await readCode(qr);
  expect(jsqr).toBe(zxing);
  const secret = new URL(zxing ?? "").searchParams.get("secret") ?? "";
  await expect(page.locator("[data-secret]")).toHaveText((secret.match(/.{4}/g) ?? []).join(" "));

  const code = page.getByLabel("Code from your app");
  await code.fill("000000");
  await expect(page.getByText("This code is not right.")).toBeVisible();
  await code.fill(codeNow(secret, -1));
  await expect(page.getByText("The second step is on.")).toBeVisible();
  const spares = await page.locator("[data-recovery] li").allTextContents();
  expect(spares).toHaveLength(10);
  await page.getByRole("button", { name: "I have kept them" }).click();
  await expect(page.getByText("10 recovery codes left.")).toBeVisible();
  await page.reload();
  for (const spare of spares) await expect(page.getByText(spare)).toHaveCount(0);

  const phone = await (await openBrowser()).newPage();
  await typePassword(phone, wang.id, app.cashier.password);
  const second = phone.getByLabel("Code from your app");
  await expect(second).toBeFocused();
  await expect(second).toHaveAttribute("autocomplete", "one-time-code");
  const good = codeNow(secret);
  // As it is pasted: one with a space in the middle. Nothing has to be pressed.
  await phone.keyboard.insertText(`${good.slice(0, 3)} ${good.slice(3)}`);
  await expect(phone).toHaveURL(`${app.baseURL}/`);
  await expect(phone.locator("[data-health=online]")).toBeAttached();

  const tablet = await (await openBrowser()).newPage();
  await typePassword(tablet, wang.id, app.cashier.password);
  await expect(tablet.getByLabel("Code from your app")).toBeFocused();
  await tablet.keyboard.insertText(good);
  await expect(tablet.getByText("or was used before")).toBeVisible();
  await tablet.getByRole("button", { name: "Use a recovery code" }).click();
  await tablet.getByLabel("Recovery code").fill((spares[0] ?? "").toLowerCase());
  await tablet.getByRole("button", { name: "Continue" }).click();
  await expect(tablet).toHaveURL(`${app.baseURL}/`);

  await page.reload();
  await expect(page.getByText("9 recovery codes left.")).toBeVisible();
  await expect(page.getByRole("listitem")).toHaveCount(3);
  const others = page.getByRole("button", { name: "End all others" });
  await page
    .getByRole("button", { name: /^End the session on/ })
    .last()
    .click();
  await expect(page.getByRole("listitem")).toHaveCount(2);
  await others.click();
  // Its stream has ended: nobody has to press anything to see it, 5 s after the press.
  await expect(phone.getByRole("dialog", { name: "You are signed out" })).toBeVisible({ timeout: 5_000 });
  await expect(page.getByRole("listitem")).toHaveCount(1);
  await expect(others).toHaveCount(0);
  await phone.goto("/account");
  await expect(phone).toHaveURL(/\/login/);
});

test("S8 S10 B41 a new password ends the other sessions and keeps the own one", async ({
  app,
  database,
  openBrowser,
}) => {
  const counter = await makeRegisteredTill({ app, database });
  const li = await counter.hire("Li Na", "4711");
  const [own, other] = [await li.signIn(), await li.signIn()];
  const context = await openBrowser();
  await context.addCookies(jarOf(own, app.baseURL));
  const page = await context.newPage();
  await page.goto("/account");
  const change = page.getByRole("button", { name: "Change password" });
  await page.getByLabel("Present password").fill(app.cashier.password);
  await page.getByLabel("New password", { exact: true }).fill("password");
  await page.getByLabel("New password once more").fill("password");
  await change.click();
  await expect(page.getByText("Everybody tries this one first.")).toBeVisible();
  for (const label of ["New password", "New password once more"])
    await page.getByLabel(label, { exact: true }).fill("a sentence that nobody knows");
  await change.click();
  await expect(page.getByText("Your password is changed.")).toBeVisible();
  const status = async (cookie: string) =>
    (await fetch(`${app.baseURL}/account`, { headers: { cookie }, redirect: "manual" })).status;
  expect([await status(own), await status(other)]).toEqual([200, 307]);
  await page.getByRole("link", { name: "Back" }).click();
  await expect(page.locator("[data-health=online]")).toBeAttached();
});

test("T11 T2 T7 an owner without a second step is led to one before a live store's credentials are saved, and what was typed is still there", async ({
  app,
  database,
  openBrowser,
}) => {
  const counter = await makeRegisteredTill({ app, database });
  const owner = await counter.hire("Olga", "9265", "owner");
  await database.rows("delete from store_account where store_id = $1", [counter.storeId]);
  await database.rows("update store set practice = false where id = $1", [counter.storeId]);
  const office = await openBrowser({ viewport: { width: 320, height: 640 } });
  await office.addCookies(jarOf(await owner.signIn(), app.baseURL));
  const page = await office.newPage();
  await page.goto(`/stores/${counter.storeId}/credentials/new`);
  await page.locator("input[name=generation]").first().check();
  const { appId, sellerId, merchantPrivateKey, alipayPublicKey } = practiceShop(app, "openapi");
  const papers = { appId, sellerId, privateKey: merchantPrivateKey, alipayPublicKey };
  for (const [name, text = ""] of Object.entries(papers)) await page.locator(`[name=${name}]`).fill(text);
  await page.getByRole("button", { name: "Save account" }).click();
  const dialog = page.getByRole("dialog", { name: "Set up a second step first" });
  await dialog.getByRole("button", { name: "It is set up, go on" }).click();
  await expect(dialog.getByText("There is no second step yet.")).toBeVisible();
  await expectReachable(page, 24);

  await setUpOnTheWay(dialog);
  await expect(page.getByText("Version 1")).toBeVisible();
  // A live store looks like none of practice.
  await expect(page.locator(".stripes")).toHaveCount(0);
  await page.goto("/");
  await expect(page.locator("[data-health=online]")).toBeAttached();
  await expect(page.locator(".stripes")).toHaveCount(0);
});
