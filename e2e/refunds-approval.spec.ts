import { createHash, randomBytes, randomUUID } from "node:crypto";
import { expect, type Locator } from "@playwright/test";
import type { App } from "./fixtures/app.ts";
import { test as base } from "./fixtures/refunds.ts";
import { expectReachable } from "./fixtures/screens/expect-reachable.ts";
import { PHONE } from "./fixtures/shop.ts";
import type { ShopDatabase } from "./fixtures/shop-database.ts";
import { signIn } from "./fixtures/sign-in.ts";
import { applyStoreFile, MERCHANT } from "./fixtures/stores/store-file.ts";
import { CONFIRM, type Till } from "./fixtures/till.ts";

const WANG = { name: "Wang Fang", pin: "4711" };
const ZHAO = { name: "Zhao Li", pin: "8152" };

type Counter = { registerId: string; cashier: string; tillToken: string };

/** A store whose cashiers give back 100.00 alone, with two managers who have PINs and a till that was let in. */
async function makeCounter(app: App, database: ShopDatabase): Promise<Counter> {
  const code = randomUUID();
  const login = (who: string) => `${who}-${code}`;
  const password = randomUUID();
  await applyStoreFile(app, {
    merchant: MERCHANT,
    stores: [
      {
        ...{ code, name: "Tea house", practice: true, currency: "CNY", accounts: { CNY: "practice-openapi" } },
        registers: [{ code: "1", name: "Counter" }],
        refundLimits: { cashier: { perRefund: "100.00" } },
      },
    ],
    staff: [
      { login: login("chen"), name: "Chen Jie", password, roles: { [code]: "cashier" } },
      { login: login("wang"), ...WANG, password, roles: { [code]: "manager" } },
      { login: login("zhao"), ...ZHAO, password, roles: { [code]: "manager" } },
    ],
  });
  const cashier = await signIn(app.baseURL, { name: login("chen"), password });
  if (cashier === null) throw new Error("the cashier could not sign in");
  const tillToken = randomBytes(32).toString("base64url");
  const [place] = await database.rows<{ id: string }>(
    `insert into device (id, kind, store_id, register_id, name, token_hash)
     select gen_random_uuid(), 'till', store_id, id, 'Counter', $2 from register
     where store_id = (select id from store where code = $1) returning register_id as id`,
    [code, createHash("sha256").update(tillToken).digest()],
  );
  return { registerId: place?.id ?? "", cashier, tillToken };
}

const test = base.extend<{ openCounter: (locale?: string, width?: number) => Promise<Till> }, { counter: Counter }>({
  counter: [async ({ app, database }, use) => use(await makeCounter(app, database)), { scope: "worker" }],
  openCounter: async ({ counter: { cashier, registerId, tillToken }, openTill }, use) => {
    await use((locale = "en-GB", width = 1440) => {
      const browser = width < 600 ? { ...PHONE, viewport: { width, height: 640 }, locale } : { locale };
      return openTill({ cookies: `${cashier}; scantill.till=${tillToken}`, registerId, browser });
    });
  },
});

/** The refund dialog, filled in and confirmed. */
async function ask(till: Till, amount: string): Promise<Locator> {
  const form = await till.openRefund();
  await form.getByRole("textbox").fill(amount);
  await form.getByRole("combobox").selectOption("returned");
  await form.getByRole("button", { name: CONFIRM }).click();
  return till.page.getByRole("dialog", { name: /^(Manager approval|需要店长授权)/ });
}

test("R2 R3 a cashier gives back within the limit alone; above it a manager says yes on the spot, and both are stored", async ({
  openCounter,
  sellPaid,
  gateway,
  database,
}) => {
  const till = await openCounter();
  const { orderId, merchantNumber } = await sellPaid(till, "300.00");
  await ask(till, "100");
  await till.shows("partly_refunded");
  await expect(till.page.getByRole("dialog")).toHaveCount(0);

  const pad = await ask(till, "150");
  await expect(pad).toHaveAccessibleName("Manager approval: refund ¥150.00");
  await expect(pad).toContainText("More than ¥100.00 needs a manager.");
  await pad.getByRole("button", { name: WANG.name }).click();
  await till.page.keyboard.type(WANG.pin);
  await expect(till.page.getByRole("dialog")).toHaveCount(0);
  await expect(till.band).toHaveText("Refunded ¥250.00. Left: ¥50.00", { timeout: 15_000 });
  const people = await database.rows(
    `select asked.name as asked, approved.name as approved, r.amount::text
     from refund r join payment_attempt a on a.id = r.attempt_id
     join app_user asked on asked.id = r.asked_by_id left join app_user approved on approved.id = r.approved_by_id
     where a.order_id = $1 order by r.created_at`,
    [orderId],
  );
  expect(people).toEqual([
    { asked: "Chen Jie", approved: null, amount: "10000" },
    { asked: "Chen Jie", approved: WANG.name, amount: "15000" },
  ]);
  expect((await gateway.of(merchantNumber)).refunds.map(({ minor }) => minor)).toEqual(["10000", "15000"]);
});

