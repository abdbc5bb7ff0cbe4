// Pictures of every screen: node e2e/pictures/take.ts OUTDIR [only names that contain this]
// Drives an app of its own, or the running one of DATA_DIR with SIGN_IN="name password" of somebody who sees orders.
import fs from "node:fs";
import path from "node:path";
import { type Browser, chromium } from "@playwright/test";
import { installedChromium, NO_BROWSER } from "../../scripts/find-chromium.mjs";
import { runningApp, startApp } from "../fixtures/app.ts";
import { controlGateway } from "../fixtures/gateway.ts";
import { openShopDatabase } from "../fixtures/shop-database.ts";
import { signIn } from "../fixtures/sign-in.ts";
import { type Picture, takeTour } from "./tour.ts";

const SIZES = {
  phone: { width: 390, height: 844 },
  tablet: { width: 1024, height: 768 },
  desktop: { width: 1440, height: 900 },
} as const;
const THEMES = ["light", "dark"] as const;
const LANGUAGES = ["en", "zh-CN"] as const;

const [outDir, only = ""] = process.argv.slice(2);
if (outDir === undefined) throw new Error("say where: node e2e/pictures/take.ts OUTDIR [part of a name]");
const executablePath = installedChromium();
if (!executablePath) throw new Error(NO_BROWSER);
fs.mkdirSync(outDir, { recursive: true });

const { DATA_DIR, SIGN_IN } = process.env;
const [name = "", password = ""] = (SIGN_IN ?? "").split(" ");
const app = DATA_DIR ? { ...runningApp(DATA_DIR), owner: { name, password }, stop: async () => {} } : await startApp();
const cookies = await signIn(app.baseURL, app.owner);
if (cookies === null) throw new Error("SIGN_IN does not sign in");
const database = openShopDatabase(app.databaseUrl);
const browser = await chromium.launch({
  executablePath,
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
try {
  for (const [size, viewport] of Object.entries(SIZES))
    for (const colorScheme of THEMES)
      for (const locale of LANGUAGES) await pictures(browser, { size, viewport, colorScheme, locale });
} finally {
  await browser.close();
  await database.close();
  await app.stop();
}

type Kind = {
  size: string;
  viewport: { width: number; height: number };
  colorScheme: "light" | "dark";
  locale: string;
};

async function pictures(from: Browser, { size, viewport, colorScheme, locale }: Kind): Promise<void> {
  const ending = `${size}-${colorScheme}-${locale}.png`;
  if (!ending.includes(only)) return;
  const context = await from.newContext({
    ...{ baseURL: app.baseURL, viewport, colorScheme, locale, deviceScaleFactor: 2, reducedMotion: "reduce" },
    hasTouch: size !== "desktop",
  });
  const save: Picture = async (page, screen) => {
    await page.screenshot({ path: path.join(outDir ?? ".", `${screen}-${ending}`) });
  };
  const gateway = controlGateway(app);
  await takeTour({ context, cookies: cookies ?? "", baseURL: app.baseURL, database, gateway, save });
  await gateway.calm();
  await context.close();
  console.log(ending);
}
