// All pictures of a folder on one sheet: node e2e/pictures/contact-sheet.ts DIR SHEET.jpg
// A row for each screen; from left to right the sizes, in each of them themes and languages. Paper has one size.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "@playwright/test";
import { installedChromium, NO_BROWSER } from "../../scripts/find-chromium.mjs";

const [folder, sheet] = process.argv.slice(2);
if (folder === undefined || sheet === undefined) throw new Error("say from where and to where: DIR SHEET.jpg");
const executablePath = installedChromium();
if (!executablePath) throw new Error(NO_BROWSER);

const NAME = /^(?<screen>.+)-(?<size>phone|tablet|desktop)-(?<look>(?:light|dark)-(?:en|zh-CN))\.png$/;
/** Pixels on the sheet: small enough for one page, large enough to see what stands where. */
const WIDTHS: Record<string, number> = { desktop: 144, tablet: 112, phone: 48 };
const COLUMNS = 2;
const COLUMN = 1410;

const pictures = fs.readdirSync(folder).flatMap((file) => {
  const { screen, size, look } = NAME.exec(file)?.groups ?? {};
  return screen && size && look ? [{ file, screen, size, look }] : [];
});
const rows = [...Map.groupBy(pictures, ({ screen }) => screen)].map(([screen, own]) => {
  const images = own
    .toSorted((a, b) => (WIDTHS[b.size] ?? 0) - (WIDTHS[a.size] ?? 0) || a.look.localeCompare(b.look))
    .map(({ file, size }) => `<img src="${encodeURIComponent(file)}" width="${WIDTHS[size]}" alt="">`);
  return `<section><h2>${screen}</h2>${images.join("")}</section>`;
});
const STYLE = `<!doctype html><meta charset="utf-8"><style>
  body { margin: 0; font: 13px Arial, sans-serif; background: #fff }
  section { display: flex; align-items: start; gap: 6px; width: ${COLUMN}px; padding: 4px; box-sizing: border-box }
  h2 { width: 100px; margin: 0; font-size: 13px; overflow-wrap: anywhere }
  section img { border: 1px solid #ccc; max-height: 156px; object-fit: cover; object-position: top }
  main { columns: ${COLUMNS}; column-gap: 0; width: ${COLUMN * COLUMNS}px }
  main img { display: block; border-top: 1px solid #ddd }
</style>`;

const page = path.join(folder, "contact-sheet.html");
const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
try {
  const tab = await browser.newPage({ viewport: { width: COLUMN * COLUMNS, height: 800 } });
  const show = async (html: string) => {
    fs.writeFileSync(page, STYLE + html);
    await tab.goto(pathToFileURL(path.resolve(page)).href);
  };
  // A row at a time: all pictures at once are more than a browser can unpack.
  const strips: string[] = [];
  for (const row of rows) {
    await show(row);
    strips.push((await tab.locator("section").screenshot()).toString("base64"));
  }
  await show(`<main>${strips.map((strip) => `<img src="data:image/png;base64,${strip}" alt="">`).join("")}</main>`);
  await tab.screenshot({ path: sheet, fullPage: true, type: "jpeg", quality: 50 });
} finally {
  await browser.close();
}
