import { expect } from "@playwright/test";
import { test as base, PHONE } from "./fixtures/shop.ts";
import { createTeller, newPress, type Teller } from "./fixtures/teller.ts";

type Counter = {
  /** A register in a store of its own, with other settings (columns of the store) and another limit to confirm. */
  makePlace: (settings?: Record<string, unknown>, confirmFrom?: number) => Promise<string>;
};

const test = base.extend<Counter>({
  makePlace: async ({ database }, use) => {
    await use(async (settings = {}, confirmFrom) => {
      const store = await database.makeStore({ like: "practice", codeLifeMinutes: 3 });
      for (const [column, value] of Object.entries(settings))
        await database.rows(`update store set ${column} = $1 where id = $2`, [value, store]);
      if (confirmFrom !== undefined)
        await database.rows("update store_account set confirm_from = $1 where store_id = $2", [confirmFrom, store]);
      return database.makeRegister({ store });
    });
  },
});

test("C2 A5 a sale by exactly the keys 1 2 . 5 Enter", async ({ till, database }) => {
  await expect(till.page.locator("[data-health=online]")).toBeAttached();
  for (const key of ["1", "2", ".", "5", "Enter"]) await till.page.keyboard.press(key);
  await till.shows("waiting");
  expect(await database.salesOf(till.registerId)).toMatchObject([{ amount: "1250" }]);
});

test("C1 L8 a whole sale by touch alone on a phone: typed, charged, paid, and the next one", async ({
  openTill,
  gateway,
  database,
}) => {
  const till = await openTill({ browser: PHONE });
  const { page } = till;
  await expect(page.locator("[data-health=online]")).toBeAttached();
  const pad = page.getByRole("group", { name: "Keypad" });
  for (const key of ["1", "2", "Decimal point", "5"]) await pad.getByRole("button", { name: key, exact: true }).tap();
  await expect(till.total).toHaveText("¥12.50");
  await till.chargeButton.tap();
  await till.shows("waiting");
  await expect(till.code).toBeInViewport({ ratio: 1 });
  await gateway.pay((await database.sale((await till.orderId()) ?? "")).merchantNumber);
  await till.shows("paid");
  await expect(async () => {
    await till.key("New sale").tap();
    await expect(till.card).toHaveCount(0, { timeout: 500 });
  }).toPass();
  await expect(till.total).toHaveText("¥0.00");
});

test("C1 a store that types cents first: digits push in from the right, and a point still means what it says", async ({
  openTill,
  makePlace,
}) => {
  const till = await openTill({ registerId: await makePlace({ cents_first: true }) });
  await till.enter("1250");
  await expect(till.total).toHaveText("¥12.50");
  await till.page.keyboard.press("Delete");
  await till.page.keyboard.type("12,5");
  await expect(till.total).toHaveText("¥12.50");
  await till.charge("");
  await till.shows("waiting");
  await expect(till.card.getByRole("heading")).toHaveText("¥12.50");
});

test("C4 a third decimal is refused in words, and nothing is rounded", async ({ till }) => {
  await till.enter("12.345");
  await expect(till.page.getByRole("alert").filter({ hasText: "decimals" })).toHaveText(
    "CNY has 2 decimals. Nothing was rounded.",
  );
  await expect(till.total).toHaveText("¥12.34");
});

test("C7 C5 a scan stays out of the amount, charges nothing, and becomes the reference", async ({ till, database }) => {
  const { page } = till;
  await till.enter("12");
  await expect(till.total).toHaveText("¥12.00");
  // A hand pauses before it takes the scanner.
  await page.waitForFunction((since) => performance.now() > since + 150, await page.evaluate(() => performance.now()));
  await till.scan("6901234567892\n");
  await expect(page.getByRole("alert").filter({ hasText: "Scanned" })).toContainText(
    "Scanned 6901234567892 – not an amount",
  );
  await expect(till.total).toHaveText("¥12.00");
  await expect(till.card).toHaveCount(0);
  await page.getByRole("button", { name: "Use as reference" }).click();
  await till.charge("");
  await till.shows("waiting");
  await expect(till.card).toContainText("6901234567892");
  expect(await database.salesOf(till.registerId)).toMatchObject([{ amount: "1200" }]);
});

