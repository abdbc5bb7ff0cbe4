import { expect, type Page } from "@playwright/test";
import { displayOn, displaysDialog, newName, noteLooks, openDisplays, pairWith } from "./fixtures/displays/display.ts";
import { readCode } from "./fixtures/screens/read-code.ts";
import { PHONE, test } from "./fixtures/shop.ts";
import { openTabletNetwork } from "./fixtures/tablet-network.ts";

/** A display that is shut out has ended within this, counted from the press. */
const REVOKED_MS = 5_000;
/** The goal is 500 ms; this machine may be busy. The measured time is noted with the test. */
const FOLLOWS_MS = 2_000;

const customerPage = async (open: () => Promise<{ newPage: () => Promise<Page> }>) => (await open()).newPage();

const stateOf = (page: Page) =>
  page.evaluate(async () => {
    const answer = await fetch("/display-state", { cache: "no-store" });
    return { status: answer.status, body: await answer.json() };
  });

test("D1 D2 D3 D4 D5 T7 six digits make a display; it shows the sale with the till, its code is the gateway's, and paid with a receipt", async ({
  till,
  sell,
  gateway,
  database,
  openBrowser,
}, info) => {
  const page = await customerPage(openBrowser);
  const display = displayOn(page);
  await noteLooks(page);
  await page.goto("/display");
  const code = await display.readDigits();
  expect((await readCode(page)).jsqr).toBe(`${new URL(page.url()).origin}/?display=${code}`);

  const displays = await openDisplays(till);
  const name = newName();
  await displays.pair(code === "000000" ? "000001" : "000000", name);
  await expect(displays.dialog.getByRole("alert")).toContainText("No display shows these digits");
  await displays.pair(code, name);
  await expect(displays.row(name)).toContainText("Shows this till");
  await displays.close();
  await display.shows("idle");
  for (const shown of [till.page, page]) await expect(shown.locator(".stripes")).toBeVisible();

  const { orderId, merchantNumber, codeText } = await sell(till, "128.50");
  const lag = (await display.showedAt("waiting")) - (await till.showed(orderId, "waiting")).at;
  info.annotations.push({ type: "D1 display behind till, ms", description: String(lag) });
  expect(lag).toBeLessThan(FOLLOWS_MS);
  await expect(display.amount).toHaveText(/128\.50/);
  expect(await readCode(display.code)).toEqual({ jsqr: codeText, zxing: codeText });
  const tile = await display.code.boundingBox();
  expect(tile?.width ?? 0).toBeGreaterThanOrEqual(420);
  const fields = ["amount", "code", "currency", "endsAt", "lang", "receiptUrl", "state", "storeName"];
  expect(Object.keys((await stateOf(page)).body).sort()).toEqual(fields);

  await gateway.pay(merchantNumber);
  await display.shows("paid");
  await expect(display.screen).toContainText("Receipt, not a payment code");
  await expect(display.screen).toContainText("电子小票，非付款码");
  const [order] = await database.rows<{ token: string }>(
    "select receipt_token as token from shop_order where id = $1",
    [orderId],
  );
  const receipt = await readCode(display.code);
  expect(receipt.jsqr).toBe(receipt.zxing);
  expect(receipt.jsqr).toMatch(new RegExp(`^https?://[^/]+/r/${order?.token}$`));
  const small = await display.code.boundingBox();
  expect(small?.width ?? 999).toBeLessThanOrEqual((tile?.width ?? 0) * 0.55);
  const paid = await stateOf(page);
  expect(Object.keys(paid.body).sort()).toEqual(fields);
  expect(paid.body).toMatchObject({ state: "paid", amount: "12850", code: null });
});

test("D4 D3 a till opened by the display's own code asks to pair; cancelled and ended sales are said so, without a code", async ({
  till,
  sell,
  database,
  openBrowser,
}) => {
  const page = await customerPage(openBrowser);
  const display = displayOn(page);
  await page.goto("/display");
  const code = await display.readDigits();
  await till.page.goto(`/?display=${code}`);
  const { dialog } = displaysDialog(till.page);
  await expect(dialog.getByLabel("Digits on the display")).toHaveValue(code);
  await dialog.getByRole("button", { name: "Pair with this till" }).click();
  await display.shows("idle");
  await till.page.keyboard.press("Escape");
  await expect(till.page).toHaveURL(/\/$/);

  await sell(till, "15.80");
  await display.shows("waiting");
  await till.cancel();
  await display.shows("cancelled");
  await expect(display.code).toHaveCount(0);
  const { orderId } = await sell(till, "16.80");
  await display.shows("waiting");
  await database.endCodeLife(orderId);
  await display.shows("expired");
  await expect(display.code).toHaveCount(0);
});

