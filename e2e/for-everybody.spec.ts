import { expect } from "@playwright/test";
import { expectReachable, graveFindings, sidewaysScrolls, smallControls } from "./fixtures/screens/findings.ts";
import { test } from "./fixtures/screens/tour.ts";

/** A tour goes through some forty screens. */
test.describe.configure({ timeout: 180_000 });

for (const locale of ["en-GB", "zh-CN"]) {
  test(`S6 S26 L3 L7 A1 A3 A11 axe finds nothing serious on any screen, light or dark: ${locale}`, async ({ tour }) => {
    await tour({ locale, reducedMotion: "reduce" }, async (page, screen) => {
      await expect(page.locator("html")).toHaveAttribute("lang", locale === "zh-CN" ? "zh-CN" : "en");
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        expect.soft(await graveFindings(page), `${screen}, ${colorScheme}`).toEqual([]);
      }
    });
  });
}

/** WCAG's least; keys of the till are larger (A10). */
const LEAST_TARGET = 24;

test("A2 A10 L8 at 320 pixels nothing scrolls sideways, and every control is large enough for a finger", async ({
  tour,
}) => {
  await tour({ viewport: { width: 320, height: 640 }, hasTouch: true }, async (page, screen) => {
    expect.soft(await sidewaysScrolls(page), screen).toEqual([]);
    expect.soft(await smallControls(page, LEAST_TARGET), screen).toEqual([]);
  });
});

const TABLET = { width: 1024, height: 768 };
const DESKTOP = { width: 1280, height: 800 };

test("A4 L8 a browser set to text of 200 % keeps every control in reach and every word whole, on a tablet and on a desktop", async ({
  tour,
}) => {
  await tour({ viewport: DESKTOP }, async (page, screen) => {
    const browser = await page.context().newCDPSession(page);
    await browser.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } });
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe("32px");
    for (const viewport of [TABLET, DESKTOP]) {
      await page.setViewportSize(viewport);
      const where = `${screen} at ${viewport.width}`;
      // The till measures anew, and sets its code, after it was given another width.
      await expect
        .configure({ soft: true })
        .poll(() => sidewaysScrolls(page), where)
        .toEqual([]);
      await test.step(where, () => expectReachable(page));
    }
    await browser.send("Page.setFontSizes", { fontSizes: { standard: 16, fixed: 13 } });
  });
});

test("A10 keys of the keypad and Charge are as large as a hurried hand needs", async ({ openTill }) => {
  const phone = await openTill({ browser: { viewport: { width: 390, height: 844 } } });
  const tablet = await openTill({ browser: { viewport: { width: 1024, height: 768 } } });
  for (const [till, width, height] of [
    [phone, 72, 64],
    [tablet, 88, 80],
  ] as const) {
    for (const key of await till.page.getByRole("group", { name: "Keypad" }).getByRole("button").all()) {
      const box = await key.boundingBox();
      expect.soft(Math.round(box?.width ?? 0), (await key.textContent()) ?? "").toBeGreaterThanOrEqual(width);
      expect.soft(Math.round(box?.height ?? 0), (await key.textContent()) ?? "").toBeGreaterThanOrEqual(height);
    }
    expect((await till.chargeButton.boundingBox())?.height).toBeGreaterThanOrEqual(64);
  }
});
