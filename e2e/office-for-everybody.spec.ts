import { type BrowserContextOptions, expect, type Page } from "@playwright/test";
import { expectReachable, graveFindings, sidewaysScrolls, smallControls } from "./fixtures/screens/findings.ts";
import { hiddenFocus } from "./fixtures/screens/focus-walk.ts";
import { fillOffice, showOfficeScreens } from "./fixtures/screens/office-screens.ts";
import { test as shop } from "./fixtures/shop.ts";
import { jarOf } from "./fixtures/sign-in.ts";

shop.describe.configure({ timeout: 180_000 });

type Look = (page: Page, screen: string) => Promise<void>;

const test = shop.extend<{ tour: (browser: BrowserContextOptions, look: Look) => Promise<void> }, { filled: true }>({
  appGroup: ["office", { scope: "worker" }],
  filled: [
    async ({ app, database }, use) => {
      await fillOffice({ app, database }, 3_000);
      await use(true);
    },
    { scope: "worker", timeout: 120_000 },
  ],
  tour: async ({ app, database, sessions, openBrowser, filled: _ }, use) => {
    await use(async (browser, look) => {
      const context = await openBrowser({ reducedMotion: "reduce", ...browser });
      await context.addCookies(jarOf(sessions.owner, app.baseURL));
      await showOfficeScreens({ page: await context.newPage(), database, look });
    });
  },
});

for (const locale of ["en-GB", "zh-CN"])
  test(`S6 S26 L7 A1 A3 A11 the office full of sales and without any: axe finds nothing serious, light or dark: ${locale}`, async ({
    tour,
  }) => {
    await tour({ locale }, async (page, screen) => {
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        expect.soft(await graveFindings(page), `${screen}, ${colorScheme}`).toEqual([]);
      }
    });
  });

for (const locale of ["en-GB", "zh-CN"])
  test(`A2 A9 A10 L8 the office full of sales at 320 pixels: nothing scrolls sideways, controls have the size of a finger, the focus is seen: ${locale}`, async ({
    tour,
  }) => {
    await tour({ locale, viewport: { width: 320, height: 640 }, hasTouch: true }, async (page, screen) => {
      expect.soft(await sidewaysScrolls(page), screen).toEqual([]);
      expect.soft(await smallControls(page, 24), screen).toEqual([]);
      const isDialog = (await page.locator("dialog[open]").count()) > 0;
      if (!isDialog) expect.soft(await hiddenFocus(page), screen).toEqual([]);
    });
  });

test("A4 L8 the office full of sales with text of 200 %: every control stays in reach and every word whole, on a tablet and on a desktop", async ({
  tour,
}) => {
  await tour({}, async (page, screen) => {
    const browser = await page.context().newCDPSession(page);
    await browser.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } });
    for (const [width, height] of [
      [1024, 768],
      [1440, 900],
    ] as const) {
      await page.setViewportSize({ width, height });
      const where = `${screen} at ${width}`;
      expect.soft(await sidewaysScrolls(page), where).toEqual([]);
      await test.step(where, () => expectReachable(page));
    }
    await browser.send("Page.setFontSizes", { fontSizes: { standard: 16, fixed: 13 } });
  });
});

/** Of each mark of a chart: its contrast to the card behind it. */
const markContrasts = (page: Page): Promise<number[]> =>
  page.evaluate(() => {
    const brightness = (colour: string): number => {
      const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
        const share = Number(part) / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    return [...document.querySelectorAll("main svg rect, main svg circle, main svg line[stroke-width]")].map((mark) => {
      const { fill, stroke } = getComputedStyle(mark);
      const ground = brightness(getComputedStyle(mark.closest("section") ?? mark).backgroundColor);
      const own = brightness(mark.tagName === "line" ? stroke : fill);
      return (Math.max(own, ground) + 0.05) / (Math.min(own, ground) + 0.05);
    });
  });

test("A1 A3 M2 charts need no colours: marks stand 3 : 1 against their ground, lines differ by their dots, and what matters most has its value beside it", async ({
  app,
  sessions,
  openBrowser,
  filled: _,
}) => {
  const context = await openBrowser();
  await context.addCookies(jarOf(sessions.owner, app.baseURL));
  const page = await context.newPage();
  await page.goto("/dashboard?range=lastMonth&currency=CNY");
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const contrasts = await markContrasts(page);
    expect(contrasts.length).toBeGreaterThan(20);
    expect(Math.min(...contrasts), colorScheme).toBeGreaterThanOrEqual(3);
  }
  const chart = (name: string) => page.getByRole("region", { name, exact: true }).first();
  const dots = await chart("By day")
    .getByRole("img")
    .locator("line[stroke-width]")
    .evaluateAll((lines) =>
      lines.map((line) => `${line.getAttribute("class")}: ${line.getAttribute("stroke-dasharray")}`),
    );
  expect(new Set(dots)).toEqual(new Set(["stroke-accent: null", "stroke-control: 1 5"]));
  await expect(chart("By day").getByText(/^\d+ \w{3,4} – \d+ \w{3,4}$/)).toBeVisible();
  for (const name of ["By hour", "By day", "From scan to paid"]) {
    const value = chart(name).getByRole("img").locator("text.font-semibold");
    await expect(value, name).toHaveCount(1);
    const told = await chart(name).getByRole("slider").getAttribute("aria-valuetext");
    expect(told, name).toContain(await value.textContent());
  }
  const ranks = chart("By store").locator("li");
  expect(await ranks.count()).toBeGreaterThan(1);
  for (const rank of await ranks.all()) await expect(rank).toContainText(/\d\.\d\d$/);
});
