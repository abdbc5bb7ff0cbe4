import { expect, type Page } from "@playwright/test";
import { showPeopleScreens } from "./fixtures/people/people-screens.ts";
import { showStaffScreens } from "./fixtures/people/staff-screens.ts";
import { expectReachable, graveFindings, sidewaysScrolls, smallControls } from "./fixtures/screens/findings.ts";
import { test as shop } from "./fixtures/shop.ts";

/** A tour goes through some thirty screens. */
shop.describe.configure({ timeout: 180_000 });

type Look = (page: Page, screen: string) => Promise<void>;
type Browser = { viewport: { width: number; height: number }; locale: string; colorScheme: "light" | "dark" };

const test = shop.extend<{ tour: (browser: Browser, look: Look) => Promise<void> }>({
  tour: async ({ app, database, openTill, sell, watch }, use) => {
    watch.expect(/status of 401/);
    await use(async (browser, look) => {
      const tools = {
        ...{ app, database, look },
        openTill: (cookies: string, registerId: string) =>
          openTill({ cookies, registerId, browser: { ...browser, hasTouch: true, reducedMotion: "reduce" } }),
      };
      await showPeopleScreens({ ...tools, sell });
      await showStaffScreens(tools);
    });
  },
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const locale of ["en-GB", "zh-CN"]) {
    test(`S6 S26 A1 A2 A3 A10 L1 L7 lock, PIN, devices, staff and links at 320 pixels, ${colorScheme}, ${locale}: nothing scrolls sideways, every key is large enough, axe finds nothing`, async ({
      tour,
    }) => {
      await tour({ viewport: { width: 320, height: 640 }, colorScheme, locale }, async (page, screen) => {
        expect.soft(await sidewaysScrolls(page), screen).toEqual([]);
        expect.soft(await smallControls(page, 24), screen).toEqual([]);
        expect.soft(await graveFindings(page), screen).toEqual([]);
      });
    });
  }
}

test("A4 L8 lock, PIN, devices, staff and links with text of 200 %: every control stays in reach and every word whole", async ({
  tour,
}) => {
  const browser = { viewport: { width: 1024, height: 768 }, colorScheme: "light", locale: "en-GB" } as const;
  await tour(browser, async (page, screen) => {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } });
    expect.soft(await sidewaysScrolls(page), screen).toEqual([]);
    await test.step(screen, () => expectReachable(page));
    await cdp.send("Page.setFontSizes", { fontSizes: { standard: 16, fixed: 13 } });
  });
});
