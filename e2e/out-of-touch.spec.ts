import { expect } from "@playwright/test";
import { whilePaused } from "./fixtures/app.ts";
import { test } from "./fixtures/shop.ts";
import { signIn, signOut } from "./fixtures/sign-in.ts";
import { openTabletNetwork } from "./fixtures/tablet-network.ts";

const BACK_MS = 2000;

test("F53 C13 D6 I16 offline: said so, charging is locked, the code goes after 10 seconds, and the right state is there within 2 seconds of the return", async ({
  openTill,
  sell,
  gateway,
  database,
  watch,
}) => {
  watch.expect(/Failed to load resource|net::ERR/);
  const network = await openTabletNetwork();
  const till = await openTill({ browser: { proxy: network.proxy } });
  const { page } = till;
  const { orderId, merchantNumber } = await sell(till, "71.00");
  network.cut();
  await page.context().setOffline(true);
  await page.keyboard.type("3");
  await expect(page.getByRole("alert").filter({ hasText: "No connection" })).toHaveText(
    "No connection. Charging is locked; waiting payments are checked by the server.",
    { timeout: 13_000 },
  );
  await expect(till.chargeButton).toHaveText("No connection. Charging is locked");
  await expect(till.chargeButton).toBeDisabled();
  await expect(till.code).toHaveCount(0);
  await gateway.pay(merchantNumber);
  await expect.poll(async () => (await database.sale(orderId)).orderStatus).toBe("paid");
  network.restore();
  await page.context().setOffline(false);
  await till.shows("paid", BACK_MS);
  await expect(page.getByText("No connection. Charging is locked; waiting")).toHaveCount(0);
  await page.close();
  await network.close();
});

test("C13 the stream stays broken and one reading fails: the till goes on reading, and shows the payment", async ({
  till,
  sell,
  gateway,
  watch,
}) => {
  watch.expect(/Failed to load resource|net::ERR/);
  const { page } = till;
  const { merchantNumber } = await sell(till, "74.00");
  let readings = 0;
  await page.route("**/stream?*", (route) => route.abort());
  await page.route("**/state?*", (route) => (readings++ === 1 ? route.abort() : route.continue()));
  await page.reload();
  await till.shows("waiting");
  await expect.poll(() => readings, { timeout: 10_000 }).toBeGreaterThan(1);
  await gateway.pay(merchantNumber);
  await till.shows("paid");
});

test("D6 the server falls silent: no code stays on the screen for longer than 10 seconds, and it comes back with the server", async ({
  app,
  till,
  sell,
  watch,
}) => {
  watch.expect(/Failed to load resource|net::ERR/);
  await sell(till, "72.00");
  await expect(till.code).toHaveCount(1);
  await whilePaused(app.pid("front"), async () => {
    await expect(till.code).toHaveCount(0, { timeout: 11_000 });
    await expect(till.card).toContainText("The code was removed: no word from the server.");
  });
  await expect(till.code).toHaveCount(1);
});

test("F54 S2 S9 the session is ended while a payment waits: sign-in is asked for, the payment is recorded, and the sale is shown afterwards", async ({
  app,
  database,
  gateway,
  openTill,
  sell,
  watch,
}) => {
  watch.expect(/status of 401/);
  const name = await database.makeCashier();
  const cookies = (await signIn(app.baseURL, { ...app.cashier, name })) ?? "";
  const till = await openTill({ cookies });
  const { orderId, merchantNumber } = await sell(till, "73.00");
  await database.endSessionsOf(name);
  const dialog = till.page.getByRole("dialog", { name: "You are signed out" });
  await expect(dialog).toBeVisible({ timeout: 15_000 });
  // At the second one a browser closes a dialog by itself.
  for (let again = 0; again < 3; again++) await till.page.keyboard.press("Escape");
  await expect(dialog).toBeVisible();
  await gateway.pay(merchantNumber);
  await expect.poll(async () => (await database.sale(orderId)).orderStatus).toBe("paid");
  await dialog.getByRole("link", { name: "Sign in" }).click();
  await till.page.getByLabel("User name").fill(name);
  await till.page.getByLabel("Password", { exact: true }).fill(app.cashier.password);
  await till.page.getByRole("button", { name: "Sign in" }).click();
  await expect(till.page.getByRole("button", { name: /73\.00.*Paid/ })).toBeVisible();
});

