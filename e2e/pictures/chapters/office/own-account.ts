import { expect } from "@playwright/test";
import { codeOf, periodAt } from "#lib/auth/second-step/totp.ts";
import { dropSession } from "../../../fixtures/sign-in.ts";
import type { Studio } from "../../studio.ts";
import { openOwnStore } from "./own-store.ts";

/** A second step that is on, the sign-in that asks for it, and pages that are not for everybody. */
export async function takeOwnAccount(studio: Studio): Promise<void> {
  const { app, database, page, take } = studio;
  const { owner, deviceId } = await openOwnStore(studio);
  const login = `zhou.fang-${owner.id.slice(0, 4)}`;
  await database.rows("update app_user set login = $2 where id = $1", [owner.id, login]);
  await page.goto("/account");
  await page.getByRole("button", { name: /^(Set up an app|设置验证器)$/ }).click();
  const secret = (await page.locator("[data-secret]").getAttribute("data-secret")) ?? "";
  await page.locator("input[name=code]").fill("000000");
  await expect(page.locator("[aria-invalid=true]")).toHaveCount(1);
  await take("account-app-wrong");
  await page.locator("input[name=code]").fill(codeOf(secret, periodAt(new Date()) - 1));
  await page.getByRole("button", { name: /^(I have kept them|我已保存)$/ }).click();
  for (const [way, device, browser, address] of [
    ["code", null, "Safari · iPhone", "203.0.113.7"],
    ["pin", deviceId, "Edge · Windows", "2001:db8:85a3::8a2e:370:7334"],
    ["password", null, "", null],
  ])
    await database.rows(
      `insert into user_session (id, user_id, version, way, device_id, browser, address)
       select gen_random_uuid(), id, session_version, $2, $3, $4, $5 from app_user where id = $1`,
      [owner.id, way, device, browser, address],
    );
  await page.goto("/account");
  await page.locator("main form button[type=submit]").click();
  await expect(page.locator("[aria-invalid=true]")).toHaveCount(1);
  await take("account-full");
  await page.getByRole("button", { name: /^(Turn off|关闭)$/ }).click();
  await take("account-turn-off");

  await dropSession(page);
  await page.goto("/login");
  await page.locator("input[name=login]").fill(login);
  await page.locator("input[name=password]").fill(app.cashier.password);
  await page.locator("main form button[type=submit]").first().click();
  await expect(page.locator("input[name=code]")).toBeVisible();
  await take("sign-in-code");
  await page.locator("input[name=code]").fill("000000");
  await expect(page.locator("[aria-invalid=true]")).toHaveCount(1);
  await take("sign-in-code-wrong");
  await page.getByRole("button", { name: /^(Use a recovery code|使用恢复码)$/ }).click();
  await take("sign-in-recovery");
}
