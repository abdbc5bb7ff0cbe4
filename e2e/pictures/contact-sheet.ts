// All pictures of a folder on one sheet: node e2e/pictures/contact-sheet.ts DIR SHEET.jpg
// A row for each screen; from left to right the sizes, in each of them themes and languages.
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
const WIDTHS: Record<string, number> = { desktop: 240, tablet: 190, phone: 76 };

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
const html = `<!doctype html><meta charset="utf-8"><style>
  body { margin: 16px; font: 13px Arial, sans-serif; background: #fff; width: max-content }
  section { display: flex; align-items: start; gap: 6px; padding: 8px 0; border-top: 1px solid #ddd }
  h2 { width: 130px; margin: 0; font-size: 13px; overflow-wrap: anywhere }
  img { border: 1px solid #ccc }
</style>${rows.join("")}`;

const page = path.join(folder, "contact-sheet.html");
fs.writeFileSync(page, html);
const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
try {
  const tab = await browser.newPage({ viewport: { width: 2200, height: 800 } });
  await tab.goto(pathToFileURL(path.resolve(page)).href);
  await tab.screenshot({ path: sheet, fullPage: true, type: "jpeg", quality: 70 });
} finally {
  await browser.close();
}
