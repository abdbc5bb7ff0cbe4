import { defineConfig } from "@playwright/test";
import { installedChromium, NO_BROWSER } from "./scripts/find-chromium.mjs";

const executablePath = installedChromium();
if (!executablePath) throw new Error(NO_BROWSER);

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/build-pages.ts",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results/browser",
  forbidOnly: true,
  retries: 0,
  // Most of the time goes by in waiting, for codes to end and processes to come back: two apps share two cores well.
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/playwright.json" }]],
  use: {
    locale: "en-GB",
    timezoneId: "Asia/Kathmandu",
    screenshot: "only-on-failure",
    // Recording costs a fifth of the time. To look at a failure: `--trace retain-on-failure`.
    trace: "off",
    launchOptions: {
      executablePath,
      args: [
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
        ...["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
        ...["--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"],
      ],
    },
  },
});
