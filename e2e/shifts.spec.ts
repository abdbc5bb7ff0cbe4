import { expect, type Locator, type Page } from "@playwright/test";
import { CLOSE_SHIFT, OPEN_SHIFT } from "./fixtures/screens/shift-screens.ts";
import { test } from "./fixtures/shop.ts";
import type { Till } from "./fixtures/till.ts";

// Calls that hang stay in the memory of the app's breakers: no other test shares it.
test.use({ appGroup: "shifts" });

/** Tab, until the focus is there; Enter. */
async function pressByKeyboard(page: Page, name: RegExp | string): Promise<void> {
  const control = page.getByRole("button", { name }).last();
  await expect(control).toBeEnabled();
  await tabTo(page, control);
  await page.keyboard.press("Enter");
}

async function tabTo(page: Page, control: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if (await control.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("the keyboard does not reach it");
}

async function openShift({ page }: Till): Promise<void> {
  await page.goto("/shift");
  await page.getByRole("button", { name: OPEN_SHIFT }).click();
  await expect(page.locator("[data-health=online]")).toBeAttached();
}

async function look({ page }: Till): Promise<void> {
  await page.goto("/shift");
  await expect(page.locator("[data-check=over]")).toBeAttached({ timeout: 15_000 });
}

async function close(till: Till): Promise<void> {
  await look(till);
  await till.page.getByRole("button", { name: CLOSE_SHIFT }).click();
  await till.page.getByRole("dialog").getByRole("button", { name: CLOSE_SHIFT }).click();
  await expect(till.page).toHaveURL(/\/shift\/[0-9a-f-]{36}$/);
}

const totals = (page: Page) => page.getByRole("region", { name: "Totals" });

test("A5 Z1 Z3 Z4 C12 a shift by keyboard alone: opened, sold in, looked at, handed over, closed", async ({
  till,
  openTill,
  sessions,
  gateway,
  sell,
}) => {
  const { page } = till;
  await page.goto("/shift");
  await pressByKeyboard(page, OPEN_SHIFT);
  const { merchantNumber } = await sell(till, "12.50");
  await gateway.pay(merchantNumber);
  await till.shows("paid");
  await expect(page.locator("[data-own-totals]").first()).toContainText("1 sale · ¥12.50");

  await look(till);
  await expect(page.getByText("Nothing is open in this shift.")).toBeVisible();
  await expect(totals(page)).toContainText("Sales (1)");
  await expect(totals(page)).toContainText("¥12.50");

  const next = await openTill({ cookies: sessions.owner, registerId: till.registerId });
  await look(next);
  await tabTo(next.page, next.page.getByLabel("Note for the next person"));
  await next.page.keyboard.type("Coins are low");
  await pressByKeyboard(next.page, "Take over");
  await expect(next.page.getByText("To hand over without closing")).toBeVisible();
  await pressByKeyboard(next.page, CLOSE_SHIFT);
  await expect(next.page.getByRole("dialog")).toContainText("¥12.50");
  await pressByKeyboard(next.page, CLOSE_SHIFT);
  await expect(next.page.getByRole("heading", { level: 1 })).toContainText("000001");
  await expect(next.page.getByRole("region", { name: "Facts" })).toContainText("Coins are low");
  await till.page.goto("/");
  await expect(till.page.locator("[data-health=online]")).toBeAttached();
  await expect(till.page.locator("[data-own-totals]")).toHaveCount(0);
});

test("Z1 a store that wants shifts sells nothing without one", async ({ openTill, database }) => {
  const store = await database.makeStore({ like: "practice", codeLifeMinutes: 3 });
  await database.rows("update store set require_shift = true where id = $1", [store]);
  const till = await openTill({ store });
  await till.enter("5");
  await expect(till.chargeButton).toHaveText("Open a shift first");
  await openShift(till);
  await till.charge("5.00");
  await till.shows("waiting");
});

test("Z5 Z2 F25 the gateway hangs: the check ends, a cashier may not close, a manager leaves it open with a note, and its money comes into the next report", async ({
  till,
  openTill,
  sessions,
  gateway,
  sell,
  database,
}) => {
  test.setTimeout(120_000);
  await openShift(till);
  const { merchantNumber, orderId } = await sell(till, "30.00");
  const hangs = await gateway.fault({ name: "delay", operation: "query", ms: 20_000, times: "always" });
  await look(till);
  const { page } = till;
  await expect(page.getByText("1 of 1 asked")).toBeVisible();
  await expect(page.getByText("1 item is not certain yet.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Not certain: a manager closes" })).toBeDisabled();

  const manager = await openTill({ cookies: sessions.owner, registerId: till.registerId });
  await look(manager);
  await manager.page.getByRole("button", { name: CLOSE_SHIFT }).click();
  await expect(manager.page.getByText("Say in a few words why it may stay open.")).toBeVisible();
  await manager.page.getByLabel("Leave open with note").fill("Customer left the shop");
  await manager.page.getByRole("button", { name: CLOSE_SHIFT }).click();
  await manager.page.getByRole("dialog").getByRole("button", { name: CLOSE_SHIFT }).click();
  await expect(manager.page.getByRole("heading", { level: 1 })).toContainText("000001");
  await expect(manager.page.getByRole("region", { name: "Left open" })).toContainText("Customer left the shop");
  await expect(totals(manager.page)).toContainText("Sales (0)");

  await gateway.takeBack(hangs);
  await gateway.pay(merchantNumber);
  await expect.poll(async () => (await database.sale(orderId)).status, { timeout: 40_000 }).toBe("paid");
  await till.page.goto("/shift");
  await expect(till.page.getByText("Customer left the shop")).toBeVisible();
  await openShift(till);
  await close(till);
  await expect(till.page.getByRole("heading", { level: 1 })).toContainText("000002");
  await expect(totals(till.page)).toContainText("Late, of earlier shifts");
  await expect(totals(till.page)).toContainText("¥30.00");
});

