import { expect } from "@playwright/test";
import { endingOn, publicHalf } from "#lib/stores/connection/testing/tried-accounts.ts";
import { newKeyPair } from "#lib/stores/testing/keys.ts";
import type { Gateway } from "./fixtures/gateway.ts";
import { test } from "./fixtures/shop.ts";
import { jarOf } from "./fixtures/sign-in.ts";
import { enterAccount, papersOf, testWell } from "./fixtures/stores/papers.ts";
import { practiceShop } from "./fixtures/stores/store-file.ts";

/** Every text in what was sent, however deep. */
function sentTexts(sent: unknown): string[] {
  if (typeof sent === "string") return [sent];
  return typeof sent === "object" && sent !== null ? Object.values(sent).flatMap(sentTexts) : [];
}

test("T1 T3 T4 T16 an owner makes a further store and its account by the pages, and a test sale waits for its notification", async ({
  app,
  sessions,
  openBrowser,
  database,
  gateway,
}) => {
  const context = await openBrowser();
  await context.addCookies(jarOf(sessions.owner, app.baseURL));
  const page = await context.newPage();
  await page.goto("/stores");
  await page.getByRole("link", { name: "New store" }).click();
  await page.getByRole("radio", { name: /^Practice/ }).check();
  await page.getByLabel("Currency").fill("X");
  await page.getByRole("button", { name: "Make the store" }).click();
  await expect(page.getByText("1 to 80 characters, without line breaks.")).toBeVisible();
  await expect(page.getByText(/An ISO code such as CNY/)).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill("By hand");
  await page.getByLabel("Currency").fill("USD");
  await page.getByRole("button", { name: "Make the store" }).click();
  await expect(page).toHaveURL(/\/stores\/[0-9a-f-]{36}\/credentials$/);
  const storeId = page.url().split("/").at(-2) ?? "";

  await page.getByRole("link", { name: "Add account" }).click();
  await enterAccount(page, "mapi", papersOf(app, "mapi"));
  await expect(page.getByText("Version 1")).toBeVisible();
  await testWell(page);
  await expect(page.getByText(/^MD5 is a weak signature/)).toBeVisible();
  const notify = page.locator("[data-notify]");
  await expect(notify).toContainText("/notify/mapi/");
  const address = (await notify.textContent()) ?? "";

  await page.getByRole("link", { name: "Credentials" }).click();
  await page.getByRole("button", { name: "Add a currency" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(page.locator("[data-currency=USD]")).toContainText("0.01 to 50000.00");
  await page.locator("[data-account]").first().getByRole("link").click();
  await page.getByRole("button", { name: "Test sale of USD 0.01" }).click();
  await expect(page.locator("[data-test-sale=open]").getByRole("img")).toBeVisible();
  const [register] = await database.rows<{ id: string }>("select id from register where store_id = $1", [storeId]);
  const [sold] = (await database.salesOf(register?.id ?? "")).slice(-1);
  const merchantNumber = sold?.merchantNumber ?? "";
  // The address that the page shows is the one that Alipay is given.
  expect(sentTexts((await gateway.of(merchantNumber)).requests)).toContain(address);
  await gateway.pay(merchantNumber);
  await expect(page.locator("[data-test-sale=noticed]")).toContainText("The notification has arrived");
  await page.reload();
  await expect(page.locator("[data-notice=seen]")).toBeVisible();
});

/** What is read on the page of each kind of wrong credential: what is wrong, and what mends it. */
const SENTENCES = {
  "en-GB": {
    own: "The key you pasted is your own public key, not Alipay's. Copy 'Alipay public key' from the key page.",
    form: "App ID does not have the right form",
    id: /^Alipay does not know this app ID, or not at this gateway \(\S+\)\. Compare it with the platform, character by character\.$/,
    key: "but not with the key that you entered as Alipay public key. Copy it again",
    product:
      /^The product for codes at the counter is not signed or not active \(ACQ\.ACCESS_FORBIDDEN\)\. Sign it in Alipay's/,
    clock: "The clock of this machine is 20 min behind Alipay's. Set it by network time",
    route:
      /^The gateway cannot be reached \(\S+\)\. Check its address, this machine's internet connection, and the firewall\.$/,
    ended: "Application certificate ended on 2025-01-31. Download the new certificate from the platform",
    md5: "this is not the MD5 key of this partner. Copy the key again from the merchant portal.",
    currency: "Alipay does not take USD with this account (CURRENCY_NOT_SUPPORT). Ask Alipay to add it",
  },
  "zh-CN": {
    own: "您粘贴的是应用公钥，应填写“支付宝公钥”。请从密钥页面复制“支付宝公钥”。",
    form: "“应用 ID（APPID）”格式不正确",
    id: /^支付宝无法识别该“应用 ID（APPID）”，或所用网关不正确（\S+）。请与平台上的内容逐字核对。$/,
    key: "支付宝已应答，但签名与所填“支付宝公钥”不匹配。请从该应用自己的密钥页面重新复制。",
    product: /^收款码产品（中国内地为“当面付”）未签约或未生效（ACQ\.ACCESS_FORBIDDEN）。请在支付宝商家平台/,
    clock: "本机时钟比支付宝慢 20 分钟，请与网络时间同步",
    route: /^无法连接网关（\S+）。请检查网关地址、本机网络和防火墙。$/,
    ended: "“应用公钥证书”已于 2025-01-31 过期，请从平台下载新证书后重新上传。",
    md5: "MD5 密钥与该合作伙伴身份（PID）不匹配。请从商家平台重新复制密钥。",
    currency: "支付宝不允许该账户收 USD（CURRENCY_NOT_SUPPORT）。请向支付宝申请增加该币种",
  },
} as const;

/** A certificate of a new merchant that has ended, and the key that belongs to it. */
async function endedPapers(gateway: Gateway, sellerId: string): Promise<Record<string, string>> {
  const { privateKey, publicKey } = newKeyPair();
  const appId = "2021000000000778";
  const given = await gateway.enrol({ appId, sellerId, publicKey, certificates: true });
  const { appCertificate = "", alipayCertificate = "", alipayRootCertificate = "" } = given;
  const ended = endingOn(appCertificate, "250131235959Z");
  return { appId, sellerId, privateKey, appCertificate: ended, alipayCertificate, alipayRootCertificate };
}

// An address for notices that nobody reaches is Alipay's side of a live shop: lib/stores/connection/check-connection.test.ts.
for (const [locale, said] of Object.entries(SENTENCES)) {
  test(`T3 T6 B48 each kind of wrong credential says so in its own sentence, while it is typed or when it is tried: ${locale}`, async ({
    app,
    sessions,
    openBrowser,
    database,
    gateway,
  }) => {
    const [storeId, overseas] = [
      await database.makeStore({ like: "practice", codeLifeMinutes: 3 }),
      await database.makeStore({ like: "practice", codeLifeMinutes: 3 }),
    ];
    await database.rows("update store set currency = 'USD' where id = $1", [overseas]);
    const context = await openBrowser({ locale });
    await context.addCookies(jarOf(sessions.owner, app.baseURL));
    const page = await context.newPage();
    const entry = (name: string) => page.locator(`[name=${name}]`);
    const begin = async (store: string, generation: number) => {
      await page.goto(`/stores/${store}/credentials/new`);
      await entry("generation").nth(generation).check();
    };
    const type = async (typed: Record<string, string | undefined>) => {
      for (const [name, text = ""] of Object.entries(typed)) await entry(name).fill(text);
    };
    const told = (text: string) => expect(page.getByRole("alert").filter({ hasText: text })).toBeVisible();
    const tried = async (check: string, text: string | RegExp) => {
      await page.locator("[data-test] button").first().click();
      await expect(page.locator("[data-test=done]")).toBeVisible({ timeout: 15_000 });
      const row = page.locator(`[data-check=${check}][data-state=failed]`);
      await expect(row.locator("p").last()).toContainText(text);
    };
    const { appId, sellerId, merchantPrivateKey: privateKey = "", alipayPublicKey } = practiceShop(app, "openapi");

    await begin(storeId, 0);
    await type({ privateKey, alipayPublicKey: publicHalf(privateKey), appId: "twelve", sellerId });
    await told(said.own);
    await told(said.form);
    await type({ appId: "2021009999999999", alipayPublicKey });
    await tried("request", said.id);
    await type({ appId, alipayPublicKey: newKeyPair().publicKey });
    await tried("answer", said.key);
    await type({ alipayPublicKey });
    await gateway.fault({
      name: "refuse",
      operation: "precreate",
      times: 1,
      code: "40004",
      subCode: "ACQ.ACCESS_FORBIDDEN",
    });
    await tried("product", said.product);
    await gateway.set({ envelopeClockOffsetMs: 20 * 60_000 });
    await tried("clock", said.clock);
    await gateway.set({ envelopeClockOffsetMs: 0 });
    await gateway.door(false);
    await tried("request", said.route);
    await gateway.door(true);

    await entry("trust").nth(1).check();
    await type(await endedPapers(gateway, sellerId ?? ""));
    await tried("keys", said.ended);

    await begin(overseas, 1);
    await page.locator("select").first().selectOption("MD5");
    const shop = practiceShop(app, "mapi");
    await type({ partner: shop.partner, md5Key: "x".repeat(32), settlementCurrency: "USD", secondaryMerchantId: "A1" });
    await type({ secondaryMerchantName: "Muku", storeId: "S1", storeName: "Muku", secondaryMerchantIndustry: "5812" });
    await tried("request", said.md5);
    await type({ md5Key: shop.md5Key });
    await gateway.fault({ name: "refuse", operation: "precreate", times: 1, subCode: "CURRENCY_NOT_SUPPORT" });
    await tried("currency", said.currency);
    await context.close();
  });
}
