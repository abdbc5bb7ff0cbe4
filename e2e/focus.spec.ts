import { expect } from "@playwright/test";
import { hiddenFocus } from "./fixtures/screens/focus-walk.ts";
import { PHONE, test } from "./fixtures/shop.ts";

for (const [device, browser] of [
  ["a desktop", { viewport: { width: 1440, height: 900 } }],
  ["a low tablet", { viewport: { width: 1024, height: 600 } }],
  ["a phone", PHONE],
] as const) {
  test(`A9 the focus is seen wherever it goes, with a thick ring and nothing over it, on ${device}`, async ({
    openTill,
    sell,
    sessions,
  }) => {
    const till = await openTill({ cookies: sessions.owner, browser });
    const { page } = till;
    await expect(page.locator("[data-health=online]")).toBeAttached();
    expect.soft(await hiddenFocus(page), "empty till").toEqual([]);
    await page.reload();
    await sell(till, "12.34");
    expect.soft(await hiddenFocus(page), "waiting").toEqual([]);
    for (const address of ["/orders", "/dashboard", "/exceptions", "/audit", "/shift", "/device", "/pin"]) {
      await page.goto(address);
      expect.soft(await hiddenFocus(page), address).toEqual([]);
    }
  });
}