test("Z3 F51 the answer of the close is lost: the shift is closed once, whole, and the page finds its report", async ({
  till,
  gateway,
  sell,
  database,
  watch,
}) => {
  watch.expect(/Failed to load resource: net::ERR_FAILED .*\/shift$/);
  await openShift(till);
  const { merchantNumber } = await sell(till, "7.00");
  await gateway.pay(merchantNumber);
  await till.shows("paid");
  await look(till);
  const { page } = till;
  await page.route("**/shift", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    await route.fetch();
    await route.abort();
  });
  await page.getByRole("button", { name: CLOSE_SHIFT }).click();
  await page.getByRole("dialog").getByRole("button", { name: CLOSE_SHIFT }).click();
  await expect(page.getByText("The shift is closed whole or not at all; look again.")).toBeVisible();
  await page.unroute("**/shift");
  await page.getByRole("button", { name: CLOSE_SHIFT }).click();
  await page.getByRole("dialog").getByRole("button", { name: CLOSE_SHIFT }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("000001");
  const reports = await database.rows<{ net: string }>(
    "select content->'total'->0->>'net' as net from z_report where register_id = $1",
    [till.registerId],
  );
  expect(reports).toEqual([{ net: "700" }]);
});

const MM = 72 / 25.4;

for (const locale of ["en-GB", "zh-CN"]) {
  test(`Z3 a closing report prints on 58 and 80 mm without a clipped word, and again as a numbered copy: ${locale}`, async ({
    openTill,
    sessions,
    gateway,
    sell,
    database,
  }, info) => {
    const till = await openTill({ cookies: sessions.owner, browser: { locale } });
    const { page } = till;
    await openShift(till);
    const { merchantNumber } = await sell(till, "4888.88");
    await gateway.pay(merchantNumber);
    await till.shows("paid");
    await sell(till, "1.00");
    await look(till);
    await page.locator("[data-item] input").fill("AVeryLongWordThatHasNoPlaceToBreak".repeat(3));
    await page.getByRole("button", { name: CLOSE_SHIFT }).click();
    await page.getByRole("dialog").getByRole("button", { name: CLOSE_SHIFT }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("000001");
    const shiftId = new URL(page.url()).pathname.split("/").at(-1);
    for (const [copy, width] of [58, 80].entries()) {
      // Printing itself is the browser's: what it would get is taken as a file.
      await page.evaluate(() => Reflect.set(window, "print", () => Reflect.set(window, "printed", document.title)));
      await page.getByRole("button", { name: `${width} mm` }).click();
      await page.waitForFunction(() => Reflect.get(window, "printed") !== undefined);
      await page.evaluate(() => Reflect.deleteProperty(window, "printed"));
      await page.emulateMedia({ media: "print" });
      const slip = page.locator(`[data-slip="${width}"]`);
      await expect(slip).toBeVisible();
      expect(await clippedIn(slip)).toEqual([]);
      const pdf = await page.pdf({ preferCSSPageSize: true, path: info.outputPath(`z-${width}-${locale}.pdf`) });
      const boxes = [...pdf.toString("latin1").matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
      expect(boxes).toHaveLength(1);
      expect(Math.abs(Number(boxes[0]?.[1]) - width * MM)).toBeLessThan(1);
      await page.emulateMedia({ media: "screen" });
      const prints = await database.rows<{ copy: number }>(
        "select (data->>'copy')::int as copy from shift_event where shift_id = $1 and kind = 'printed' order by id",
        [shiftId],
      );
      expect(prints.at(-1)).toEqual({ copy });
    }
    await page.reload();
    await page.getByRole("button", { name: "58 mm" }).click();
    await expect(page.locator("[data-slip]")).toContainText(/COPY 2|COPY 3|副本 2|副本 3/);
  });
}

/** Words of a slip that reach beyond what the printer reaches. */
const clippedIn = (slip: Locator): Promise<string[]> =>
  slip.evaluate((root) => {
    const { left, right } = root.getBoundingClientRect();
    return [...root.querySelectorAll("*")]
      .filter((element) => element.closest("svg") === null)
      .filter((element) => {
        const box = element.getBoundingClientRect();
        return box.left < left - 0.5 || box.right > right + 0.5 || element.scrollWidth > element.clientWidth + 1;
      })
      .map(({ textContent }) => textContent ?? "");
  });
