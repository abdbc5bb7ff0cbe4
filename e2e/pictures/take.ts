// Pictures of every screen: node e2e/pictures/take.ts OUTDIR [part of an ending] [chapters, with commas between]
// An ending is size-theme-language.png; the chapters are below. Drives an app of its own.
import fs from "node:fs";
import path from "node:path";
import { type Browser, chromium } from "@playwright/test";
import { installedChromium, NO_BROWSER } from "../../scripts/find-chromium.mjs";
import { startApp } from "../fixtures/app.ts";
import { controlGateway } from "../fixtures/gateway.ts";
import { waitForScripts } from "../fixtures/screens/wait-for-scripts.ts";
import { openShopDatabase } from "../fixtures/shop-database.ts";
import { signIn } from "../fixtures/sign-in.ts";
import { takeCounter, takePages, takeShifts } from "./chapters/counter.ts";
import { takeDialogs } from "./chapters/dialogs.ts";
import { takeDisplays } from "./chapters/displays.ts";
import { takeDoor } from "./chapters/door.ts";
import { takeEnds } from "./chapters/ends.ts";
import { takeConnection } from "./chapters/office/connection.ts";
import { takeCredentials } from "./chapters/office/credentials.ts";
import { takeCrowd } from "./chapters/office/crowd.ts";
import { takeDashboard } from "./chapters/office/dashboard.ts";
import { takeExceptions } from "./chapters/office/exceptions.ts";
import { takeFull } from "./chapters/office/full.ts";
import { takeNotices } from "./chapters/office/notices.ts";
import { takeOwnAccount } from "./chapters/office/own-account.ts";
import { takeStores } from "./chapters/office/stores.ts";
import { takeOffice } from "./chapters/office.ts";
import { takePeople } from "./chapters/people.ts";
import { takeReceipts } from "./chapters/receipts.ts";
import { takeRefunds } from "./chapters/refunds.ts";
import { takeSale } from "./chapters/sale.ts";
import { takeSetup } from "./chapters/setup.ts";
import { takeSlips } from "./chapters/slips.ts";
import { openStudio, type Studio } from "./studio.ts";

const SIZES = {
  phone: { width: 390, height: 844 },
  tablet: { width: 1024, height: 768 },
  desktop: { width: 1440, height: 900 },
} as const;
const THEMES = ["light", "dark"] as const;
const LANGUAGES = ["en", "zh-CN"] as const;

const CHAPTERS: Record<string, (studio: Studio) => Promise<void>> = {
  door: takeDoor,
  sale: takeSale,
  ends: takeEnds,
  dialogs: takeDialogs,
  counter: takeCounter,
  pages: takePages,
  refunds: takeRefunds,
  setup: takeSetup,
  people: takePeople,
  shifts: takeShifts,
  displays: takeDisplays,
  receipts: takeReceipts,
  slips: takeSlips,
  office: takeOffice,
  dashboard: takeDashboard,
  exceptions: takeExceptions,
  notices: takeNotices,
  stores: takeStores,
  credentials: takeCredentials,
  connection: takeConnection,
  account: takeOwnAccount,
  crowd: takeCrowd,
  full: takeFull,
};

const [outDir, only = "", chosen = Object.keys(CHAPTERS).join()] = process.argv.slice(2);
if (outDir === undefined) throw new Error("say where: node e2e/pictures/take.ts OUTDIR [part of a name] [chapters]");
const executablePath = installedChromium();
if (!executablePath) throw new Error(NO_BROWSER);
fs.mkdirSync(outDir, { recursive: true });

const app = await startApp();
const owner = (await signIn(app.baseURL, app.owner)) ?? "";
const database = openShopDatabase(app.databaseUrl);
const gateway = controlGateway(app);
const browser = await chromium.launch({
  executablePath,
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
try {
  for (const [size, viewport] of Object.entries(SIZES))
    for (const colorScheme of THEMES)
      for (const locale of LANGUAGES)
        for (const chapter of chosen.split(","))
          await pictures(browser, chapter, { size, viewport, colorScheme, locale });
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

async function pictures(from: Browser, chapter: string, { size, viewport, colorScheme, locale }: Kind): Promise<void> {
  const ending = `${size}-${colorScheme}-${locale}.png`;
  if (!ending.includes(only)) return;
  const context = await from.newContext({
    ...{ baseURL: app.baseURL, viewport, colorScheme, locale, deviceScaleFactor: 2, reducedMotion: "reduce" },
    hasTouch: size !== "desktop",
  });
  const save: Studio["save"] = async (shown, screen) => {
    const file = path.join(outDir ?? ".", `${screen}-${ending}`);
    if (!("goto" in shown)) return void (await shown.screenshot({ path: file }));
    // Forms are longer than a screen; behind a dialog only the screen counts.
    const fullPage = (await shown.locator("dialog[open]").count()) === 0;
    await shown.screenshot({ path: file, fullPage });
  };
  waitForScripts(context);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  try {
    await CHAPTERS[chapter]?.(openStudio({ page, app, database, gateway, save, owner }));
    console.log(chapter, ending);
  } catch (error) {
    // The other chapters can be taken all the same.
    console.error(chapter, ending, error instanceof Error ? error.stack : error);
    await save(page, `broken-${chapter}`);
    process.exitCode = 1;
  }
  await gateway.calm();
  await context.close();
}