test("R3 T10 A12 a wrong PIN gives nothing back and says so; another approver begins without digits; what was typed in the form stays", async ({
  openCounter,
  sellPaid,
  gateway,
}) => {
  const till = await openCounter();
  const { page } = till;
  const { merchantNumber } = await sellPaid(till, "128.50");
  const pad = await ask(till, "120.50");
  await pad.getByRole("button", { name: WANG.name }).click();
  await page.keyboard.type("0000");
  await expect(pad.getByRole("alert")).toContainText("Wrong PIN.");
  await page.keyboard.type("81");
  await expect(pad).toContainText("2 of 4 digits");
  await pad.getByRole("button", { name: ZHAO.name }).click();
  await expect(pad).toContainText("0 of 4 digits");
  await page.keyboard.press("Escape");
  await expect(pad).toHaveCount(0);
  const form = page.getByRole("dialog");
  await expect(form.getByRole("textbox")).toHaveValue("120.50");
  await expect(form.getByRole("combobox")).toHaveValue("returned");
  await expect(form.getByRole("button", { name: "Refund ¥120.50" })).toBeFocused();
  expect((await gateway.of(merchantNumber)).refunds).toEqual([]);

  await page.keyboard.press("Enter");
  await pad.getByRole("button", { name: ZHAO.name }).click();
  await page.keyboard.type(ZHAO.pin);
  await till.shows("partly_refunded");
  expect((await gateway.of(merchantNumber)).refunds).toMatchObject([{ minor: "12050", requests: 1 }]);
});

test("R4 A12 without a reason nobody is asked for a PIN, and the field says what is missing", async ({
  openCounter,
  sellPaid,
}) => {
  const till = await openCounter();
  await sellPaid(till, "200.00");
  const form = await till.openRefund();
  await form.getByRole("button", { name: "Refund ¥200.00" }).click();
  await expect(form.getByRole("alert")).toHaveText("Say why the money goes back.");
  await expect(form.getByRole("combobox")).toHaveAccessibleDescription("Say why the money goes back.");
  await expect(till.page.getByRole("dialog")).toHaveCount(1);
  await form.getByRole("combobox").selectOption("other");
  await form.getByRole("button", { name: "Refund ¥200.00" }).click();
  await expect(form.getByLabel("In your own words")).toHaveAccessibleDescription("Say why the money goes back.");
  await expect(till.page.getByRole("dialog")).toHaveCount(1);
});

test("A5 R3 a refund with approval without a pointer, from the card and back to it", async ({
  openCounter,
  sellPaid,
}) => {
  const till = await openCounter();
  const { page } = till;
  await sellPaid(till, "150.00");
  await expect(till.key("New sale")).toBeFocused();
  for (let keys = 0; keys < 3; keys++) await page.keyboard.press("Shift+Tab");
  await expect(till.more).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog").getByRole("button", { name: "Refund", exact: true })).toBeFocused();
  const form = page.getByRole("dialog", { name: "Refund from the sale of ¥150.00" });
  await page.keyboard.press("Enter");
  await expect(form.getByRole("textbox")).toBeFocused();
  for (let tabs = 0; tabs < 4; tabs++) await page.keyboard.press("Tab");
  await expect(form.getByRole("combobox")).toBeFocused();
  await page.keyboard.type("Ret");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(form.getByRole("button", { name: "Refund ¥150.00" })).toBeFocused();
  await page.keyboard.press("Enter");
  const pad = page.getByRole("dialog", { name: "Manager approval: refund ¥150.00" });
  await expect(pad).toBeVisible();
  const wang = pad.getByRole("button", { name: WANG.name });
  for (let tabs = 0; tabs < 6 && !(await wang.evaluate((tile) => tile === document.activeElement)); tabs++)
    await page.keyboard.press("Tab");
  await expect(wang).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.type(WANG.pin);
  await till.shows("refunded");
  await expect(till.more).toBeFocused();
});

test("R3 a browser that is no registered till takes no PIN, and says who can refund there", async ({
  counter,
  openTill,
  sellPaid,
}) => {
  const till = await openTill({ cookies: counter.cashier, registerId: counter.registerId });
  await sellPaid(till, "101.00");
  const form = await till.openRefund();
  await form.getByRole("combobox").selectOption("returned");
  await form.getByRole("button", { name: "Refund ¥101.00" }).click();
  await expect(form.getByRole("alert")).toContainText("More than ¥100.00 needs a manager.");
  await expect(form.getByRole("alert")).toContainText("a manager has to sign in and refund");
  await expect(till.page.getByRole("dialog")).toHaveCount(1);
});

for (const [locale, amount] of [
  ["en-GB", "48888.50"],
  ["zh-CN", "47777.50"],
] as const)
  test(`A1 A2 A10 L1 R3 approval on a phone of 320 pixels, ${locale}: nothing scrolls sideways, every key is large enough, axe finds nothing`, async ({
    openCounter,
    sellPaid,
  }) => {
    const till = await openCounter(locale, 320);
    await sellPaid(till, amount);
    const pad = await ask(till, amount);
    const look = () => expectReachable(till.page, 44);
    await expect(pad).toBeVisible();
    await look();
    await pad.getByRole("button", { name: ZHAO.name }).click();
    await till.page.keyboard.type("0000");
    await expect(pad.getByRole("alert")).not.toBeEmpty();
    await look();
    await till.page.keyboard.type(ZHAO.pin);
    await till.shows("refunded");
  });
