import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import { freePort } from "../server/launcher/network.mjs";
import { practiceFile } from "../server/practice.ts";
import { type App, type SignIn, startApp } from "./fixtures/app.ts";
import { setUpOnTheWay } from "./fixtures/people/second-step.ts";
import { test as shop } from "./fixtures/shop.ts";
import { openShopDatabase, type ShopDatabase } from "./fixtures/shop-database.ts";
import { signIn } from "./fixtures/sign-in.ts";
import { enterAccount, papersOf, testWell } from "./fixtures/stores/papers.ts";
import { applyStoreFile, practiceShop } from "./fixtures/stores/store-file.ts";
import { tillOn } from "./fixtures/till.ts";

type Installation = {
  readonly app: App;
  readonly database: ShopDatabase;
  /** Ends the app and starts it on the same data and address. */
  restart(): Promise<void>;
};

/** A new installation for real sales, whose Alipay is the practice gateway of another one. */
const test = shop.extend<{ fresh: Installation }>({
  fresh: async ({ app: alipay }, use) => {
    const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "scantill-e2e-"));
    const settings = {
      PRACTICE: "off",
      GATEWAY_ALLOW: alipay.wallet,
      DATA_DIR: dataDir,
      PORT: String(await freePort()),
    };
    const begin = async () => {
      const app = await startApp(settings);
      return { app, database: openShopDatabase(app.databaseUrl) };
    };
    const end = async () => {
      await running.database.close();
      await running.app.stop();
    };
    let running = await begin();
    try {
      await use({
        get app() {
          return running.app;
        },
        get database() {
          return running.database;
        },
        async restart() {
          await end();
          running = await begin();
        },
      });
    } finally {
      await end();
      fs.rmSync(dataDir, { recursive: true, force: true });
    }
  },
});

test.describe.configure({ timeout: 120_000 });

/** By generation: what a store sells in with it, and where its gateway is. */
const SOLD = [
  {
    generation: "openapi",
    currency: "CNY",
    smallest: "0.01",
    path: "/gateway.do",
    gatewayLabel: "Gateway address (optional)",
  },
  {
    generation: "mapi",
    currency: "USD",
    smallest: "0.01",
    path: "/gateway.do",
    gatewayLabel: "Gateway address (optional)",
  },
  { generation: "intl", currency: "JPY", smallest: "1", path: "/isupergw", gatewayLabel: "Gateway address" },
] as const;

const OWNER: SignIn = { name: "wang.wei", password: "seven green lanterns" };

