import { expect } from "@playwright/test";
import { practiceShop } from "../../../fixtures/stores/store-file.ts";
import type { Studio } from "../../studio.ts";
import { openOwnStore } from "./own-store.ts";

const INSIDE = { state: "warn", finding: "notify_inside", facts: { host: "pay.tea-house.example", code: "10.1.7.20" } };

/** What the connection test says where some answers are not what they should be, and what cannot be known from here. */
export async function takeConnection(studio: Studio): Promise<void> {
  const { app, gateway, page, save } = studio;
  const { storeId } = await openOwnStore(studio);
  const { appId = "", sellerId = "", merchantPrivateKey = "", alipayPublicKey = "" } = practiceShop(app, "openapi");
  await page.goto(`/stores/${storeId}/credentials/new`);
  await page.locator("input[name=generation]").first().check();
  const entries = { appId, sellerId, privateKey: merchantPrivateKey, alipayPublicKey };
  for (const [name, text] of Object.entries(entries)) await page.locator(`[name=${name}]`).fill(text);
  const test = async (screen: string) => {
    await page.locator("[data-test] button").first().click();
    await expect(page.locator("[data-test=done]")).toBeVisible({ timeout: 20_000 });
    await page.mouse.move(0, 0);
    await save(page.locator("[data-test]"), `test-${screen}`);
    await gateway.calm();
  };
  await gateway.fault({ name: "wrong_signature", operation: "query", times: "always" });
  await test("one-unproved");
  await gateway.fault({ name: "http_503", operation: "cancel", times: "always" });
  await test("part-silent");
  await gateway.fault({ name: "rate_limited", operation: "query", times: "always" });
  await test("unlearnt");
  // A practice address leads inside by right, and a live one cannot be had here: the verdict is put into the answer.
  await page.route("**/credentials/new", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    const answer = await route.fetch();
    const verdict = /\{[^{}]*"finding":"notify_\w+","facts":\{[^{}]*\}[^{}]*\}/;
    const body = (await answer.text()).replace(verdict, (told) => JSON.stringify({ ...JSON.parse(told), ...INSIDE }));
    await route.fulfill({ response: answer, body });
  });
  await test("notify-inside");
}
