import { expect, type Page } from "@playwright/test";
import { test } from "./fixtures/shop.ts";

/** What moves by itself on the page, or would on the next change. */
const moving = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const running = document.getAnimations().map(({ effect }) => String(effect?.getTiming().duration));
    const styled = [...document.querySelectorAll("*")].filter((element) => {
      const { animationName, transitionDuration } = getComputedStyle(element);
      return animationName !== "none" || !/^0s(, 0s)*$/.test(transitionDuration);
    });
    return [...running, ...styled.map((element) => element.outerHTML.slice(0, 80))];
  });

/** Names of the movements on a page that may move. */
const movements = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    document.getAnimations().map((one) => (one instanceof CSSAnimation ? one.animationName : "other")),
  );

test("A8 with reduced motion nothing turns or slides, and the clocks still count", async ({
  openTill,
  sell,
  gateway,
}) => {
  const till = await openTill({ browser: { reducedMotion: "reduce" } });
  const { merchantNumber } = await sell(till, "31.00");
  expect(await moving(till.page)).toEqual([]);
  const clock = till.card.locator("b").first();
  const before = (await clock.textContent()) ?? "";
  await expect(clock).not.toHaveText(before);
  await gateway.scan(merchantNumber);
  await till.shows("scanned");
  expect(await moving(till.page)).toEqual([]);
  await gateway.pay(merchantNumber);
  await till.shows("paid");
  expect(await moving(till.page)).toEqual([]);
});

test("A8 otherwise only the sign of work turns, slower than once a second; nothing flashes", async ({
  till,
  sell,
  gateway,
}) => {
  const { merchantNumber } = await sell(till, "32.00");
  await gateway.scan(merchantNumber);
  await till.shows("scanned");
  expect(new Set(await movements(till.page))).toEqual(new Set(["turn"]));
  await gateway.pay(merchantNumber);
  await till.shows("paid");
  await expect.poll(() => movements(till.page)).toEqual([]);
});