test("C8 a large amount is read back first: Esc goes back to it, Enter charges it", async ({
  openTill,
  makePlace,
  database,
}) => {
  const till = await openTill({ registerId: await makePlace({}, 100_000) });
  const { page } = till;
  await till.enter("1000");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Is this amount right?" });
  await expect(dialog).toContainText("1,000.00");
  await expect(dialog.getByRole("button", { name: "Charge ¥1,000.00" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(till.total).toHaveText("¥1,000.00");
  expect(await database.salesOf(till.registerId)).toEqual([]);
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("button", { name: "Charge ¥1,000.00" })).toHaveAttribute("aria-disabled", "false");
  await page.keyboard.press("Enter");
  await till.shows("waiting");
  await till.charge("999.99");
  await till.shows("waiting");
  expect((await database.salesOf(till.registerId)).map(({ amount }) => amount)).toEqual(["100000", "99999"]);
});

test("P7 the same sale is not charged again without a warning while the end of the first is open", async ({
  till,
  database,
}) => {
  const { page } = till;
  const first = await till.charge("15");
  await till.shows("waiting");
  await page.keyboard.type("15");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "The same sale is still open" });
  await expect(dialog).toContainText("¥15.00: Waiting. A second charge may take the money twice.");
  await dialog.getByRole("button", { name: "Show that sale" }).click();
  expect(await till.orderId()).toBe(first);
  await page.keyboard.press("Enter");
  await expect(dialog).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Charge ¥15.00" })).toHaveAttribute("aria-disabled", "false");
  await dialog.getByRole("button", { name: "Charge ¥15.00" }).click();
  await expect.poll(async () => (await database.salesOf(till.registerId)).length).toBe(2);
});

test("Z1 nothing is charged without an open shift where the store wants one, and the till leads to it", async ({
  openTill,
  makePlace,
}) => {
  const registerId = await makePlace({ require_shift: true });
  const till = await openTill({ registerId });
  await till.enter("12.50");
  await expect(till.chargeButton).toHaveText("Open a shift first");
  await expect(till.chargeButton).toBeDisabled();
  await till.page.keyboard.press("Enter");
  await expect(till.page.getByRole("link", { name: "Open a shift" })).toHaveAttribute("href", "/shift");
  const chinese = await openTill({ registerId, browser: { locale: "zh-CN" } });
  await expect(chinese.chargeButton).toHaveText("请先开班");
});

test("C3 a removed line can be put back for 5 seconds", async ({ till }) => {
  const { page } = till;
  await page.clock.install();
  await page.reload();
  await till.enter("3");
  await page.keyboard.press("+");
  await page.keyboard.press("+");
  await expect(page.getByRole("button", { name: /^Remove line/ })).toHaveCount(1);
  await page.getByRole("button", { name: "Remove line 1" }).click();
  const undo = page.getByRole("button", { name: "Undo" });
  await expect(undo).toBeVisible();
  await page.clock.runFor(5_100);
  await expect(undo).toHaveCount(0);
});

/** Sells at the register as another till would. */
async function sellNine(teller: Teller): Promise<void> {
  for (const amount of ["21", "22", "23", "24", "25", "26", "27", "28", "29"])
    expect(await teller.charge({ ...newPress(`${amount}.00`), reference: `T${amount}` })).toMatchObject({
      kind: "created",
    });
}

test("C10 nine sales wait at once, each in reach with amount, reference and time left; a tenth is refused kindly", async ({
  app,
  sessions,
  database,
  openTill,
}) => {
  const registerId = await database.makeRegister();
  await sellNine(createTeller(app, sessions.cashier, registerId));
  const till = await openTill({ registerId, browser: { viewport: { width: 1024, height: 768 } } });
  const { page } = till;
  await till.shows("waiting");
  await expect(till.chargeButton).toHaveText("Nine sales are waiting. Finish one first");
  await expect(till.chargeButton).toBeDisabled();
  const tabs = page.getByRole("region", { name: "Other orders" });
  await expect(tabs.getByRole("button", { name: /^Show 29\.00 [12]:\d\d ?T29 ?Waiting/ })).toHaveAttribute(
    "aria-current",
    "true",
  );
  await expect(tabs.getByRole("button", { name: /^Show 28\.00/ })).toContainText(/28\.00\s*[12]:\d\d\s*T28/);
  await tabs.getByRole("button", { name: "All 9 sales in sight" }).click();
  const list = page.getByRole("dialog", { name: "Sales in sight" });
  await expect(list.getByRole("listitem")).toHaveCount(9);
  await list.getByRole("button", { name: /21\.00/ }).click();
  await expect(till.card).toContainText("T21");
  await expect(tabs.locator("[aria-current=true]")).toContainText("T21");

  await page.keyboard.press("Alt+ArrowDown");
  await expect(till.card).toContainText("T29");
  await page.keyboard.press("Alt+ArrowUp");
  await expect(till.card).toContainText("T21");
  await till.cancel();
  await till.shows("cancelled");
  await expect(till.chargeButton).toHaveText("Type an amount");
});

