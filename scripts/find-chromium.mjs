// The browser of the browser tests: one that is there, else one that can be installed.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { chromium } from "@playwright/test";
import { ROOT } from "../server/launcher/root.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const FOLDERS = [...(process.env.PATH ?? "").split(path.delimiter), "/usr/bin", "/snap/bin"];
const MAC = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** @returns {string | undefined} path of an installed browser */
export function installedChromium() {
  const asked = process.env.CHROMIUM_PATH;
  const system = FOLDERS.flatMap((folder) => NAMES.map((name) => path.join(folder, name)));
  return [...(asked ? [asked] : []), ...system, ...MAC, chromium.executablePath()].find((file) => file && works(file));
}

/** A file of that name may be an empty shell that asks for its package. @param {string} file */
const works = (file) => fs.existsSync(file) && spawnSync(file, ["--version"], { timeout: 20_000 }).status === 0;

/**
 * @param {string} node
 * @returns {string | undefined} path of a browser
 */
export function findChromium(node) {
  return installedChromium() ?? byPlaywright(node) ?? byApt();
}

const isRoot = process.getuid?.() === 0;

/** @param {string} node */
function byPlaywright(node) {
  const cli = path.join(ROOT, "node_modules/@playwright/test/cli.js");
  console.log("no browser found: playwright install chromium");
  spawnSync(node, [cli, "install", ...(isRoot ? ["--with-deps"] : []), "chromium"], { stdio: "inherit" });
  return installedChromium();
}

function byApt() {
  if (!isRoot || !fs.existsSync("/usr/bin/apt-get")) return undefined;
  console.log("no browser found: apt-get install chromium fonts-noto-cjk");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (/** @type {string[]} */ ...words) => spawnSync("apt-get", words, { stdio: "inherit", env }).status === 0;
  const install = () => apt("install", "-y", "--no-install-recommends", "chromium", "fonts-noto-cjk");
  if (!install() && apt("update")) install();
  return installedChromium();
}

export const NO_BROWSER =
  "The browser tests need Chromium: install Google Chrome or Chromium (Debian: chromium fonts-noto-cjk), or set CHROMIUM_PATH.";
