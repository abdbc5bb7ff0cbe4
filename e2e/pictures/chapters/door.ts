import { expect } from "@playwright/test";
import type { Studio } from "../studio.ts";

/** What stands before the till, and beside it. */
export async function takeDoor({ page, take, openTill }: Studio): Promise<void> {
  await page.goto("/login");
  await take("door-sign-in");
  await page.locator("input[name=login], input[autocomplete=username]").first().fill("nobody");
  await page.locator("input[type=password]").fill("wrong");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: /./ }).first()).toBeVisible();
  await take("door-wrong");
  await openTill();
  await page.goto("/sign-out");
  await take("door-sign-out");
  await page.goto("/nothing-here");
  await take("door-not-found");
  await page.goto("/");
  const till = await openTill();
  await till.enter("5");
  await page.context().clearCookies({ name: "scantill.session" });
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  await take("door-signed-out");
}
