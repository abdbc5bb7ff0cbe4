// npm run check:size: how much script a browser must load before the till can be used, from the production build.
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import { ROOT } from "../server/launcher/root.mjs";

const MOST_KB = 175;
const ROUTE = "/(till)/page";
const BUILD = path.join(ROOT, ".next");

const read = (/** @type {string} */ file) => fs.readFileSync(path.join(BUILD, file), "utf8");

/**
 * The framework's scripts, and those of the page, its layouts and its error pages: the page names them all, and the till
 * is not usable before. Polyfills are not among them: browsers with modules do not load those.
 * @returns {string[]}
 */
function scriptsOfTill() {
  /** @type {{ rootMainFiles: string[] }} */
  const { rootMainFiles } = JSON.parse(read("build-manifest.json"));
  const manifest = read(`server/app${ROUTE}_client-reference-manifest.js`);
  const json = manifest.slice(manifest.indexOf("= {") + 2).replace(/;\s*$/, "");
  /** @type {{ entryJSFiles: { [module: string]: string[] } }} */
  const { entryJSFiles } = JSON.parse(json);
  return [...new Set([...rootMainFiles, ...Object.values(entryJSFiles).flat()])];
}

const sizes = scriptsOfTill().map((file) => ({ file, bytes: zlib.gzipSync(read(file)).length }));
const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
const kB = (/** @type {number} */ bytes) => (bytes / 1_000).toFixed(1);
for (const { file, bytes } of sizes.sort((a, b) => b.bytes - a.bytes))
  console.log(`${kB(bytes).padStart(7)} kB  ${file}`);
const holds = total <= MOST_KB * 1_000;
console.log(
  `${kB(total).padStart(7)} kB  of ${MOST_KB} kB, gzip${holds ? "" : ": too much. Load dialogs when they are opened."}`,
);
process.exitCode = holds ? 0 : 1;
