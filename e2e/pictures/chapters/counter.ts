import { expect } from "@playwright/test";
import { makeCounter, showCounterScreens } from "../../fixtures/screens/counter-screens.ts";
import { showPageScreens } from "../../fixtures/screens/page-screens.ts";
import { CLOSE_SHIFT, OPEN_SHIFT, showShiftScreens } from "../../fixtures/screens/shift-screens.ts";
import { signIn } from "../../fixtures/sign-in.ts";
import type { Studio } from "../studio.ts";

export async function takeCounter({ database, gateway, save, openTill }: Studio): Promise<void> {
  const till = await openTill({ registerId: await makeCounter(database) });
  await showCounterScreens(till, { gateway, database, look: save });
}

export async function takePages({ database, gateway, save, openTill }: Studio): Promise<void> {
  await showPageScreens(await openTill({ store: "practice-page" }), { gateway, database, look: save });
}

export async function takeShifts({ app, page, save, take, openTill, sellPaid }: Studio): Promise<void> {
  await showShiftScreens(await openTill(), save);

  const till = await openTill();
  await page.goto("/shift");
  await page.getByRole("button", { name: OPEN_SHIFT }).click();
  await sellPaid(till, "128.50");
  const cashier = (await signIn(app.baseURL, app.cashier)) ?? "";
  await openTill({ registerId: till.registerId, cookies: cashier });
  await page.goto("/shift");
  await expect(page.locator("[data-check=over]")).toBeAttached();
  const close = page.getByRole("button", { name: CLOSE_SHIFT });
  await close.scrollIntoViewIfNeeded();
  await take("shift-hand-over");
  await close.click();
  await page.getByRole("dialog").getByRole("button", { name: CLOSE_SHIFT }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("000001");
  await take("shift-closed-sales");
}
