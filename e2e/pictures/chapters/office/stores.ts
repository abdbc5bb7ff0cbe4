import { expect } from "@playwright/test";
import { publicHalf } from "#lib/stores/connection/testing/tried-accounts.ts";
import { newKeyPair } from "#lib/stores/testing/keys.ts";
import { dropSession, jarOf } from "../../../fixtures/sign-in.ts";
import type { Studio } from "../../studio.ts";
import { openOwnStore } from "./own-store.ts";

const LONG_NAME = "Featherstonehaugh & Montgomery Coffee Roasters, Airport Terminal 2, Departures";

/** A live store from its first form to an account whose gateway cannot be reached, and what those see who may only read. */
export async function takeStores(studio: Studio): Promise<void> {
  const { app, database, page, take } = studio;
  const counter = await openOwnStore(studio);
  const submit = () => page.locator("main button[type=submit]").click();
  await page.goto("/stores/new");
  await take("store-new");
  await page.locator("[name=currency]").fill("X");
  await submit();
  await expect(page.locator("[aria-invalid=true]")).toHaveCount(2);
  await take("store-new-wrong");
  await page.locator("[name=name]").fill(LONG_NAME);
  await page.locator("[name=currency]").fill("CNY");
  await submit();
  await expect(page).toHaveURL(/credentials$/);
  const storeId = page.url().split("/").at(-2) ?? "";
  await take("store-no-account");

  await page.goto(`/stores/${storeId}/credentials/new`);
  await take("entry-question");
  const generation = (at: number) => page.locator("input[name=generation]").nth(at).check();
  await generation(1);
  await take("entry-mapi");
  await page.locator("select").first().selectOption("MD5");
  await take("entry-mapi-md5");
  await generation(2);
  await page.locator("details summary").click();
  await take("entry-intl");
  await generation(0);
  await page.locator("input[name=trust]").last().check();
  await take("entry-certificates");
  await page.locator("input[name=trust]").first().check();
  await take("entry-openapi");

  const own = newKeyPair().privateKey;
  const typed = { appId: "2021001122334455", sellerId: "2088101122334455", alipayPublicKey: publicHalf(own) };
  for (const [name, text] of Object.entries(typed)) await page.locator(`[name=${name}]`).fill(text);
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles({ name: "应用私钥-2048.txt", mimeType: "text/plain", buffer: Buffer.from(own) });
  await page.locator("[name=alipayPublicKey]").blur();
  await expect(page.locator("[aria-invalid=true]")).toHaveCount(1);
  await take("entry-own-public-key");
  await page.locator("[name=alipayPublicKey]").fill(newKeyPair().publicKey);
  await page.locator("[data-test] button").click();
  await expect(page.locator("[data-test=done]")).toBeVisible({ timeout: 20_000 });
  await take("entry-no-route");
  await submit();
  const proof = page.getByRole("dialog");
  await expect(proof.getByRole("link")).toBeVisible();
  await take("second-step-wanted");
  await database.rows("update user_session set way = 'code' where user_id = $1", [counter.owner.id]);
  await proof.getByRole("button").last().click();
  await expect(page.locator("[data-notice]")).toBeVisible();
  await take("account-live");
  await page.getByRole("link", { name: /^(Change|修改)/ }).click();
  await expect(page.locator("[name=privateKey]")).toBeVisible();
  await take("account-change");

  await page.goto(`/stores/${storeId}/credentials`);
  await take("store-no-currency");
  await page.getByRole("button", { name: /^(Add a currency|添加币种)$/ }).click();
  await take("currency-new");
  await page.getByRole("dialog").locator("[type=submit]").click();
  await expect(page.getByRole("dialog").getByRole("alert")).not.toBeEmpty();
  await take("currency-untested");
  await page.getByRole("dialog").locator("[type=submit]").click();
  await expect(page.locator("[data-currency]")).toHaveCount(1);
  await page.locator("[data-currency] button").last().click();
  await take("currency-take");
  await page.keyboard.press("Escape");
  await page.goto(`/stores/${storeId}`);
  await take("store-long-name");
  await page.locator("section button").first().click();
  await take("till-rename");

  const reader = await counter.hire("Wu Lan", "4711", "manager");
  await database.rows("insert into membership (user_id, store_id, role) values ($1, $2, 'manager')", [
    ...[reader.id, storeId],
  ]);
  await dropSession(page);
  await page.context().addCookies(jarOf(await reader.signIn(), app.baseURL));
  await page.goto(`/stores/${storeId}`);
  await take("store-read-only");
  await page.goto(`/stores/${storeId}/credentials`);
  await take("credentials-read-only");
  // Where there is a live store, lists begin with it: other chapters show practice.
  await database.rows("delete from membership where store_id = $1", [storeId]);
}
