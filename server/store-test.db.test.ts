import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeShop, openShop } from "#lib/process.ts";
import { applyStoreFile } from "#lib/stores/apply/apply-store-file.ts";
import {
  makeFolder,
  removeFolder,
  startTestSimulator,
  type TestSimulator,
} from "../simulator/testing/test-simulator.ts";
import { practiceFile } from "./practice.ts";

const folder = makeFolder();
const shop = openShop();
let simulator: TestSimulator;

beforeAll(async () => {
  simulator = await startTestSimulator(folder);
  process.env.MASTER_KEY = randomBytes(32).toString("base64");
  process.env.PRACTICE_GATEWAY = `http://127.0.0.1:${simulator.port}`;
  const shops = ["openapi", "mapi", "intl"].map((name) => [
    name,
    JSON.parse(readFileSync(join(folder, `practice-${name}.json`), "utf8")),
  ]);
  const file = practiceFile(Object.fromEntries(shops), null);
  expect(await applyStoreFile(shop, file, String)).toMatchObject({ kind: "applied" });
});
afterAll(async () => {
  await closeShop(shop);
  await simulator.stop();
  removeFolder(folder);
});

/** The simulator lives in this process, so the command must not hold it up. */
async function storeTest(code: string, settings: Record<string, string> = {}) {
  const child = spawn(process.execPath, [join(import.meta.dirname, "store-test.ts"), code], {
    env: { ...process.env, LC_ALL: "en_GB.UTF-8", FRONT_ORIGIN: "http://127.0.0.1:1", ...settings },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (said += text));
  const status = await new Promise((resolve) => child.once("close", resolve));
  return { status, said };
}

test("T3 tries the stored credentials of a store, and says what a person reads", async () => {
  const { status, said } = await storeTest("practice");
  const lines = said.split("\n").map((line) => line.replace(/\d+ ms$/, "… ms"));
  expect(lines.slice(0, 3)).toEqual([
    "practice-openapi · openapi · practice",
    "✓ Entries · … ms",
    "  All entries have the right form.",
  ]);
  expect(lines.filter((line) => line.startsWith("✓"))).toHaveLength(7);
  // No till runs here.
  expect(lines.slice(-3)).toEqual([
    "✗ Notify address · … ms",
    "  Nothing answers at 127.0.0.1:1. Check PUBLIC_URL, whether the till runs, your proxy, router and firewall.",
    "",
  ]);
  expect(status).toBe(1);
});

test("T3 speaks the language of LANG, and tests every currency of an account in one go", async () => {
  const { said } = await storeTest("practice-overseas", { LC_ALL: "", LC_MESSAGES: "", LANG: "zh_CN.UTF-8" });
  expect(said.split("\n")[0]).toBe("practice-mapi · mapi · 练习");
  expect(said).toContain("该账户可收 GBP, HKD, JPY, USD。");
});

test("S13 tells credentials that were sealed with another master key, and a store that is none", async () => {
  const sealed = await storeTest("practice-page", { MASTER_KEY: randomBytes(32).toString("base64") });
  expect(sealed.said).toContain("The stored keys were sealed with another master key.");
  expect(await storeTest("nowhere")).toEqual({ status: 1, said: "There is no store nowhere.\n" });
});
