import { expect } from "@playwright/test";
import { fillOffice, showOfficeScreens } from "../../../fixtures/screens/office-screens.ts";
import type { Studio } from "../../studio.ts";

/** The office of nine stores in five currencies after months of sales, and the same pages where nothing is found. */
export async function takeFull({ app, database, page, take, openTill }: Studio): Promise<void> {
  await openTill();
  await fillOffice({ app, database }, 20_000);
  await page.goto("/dashboard?range=lastMonth&currency=CNY");
  await expect(page.getByRole("img").first()).toBeVisible();
  await take("full-dashboard-cny");
  await showOfficeScreens({ page, database, look: (_, screen) => take(`full-${screen.replace(/,? /g, "-")}`) });
}