test("D6 F53 I16 cut off, the display takes the code away within 10 seconds, and shows the truth when it is back", async ({
  till,
  sell,
  gateway,
  database,
  openBrowser,
  watch,
}) => {
  watch.expect(/Failed to load resource|net::ERR/);
  const network = await openTabletNetwork();
  const context = await openBrowser({ proxy: network.proxy });
  const display = await pairWith(till, await context.newPage());
  const { orderId, merchantNumber } = await sell(till, "71.00");
  await expect(display.code).toHaveCount(1);
  network.cut();
  await display.shows("offline", 12_000);
  await expect(display.code).toHaveCount(0);
  await expect(display.screen).toContainText(/Please wait for the cashier|请等待收银员处理/);
  await gateway.pay(merchantNumber);
  await expect.poll(async () => (await database.sale(orderId)).orderStatus).toBe("paid");
  network.restore();
  await display.shows("paid");
  await context.close();
  await network.close();
});

test("D3 B41 a revoked display is told nothing more, and asks to be paired anew", async ({
  openTill,
  sessions,
  sell,
  openBrowser,
  watch,
}) => {
  watch.expect(/status of 401/);
  const till = await openTill({ cookies: sessions.owner });
  const display = await pairWith(till, await customerPage(openBrowser), "By the door");
  await sell(till, "9.00");
  await display.shows("waiting");
  // The page's framework may write the address anew in the moment of the press, when an answer of the server arrives.
  await till.page.evaluate(() => {
    document.querySelector<HTMLAnchorElement>("a[href='#displays']")?.click();
    history.replaceState(history.state, "", "/");
  });
  const displays = displaysDialog(till.page);
  await displays.row("By the door").getByRole("button", { name: "Revoke By the door" }).click();
  await displays.row("By the door").getByRole("button", { name: "Revoke now" }).click();
  await expect(display.digits).toBeVisible({ timeout: REVOKED_MS });
  await expect(displays.row("By the door")).toHaveCount(0);
  expect((await stateOf(display.page)).status).toBe(401);
});

test("D9 D2 the cashier picks which sale and which till a display shows", async ({ openTill, sell, openBrowser }) => {
  const [east, west] = [await openTill(), await openTill()];
  const display = await pairWith(east, await customerPage(openBrowser), "Shared screen");
  await sell(east, "1.00");
  await sell(east, "2.00");
  await expect(display.amount).toHaveText(/2\.00/);
  await east.page.keyboard.press("Alt+ArrowDown");
  await expect(display.amount).toHaveText(/1\.00/);
  await sell(west, "3.00");
  const displays = await openDisplays(west);
  await displays.row("Shared screen").getByRole("button", { name: "Show this till" }).click();
  await expect(displays.row("Shared screen")).toContainText("Shows this till");
  await expect(display.amount).toHaveText(/3\.00/);
});

test("D1 D3 a second window of the till's own browser is a display, and each window keeps its place", async ({
  till,
  sell,
}) => {
  const display = await pairWith(till, await till.page.context().newPage());
  const { codeText } = await sell(till, "12.00");
  await display.shows("waiting");
  expect(await readCode(display.code)).toEqual({ jsqr: codeText, zxing: codeText });
  const language = display.screen.getByRole("button");
  await expect(language).toHaveCount(1);
  const before = await display.screen.getAttribute("lang");
  await language.click();
  await expect(display.screen).not.toHaveAttribute("lang", before ?? "");
  expect(await readCode(display.code)).toEqual({ jsqr: codeText, zxing: codeText });
});

test("D7 one phone: one tap fills the screen with the code, upright or turned, and only the close key or Esc leaves", async ({
  openTill,
  sell,
}) => {
  const till = await openTill({ browser: PHONE });
  const { codeText } = await sell(till, "128.50");
  const read = { jsqr: codeText, zxing: codeText };
  await till.key("Bigger").tap();
  const dialog = till.page.getByRole("dialog");
  const code = dialog.getByRole("img");
  await expect(code).toBeVisible();
  expect(await dialog.boundingBox()).toMatchObject({ x: 0, y: 0, width: 390, height: 844 });
  expect((await code.boundingBox())?.width ?? 0).toBeGreaterThanOrEqual(320);
  expect(await readCode(code)).toEqual(read);
  await dialog.getByRole("button", { name: "Turn round" }).tap();
  await expect(dialog.locator("[data-turned=true]")).toBeVisible();
  expect(await readCode(code)).toEqual(read);
  await code.tap();
  await till.page.touchscreen.tap(20, 400);
  await expect(code).toBeVisible();
  await till.page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await till.key("Bigger").tap();
  await dialog.getByRole("button", { name: "Close" }).tap();
  await expect(dialog).toHaveCount(0);
  await till.shows("waiting");
});