test("A6 single letters do nothing once they are turned off in this browser, and Esc still asks", async ({
  till,
  sell,
}) => {
  const { page } = till;
  await sell(till, "41");
  await page.getByRole("button", { name: "Menu of Li Na" }).click();
  await page.getByRole("group", { name: "Single-letter keys" }).getByRole("button", { name: "Off" }).click();
  await expect(
    page.getByRole("group", { name: "Single-letter keys" }).getByRole("button", { name: "Off" }),
  ).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("Escape");
  await page.reload();
  await till.shows("waiting");
  await till.card.focus();
  await page.keyboard.press("b");
  await page.keyboard.press("c");
  await expect(async () => {
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog", { name: "Cancel ¥41.00?" })).toBeVisible({ timeout: 300 });
  }).toPass();
  await expect(page.getByRole("dialog")).toHaveCount(1);
  await expect(till.card).not.toContainText("Alipay: not paid as of");
});

test("A7 a paid sale gives way after the store's seconds, never by itself where they are 0, and stays when a finger touches the screen", async ({
  openTill,
  makePlace,
  sell,
  gateway,
}) => {
  const pay = async (seconds: number) => {
    const till = await openTill({ registerId: await makePlace({ return_seconds: seconds }) });
    const { merchantNumber } = await sell(till, "42");
    await gateway.pay(merchantNumber);
    await till.shows("paid");
    return till;
  };
  const stays = await pay(0);
  await expect(stays.card).not.toContainText("Then a new sale");
  const touched = await pay(15);
  await expect(touched.card).toContainText("Then a new sale");
  await touched.page.getByRole("group", { name: "Keypad" }).getByRole("button", { name: "5", exact: true }).click();
  await expect(touched.card).not.toContainText("Then a new sale");
  const leaves = await pay(5);
  await expect(leaves.card).toHaveCount(0, { timeout: 8_000 });
  await expect(stays.card).toHaveCount(1);
});

test("C19 the screen is kept on while a code is in sight and not longer, with one hint per device", async ({
  openTill,
  sell,
  gateway,
}) => {
  const till = await openTill();
  const { page } = till;
  await page.addInitScript(() => {
    const held = new Set<number>();
    let last = 0;
    const request = async () => {
      const id = ++last;
      held.add(id);
      return { release: async () => void held.delete(id) };
    };
    Object.defineProperty(navigator, "wakeLock", { value: { request } });
    Reflect.set(window, "heldLocks", () => held.size);
  });
  await page.reload();
  const held = () => page.evaluate(() => Reflect.get(window, "heldLocks")());
  const hint = page.getByText("Raise the screen's brightness");
  const { merchantNumber } = await sell(till, "43");
  await expect.poll(held).toBe(1);
  await expect(hint).toBeVisible();
  await gateway.scan(merchantNumber);
  await till.shows("scanned");
  await expect.poll(held).toBe(0);
  await sell(till, "44");
  await expect(hint).toHaveCount(0);
});

test("C19 a browser that cannot keep the screen on says so, once", async ({ openTill, sell }) => {
  const till = await openTill();
  await till.page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, "wakeLock"));
  await till.page.reload();
  await sell(till, "46");
  await expect(till.page.getByText("this browser cannot keep the screen on")).toBeVisible();
  await till.page.reload();
  await till.shows("waiting");
  await expect(till.page.getByText("this browser cannot keep the screen on")).toHaveCount(0);
});

test("C9 F53 a second device shows the same waiting sale, and what becomes of it", async ({
  openTill,
  till,
  sell,
  gateway,
}) => {
  const { orderId, merchantNumber } = await sell(till, "45");
  const phone = await openTill({ registerId: till.registerId, browser: PHONE });
  await phone.shows("waiting");
  expect(await phone.orderId()).toBe(orderId);
  await till.page.close();
  await gateway.pay(merchantNumber);
  await phone.shows("paid");
});