test("O2 T1 T2 T3 T7 P22 a new installation is set up by the wizard, left and gone on with in another browser: all three generations, and a sale on each", async ({
  app: alipay,
  fresh,
  openBrowser,
  openWallet,
  gateway,
}) => {
  const { app } = fresh;
  const enter = async ({ name, password }: SignIn) => {
    const page = await (await openBrowser({ baseURL: app.baseURL })).newPage();
    await page.goto("/");
    await page.getByLabel("User name").fill(name);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page).toHaveURL(/\/setup/);
    return page;
  };
  const first = await enter(app.owner);
  await first.getByRole("link", { name: "Later" }).click();
  await first.getByRole("link", { name: "Set up the first store" }).click();
  await first.getByLabel("Your name").fill("Wang Wei");
  await first.getByLabel("User name").fill(OWNER.name);
  await first.getByLabel("New password").fill(OWNER.password);
  await first.getByRole("button", { name: "Save and go on" }).click();
  await expect(first.getByRole("heading", { name: "Your store" })).toBeVisible();
  expect(await signIn(app.baseURL, app.owner)).toBeNull();
  await first.close();

  let page = await enter(OWNER);
  await page.getByLabel("Name", { exact: true }).fill("Tea house");
  await page.getByRole("button", { name: "Make the store" }).click();
  for (const [at, { generation, currency, smallest, path, gatewayLabel }] of SOLD.entries()) {
    await expect(page.getByText("Where is your Alipay contract?")).toBeVisible();
    const papers = { ...papersOf(alipay, generation), [gatewayLabel]: `${alipay.wallet}${path}` };
    await enterAccount(page, generation, papers);
    // Who is paid is said with a second step: a new owner has none yet.
    if (at === 0) await setUpOnTheWay(page.getByRole("dialog", { name: "Set up a second step first" }));
    await expect(page).toHaveURL(/step=test&account=/);
    // What was typed is nowhere any more.
    const { merchantPrivateKey, md5Key = "" } = practiceShop(alipay, generation);
    expect(await page.content()).not.toContain(merchantPrivateKey?.slice(40, 90) ?? md5Key);
    if (at === 0) page = await leaveAndReturn(page);
    await testWell(page);
    await page.getByRole("button", { name: "Add a currency" }).click();
    const dialog = page.getByRole("dialog");
    if (at > 0) await dialog.getByLabel("Currency", { exact: true }).fill(currency);
    await dialog.getByRole("button", { name: "Save" }).click();
    if (at > 0) {
      // It was tested in the store's own currency.
      await expect(dialog.getByText("has not passed a connection test in this currency")).toBeVisible();
      await dialog.getByRole("button", { name: "Sell with it anyway" }).click();
      await expect(dialog).toHaveCount(0);
      await testWell(page);
    }
    // Who came back without asking for a step is shown the next one.
    if (at > 0) await page.getByRole("link", { name: "Go on", exact: true }).click();
    await expect(page.getByRole("heading", { name: "The first sale" })).toBeVisible();
    if (at === 0) {
      page = await leaveAndReturn(page, () => fresh.restart());
      await page.getByRole("link", { name: "First sale" }).click();
      await expect(page).toHaveURL(/step=sale/);
    }

    await page.getByRole("button", { name: `Test sale of ${currency} ${smallest}` }).click();
    await expect(page.locator("[data-test-sale=open]").getByRole("img")).toBeVisible();
    const [sale] = await fresh.database.rows<{ code: string; number: string }>(
      "select code_text as code, merchant_number as number from payment_attempt order by created_at desc limit 1",
    );
    if (at === 0) {
      const wallet = await openWallet(sale?.code ?? "");
      await wallet.locator("form button").first().click();
    } else {
      await gateway.pay(sale?.number ?? "");
    }
    await expect(page.getByText(`Paid ${currency} ${smallest}`)).toBeVisible({ timeout: 15_000 });
    await expect(page.getByText("Nobody outside can call this till", { exact: false })).toBeVisible();
    const end = page.getByRole("link", { name: "Finish" });
    await expect(end).toBeVisible();
    if (at === SOLD.length - 1) await end.click();
    else await page.goto("/setup?step=credentials&more");
  }
  await expect(page.getByRole("heading", { name: "Ready to sell" })).toBeVisible();
  // Whoever left before it was paid, and comes back after, finds the sale and the way its notice came.
  page = await leaveAndReturn(page);
  await page.getByRole("link", { name: "The first sale" }).click();
  await expect(page.getByText("A sale with this account was paid.")).toBeVisible();
  await expect(page.getByText("Nobody outside can call this till", { exact: false })).toBeVisible();
  await page.getByRole("link", { name: "Finish" }).click();
  await page.getByRole("link", { name: "Open the till" }).click();
  await expect(page.locator("[data-health=online]")).toBeAttached();
  expect(await fresh.database.rows("select 1 from shop_order where status = 'paid'")).toHaveLength(3);
});

/** Closes the wizard, and opens it again where it was left. */
async function leaveAndReturn(page: Page, meanwhile = async () => {}): Promise<Page> {
  const address = page.url();
  const context = page.context();
  await page.close();
  await meanwhile();
  const back = await context.newPage();
  await back.goto(new URL("/setup", address).href);
  return back;
}

test("O2 T2 a new installation is set up by a store file just as well: all three generations, and a cashier sells on each", async ({
  app: alipay,
  fresh: { app, database },
  openBrowser,
  gateway,
}) => {
  const shops = SOLD.map(({ generation }) => [generation, practiceShop(alipay, generation)]);
  const accounts = practiceFile(Object.fromEntries(shops), null).accounts.map((account) => {
    const { generation, path } = SOLD.find(({ generation }) => generation === account.generation) ?? SOLD[0];
    return { ...account, code: generation, practice: false, gateway: `${alipay.wallet}${path}` };
  });
  const cashier = { name: "li.na", password: "four paper umbrellas" };
  const printed = await applyStoreFile(app, {
    merchant: { code: "tea", name: "Tea house" },
    accounts,
    stores: [
      {
        ...{ code: "tea", name: "Tea house", registers: [{ code: "1", name: "Till 1" }] },
        accounts: Object.fromEntries(SOLD.map(({ generation, currency }) => [currency, generation])),
      },
    ],
    staff: [{ login: cashier.name, name: "Li Na", password: cashier.password, roles: { tea: "cashier" } }],
  });
  expect(printed).toContain("store tea: made");

  const page = await (await openBrowser({ baseURL: app.baseURL })).newPage();
  await page.goto("/");
  await page.getByLabel("User name").fill(cashier.name);
  await page.getByLabel("Password", { exact: true }).fill(cashier.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  const [register] = await database.rows<{ id: string }>("select id from register");
  const till = tillOn(page, register?.id ?? "");
  for (const { currency } of SOLD) {
    await expect(page.locator("[data-health=online]")).toBeAttached();
    const order = await till.charge("12", { currency });
    await till.shows("waiting");
    await gateway.pay((await database.sale(order)).merchantNumber);
    await till.shows("paid");
    await page.goto("/");
  }
});
