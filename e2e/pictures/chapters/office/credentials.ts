import { expect } from "@playwright/test";
import { endingOn, publicHalf } from "#lib/stores/connection/testing/tried-accounts.ts";
import { newKeyPair } from "#lib/stores/testing/keys.ts";
import { practiceShop } from "../../../fixtures/stores/store-file.ts";
import type { Studio } from "../../studio.ts";
import { openOwnStore } from "./own-store.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Certificates as the practice Alipay issues them to a merchant of its own. */
async function certificatesOf({ control }: Studio["app"]) {
  const { privateKey } = newKeyPair();
  const number = String(Date.now()).slice(-9);
  const ids = { appId: `2021000${number}`, sellerId: `2088000${number}` };
  const wish = { ...ids, publicKey: publicHalf(privateKey), certificates: true };
  const answer = await fetch(`${control.origin}/_control/merchants`, {
    method: "POST",
    headers: { authorization: `Bearer ${control.token}` },
    body: JSON.stringify(wish),
  });
  return { ids, privateKey, certificates: (await answer.json()) as Record<string, string> };
}

const utcTime = (at: number): string => `${new Date(at).toISOString().replace(/^..|[-:T]|\..*$/g, "")}Z`;

/** The connection test with what it can find, an account that sells, one with a weak signature, and certificates near their end. */
export async function takeCredentials(studio: Studio): Promise<void> {
  const { app, database, gateway, page, save, take } = studio;
  const { storeId } = await openOwnStore(studio);
  const fill = async (entries: Record<string, string>) => {
    for (const [name, text] of Object.entries(entries)) await page.locator(`[name=${name}]`).fill(text);
  };
  const test = async (screen: string) => {
    await page.locator("[data-test] button").first().click();
    await expect(page.locator("[data-test=done]")).toBeVisible({ timeout: 20_000 });
    await page.mouse.move(0, 0);
    await save(page.locator("[data-test]"), `test-${screen}`);
  };
  const shop = practiceShop(app, "openapi");
  const { appId = "", sellerId = "", merchantPrivateKey = "", alipayPublicKey = "" } = shop;
  const right = { appId, sellerId, privateKey: merchantPrivateKey, alipayPublicKey };
  await page.goto(`/stores/${storeId}/credentials/new`);
  await page.locator("input[name=generation]").first().check();
  await fill({ ...right, appId: "twelve" });
  await test("ids");
  await fill({ appId: "2021009999999999" });
  await test("request");
  await fill({ appId, alipayPublicKey: publicHalf(merchantPrivateKey) });
  await test("keys");
  await fill({ alipayPublicKey: newKeyPair().publicKey });
  await test("answer");
  await fill({ alipayPublicKey, privateKey: newKeyPair().privateKey });
  await test("signature");
  await fill({ privateKey: merchantPrivateKey });
  await gateway.fault({
    name: "refuse",
    operation: "precreate",
    code: "40006",
    subCode: "isv.insufficient-isv-permissions",
  });
  await test("product");
  await gateway.calm();
  await gateway.fault({ name: "delay", ms: 3_000 });
  await page.locator("[data-test] button").first().click();
  await expect(page.locator("[data-check=keys][data-state=ok]")).toBeVisible();
  await save(page.locator("[data-test]"), "test-running");
  await expect(page.locator("[data-test=done]")).toBeVisible({ timeout: 20_000 });
  await gateway.calm();
  await test("good");
  await database.rows("update store_account set currency = 'HKD' where store_id = $1 and currency = 'CNY'", [storeId]);

  await page.locator("main button[type=submit]").click();
  await expect(page.locator("[data-notify]")).toBeVisible();
  await test("no-store");
  await page.goto(`/stores/${storeId}/credentials`);
  await page.locator("[data-currency=HKD] button").first().click();
  await page.getByRole("dialog").locator("[type=submit]").click();
  await take("currency-wrong");
  await page.keyboard.press("Escape");
  await database.rows("update store_account set currency = 'CNY' where store_id = $1 and currency = 'HKD'", [storeId]);
  await page.reload();
  await take("credentials-several");
  await page.locator("[data-account]").filter({ hasText: "practice-openapi" }).getByRole("link").click();
  await page.locator("[data-test-sale] button").click();
  await expect(page.locator("[data-test-sale=open]")).toBeVisible();
  await take("account-test-sale");

  await page.goto(`/stores/${storeId}/credentials/new`);
  await page.locator("input[name=generation]").nth(1).check();
  const { partner = "", md5Key = "" } = practiceShop(app, "mapi");
  await page.locator("select").first().selectOption("MD5");
  await fill({ partner, md5Key, settlementCurrency: "USD", secondaryMerchantId: "A1" });
  await fill({ secondaryMerchantName: "Muku", secondaryMerchantIndustry: "5812", storeId: "S1", storeName: "Muku" });
  await page.locator("main button[type=submit]").click();
  await expect(page.locator("[data-notify]")).toBeVisible();
  await take("account-weak");
  await page.locator("section button").last().click();
  await take("account-remove");

  const { ids, privateKey, certificates } = await certificatesOf(app);
  const { appCertificate = "", alipayCertificate = "", alipayRootCertificate = "" } = certificates;
  await page.goto(`/stores/${storeId}/credentials/new`);
  await page.locator("input[name=generation]").first().check();
  await page.locator("input[name=trust]").last().check();
  await fill({ ...ids, privateKey, alipayRootCertificate });
  await fill({ appCertificate: endingOn(appCertificate, utcTime(Date.now() + 6 * DAY_MS)), alipayCertificate });
  await page.locator("main button[type=submit]").click();
  await expect(page.locator("[data-notify]")).toBeVisible();
  await database.rows("update store_account set account_id = $1 where store_id = $2", [
    page.url().split("/").at(-1),
    storeId,
  ]);
  await page.reload();
  await expect(page.locator("[data-certificate]").first()).toBeVisible();
  await take("account-certificate-ends");
}