test("B41 S2 S9 an ended session and a disabled user are refused at once, on pages, news and actions", async ({
  app,
  database,
}) => {
  const name = await database.makeCashier();
  const register = await database.makeRegister();
  const signedIn = async () => (await signIn(app.baseURL, { ...app.cashier, name })) ?? "";
  const statusOf = async (path: string, cookie: string) =>
    (await fetch(`${app.baseURL}${path}`, { headers: { cookie }, redirect: "manual" })).status;
  const first = await signedIn();
  expect(await statusOf(`/state?register=${register}`, first)).toBe(200);
  await database.endSessionsOf(name);
  expect(await statusOf(`/state?register=${register}`, first)).toBe(401);
  expect(await statusOf("/", first)).toBe(307);
  const second = await signedIn();
  expect(await statusOf(`/state?register=${register}`, second)).toBe(200);
  await database.disable(name);
  expect(await statusOf(`/state?register=${register}`, second)).toBe(401);
  expect(await statusOf("/", second)).toBe(307);
  expect(await signIn(app.baseURL, { ...app.cashier, name })).toBeNull();
});

test("B41 S8 S9 nothing but a sign-in makes a session last, an ended one least of all", async ({ app, database }) => {
  const name = await database.makeCashier();
  const cookie = (await signIn(app.baseURL, { ...app.cashier, name })) ?? "";
  const renewed = async () => {
    const answer = await fetch(`${app.baseURL}/api/auth/session`, { headers: { cookie } });
    expect(answer.status).toBe(404);
    return answer.headers.getSetCookie().filter((each) => each.startsWith("scantill.session="));
  };
  expect(await renewed()).toEqual([]);
  for (const path of ["providers", "verify-request", "error", "signin", "csrf?callbackUrl=http://["])
    expect((await fetch(`${app.baseURL}/api/auth/${path}`)).status, path).toBe(404);
  const headers = { origin: app.baseURL };
  const told = await fetch(`${app.baseURL}/api/auth/_log`, { method: "POST", headers, body: "level=error&code=x" });
  expect(told.status).toBe(404);
  await signOut(app.baseURL, cookie);
  expect(await renewed()).toEqual([]);
});

test("S26 signing out clears the screen and the session, and nothing comes back", async ({
  app,
  database,
  openTill,
  sell,
  watch,
}) => {
  watch.expect(/status of 401/);
  const name = await database.makeCashier();
  const cookies = (await signIn(app.baseURL, { ...app.cashier, name })) ?? "";
  const till = await openTill({ cookies });
  const { page } = till;
  await sell(till, "83.70");
  await expect(till.card).toContainText("83.70");
  await page.getByRole("button", { name: /^Menu of (?!the till)/ }).click();
  await page.getByRole("link", { name: "Sign out" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByLabel("User name")).toBeVisible();
  await expect(page.locator("body")).not.toContainText("83.70");
  // Nor by the browser's own way back, which leads to the till.
  await page.goBack();
  await expect(page.getByLabel("User name")).toBeVisible();
  await expect(page.locator("body")).not.toContainText("83.70");
  await page.goto("/");
  await expect(page.getByLabel("User name")).toBeVisible();
  // That a hint was seen says nothing of anybody.
  const kept = await page.evaluate(() => [{ ...localStorage }, { ...sessionStorage }]);
  expect(kept).toEqual([{ "scantill.codeHint": "1" }, {}]);
});
