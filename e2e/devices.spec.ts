import { expect } from "@playwright/test";
import { makeRegisteredTill, sheetOn } from "./fixtures/people/registered.ts";
import { test } from "./fixtures/shop.ts";
import { jarOf } from "./fixtures/sign-in.ts";

test("T9 T12 a manager sets a PIN, makes a browser a till and locks it; then the PIN is the door", async ({
  database,
  app,
  openBrowser,
}) => {
  const counter = await makeRegisteredTill({ app, database });
  const wang = await counter.hire("Wang Wei", "9265", "manager");
  const context = await openBrowser();
  await context.addCookies(jarOf(await wang.signIn(), app.baseURL));
  const page = await context.newPage();
  await page.goto("/");
  await page.getByRole("link", { name: "Register this device as a till?" }).click();
  await page.getByRole("button", { name: "Register", exact: true }).click();
  await expect(page.getByText("Type a name.")).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill("Counter right");
  await page.getByRole("button", { name: "Register", exact: true }).click();
  await expect(page.getByRole("button", { name: "Wang Wei: change person" })).toBeVisible();
  await expect(page.locator("[data-till-question]")).toHaveCount(0);
  const cookie = (await context.cookies()).find(({ name }) => name === "scantill.till");
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax" });
  const [device] = await database.rows("select name, register_id, token_hash from device where name = 'Counter right'");
  expect(device).toMatchObject({ register_id: counter.registerId });
  expect(JSON.stringify(device)).not.toContain(cookie?.value);

  await page.getByRole("button", { name: "Menu of Wang Wei" }).click();
  await page.getByRole("button", { name: "Lock" }).click();
  const lock = sheetOn(page);
  await lock.isLocked();
  await lock.enter(wang);
  await lock.isOpen();
});

test("T12 who may let tills in is asked on a browser that is none, until somebody says no there; a cashier never is", async ({
  database,
  app,
  openBrowser,
}) => {
  const counter = await makeRegisteredTill({ app, database });
  const [li, wang] = [await counter.hire("Li Na", "4711"), await counter.hire("Wang Wei", "9265", "manager")];
  const context = await openBrowser();
  const page = await context.newPage();
  const question = page.locator("[data-till-question]");
  const comes = async ({ name, signIn }: typeof li) => {
    await context.addCookies(jarOf(await signIn(), app.baseURL));
    await page.goto("/");
    await expect(page.getByRole("button", { name: `Menu of ${name}` })).toBeVisible();
  };
  await comes(li);
  await expect(question).toHaveCount(0);
  await comes(wang);
  await page.getByRole("button", { name: "No, do not ask on this device again" }).click();
  await expect(question).toHaveCount(0);
  await comes(wang);
  await expect(question).toHaveCount(0);
  await page.getByRole("button", { name: "Menu of Wang Wei" }).click();
  await expect(page.getByRole("link", { name: "Register this device", exact: true })).toBeVisible();
});

test("T12 S2 a revoked till is answered nothing any more, and leads to the sign-in by itself", async ({
  database,
  app,
  openBrowser,
  openTill,
  sell,
  watch,
}) => {
  watch.expect(/status of 401/);
  const counter = await makeRegisteredTill({ app, database });
  const [li, wang] = [await counter.hire("Li Na", "4711"), await counter.hire("Wang Wei", "9265", "manager")];
  const till = await openTill({ cookies: `${await li.signIn()}; ${counter.cookie}`, registerId: counter.registerId });
  const lock = sheetOn(till.page);
  await till.page.getByRole("button", { name: "Li Na: change person" }).click();
  await lock.enter(wang);
  await lock.isOpen();
  await sell(till, "91.00");

  const office = await openBrowser();
  await office.addCookies(jarOf(await wang.signIn(), app.baseURL));
  const page = await office.newPage();
  await page.goto("/device");
  await expect(page.getByText("Last seen")).toBeVisible();
  await page.getByRole("button", { name: "Revoke Counter left" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  // Within 5 s of the press, what was open ends by itself.
  await expect(till.page).toHaveURL(/\/login/, { timeout: 5_000 });
  await expect(page.getByText("No device is registered yet.")).toBeVisible();
  // Nothing is answered from now on.
  const cookies = await till.page.context().cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const { status } = await fetch(`${app.baseURL}/state?register=${counter.registerId}`, { headers: { cookie } });
  expect(status).toBe(401);
});

test("T12 I14 a cashier registers and revokes nothing, a manager nothing of another store", async ({
  database,
  app,
  openBrowser,
}) => {
  const [counter, other] = [await makeRegisteredTill({ app, database }), await makeRegisteredTill({ app, database })];
  const [li, wang] = [await counter.hire("Li Na", "4711"), await other.hire("Wang Wei", "9265", "manager")];
  const context = await openBrowser();
  const page = await context.newPage();
  await context.addCookies(jarOf(await li.signIn(), app.baseURL));
  await page.goto("/device");
  await expect(page).toHaveURL(`${app.baseURL}/`);
  await page.getByRole("button", { name: "Menu of Li Na" }).click();
  await expect(page.getByRole("link", { name: "Register this device" })).toHaveCount(0);
  await context.addCookies(jarOf(await wang.signIn(), app.baseURL));
  await page.goto("/device");
  await expect(page.getByLabel("Store and register").locator("option")).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Revoke Counter left" })).toHaveCount(1);
});
