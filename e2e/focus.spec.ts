import { expect, type Page } from "@playwright/test";
import { PHONE, test } from "./fixtures/shop.ts";

/** Goes through a page with the Tab key and says where the focus cannot be seen: no thick ring, or something lies over it. */
async function hiddenFocus(page: Page): Promise<string[]> {
  const found: string[] = [];
  const seen = new Set<string>();
  await page.evaluate(() => document.body.focus());
  for (let keys = 0; keys < 80; keys++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const focused = document.activeElement;
      if (focused === null || focused === document.body) return null;
      // A field draws its ring around its frame.
      const ringed = [focused, focused.parentElement].some((element) => {
        if (element === null) return false;
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 3;
      });
      const { left, right, top, bottom } = focused.getBoundingClientRect();
      // Of a list that is longer than the screen, the part that can be in sight.
      const middle = (from: number, to: number, end: number) => (Math.max(from, 0) + Math.min(to, end)) / 2;
      const over = document.elementFromPoint(middle(left, right, innerWidth), middle(top, bottom, innerHeight));
      const inSight = over !== null && (focused.contains(over) || over.contains(focused));
      const path = [...document.querySelectorAll("*")].indexOf(focused);
      return {
        name: focused.outerHTML.replace(/ class="[^"]*"/, "").slice(0, 160),
        path: String(path),
        ringed,
        inSight,
      };
    });
    if (at === null || seen.has(at.path)) break;
    seen.add(at.path);
    if (!at.ringed) found.push(`no ring: ${at.name}`);
    if (!at.inSight) found.push(`not in sight: ${at.name}`);
  }
  expect(seen.size, "controls that were reached").toBeGreaterThan(3);
  return found;
}

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
    for (const address of ["/orders", "/audit", "/shift", "/device", "/pin"]) {
      await page.goto(address);
      expect.soft(await hiddenFocus(page), address).toEqual([]);
    }
  });
}
