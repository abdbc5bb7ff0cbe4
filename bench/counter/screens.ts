import { type Browser, chromium } from "@playwright/test";
import type { App } from "../../e2e/fixtures/app.ts";
import { type CustomerDisplay, pairWith } from "../../e2e/fixtures/displays/display.ts";
import { jarOf } from "../../e2e/fixtures/sign-in.ts";
import { noteStates, type Till, tillOn } from "../../e2e/fixtures/till.ts";
import { installedChromium } from "../../scripts/find-chromium.mjs";
import { PAGES } from "../shop/store-file.ts";
import { signIn } from "../visitor.ts";

/** The two sides of a counter, each in a browser of its own. */
export type Counter = { readonly till: Till; readonly display: CustomerDisplay; close(): Promise<void> };

async function launch(): Promise<Browser> {
  const executablePath = installedChromium();
  if (!executablePath) throw new Error("there is no Chromium");
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
}

export async function openCounter({ baseURL }: App, registerId: string): Promise<Counter> {
  const browsers = await Promise.all([launch(), launch()]);
  const [page, other] = await Promise.all(browsers.map((browser) => browser.newPage({ baseURL, locale: "en-GB" })));
  if (!page || !other) throw new Error("two pages were wanted");
  const cookies = `${await signIn(baseURL, PAGES)}; scantill.register=${registerId}`;
  await page.context().addCookies(jarOf(cookies, baseURL));
  await noteStates(page);
  await page.goto("/");
  const till = tillOn(page, registerId);
  const display = await pairWith(till, other);
  return {
    till,
    display,
    async close() {
      for (const browser of browsers) await browser.close();
    },
  };
}

/** From now on both sides ask, as they do when a stream breaks. */
export async function refuseStreams({ till, display }: Counter): Promise<void> {
  for (const { page } of [till, display]) {
    await page.context().route(/stream/, (route) => route.abort());
    await page.reload();
  }
}
