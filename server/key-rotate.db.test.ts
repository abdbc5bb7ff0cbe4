import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { closeShop, openShop } from "#lib/process.ts";
import { applyStoreFile } from "#lib/stores/apply/apply-store-file.ts";
import { findUnreadableAccount } from "#lib/stores/find-unreadable-account.ts";
import { wideFile } from "#lib/stores/testing/wide-file.ts";

const SCRIPT = join(import.meta.dirname, "key-rotate.ts");
const folder = mkdtempSync(join(tmpdir(), "scantill-key-rotate-"));
const FILE = join(folder, "master.key");
const newKey = () => randomBytes(32).toString("base64");
const kept = () => readFileSync(FILE, "utf8").trim().split("\n");
const shop = openShop();

beforeAll(async () => {
  writeFileSync(FILE, `${newKey()}\n`);
  vi.stubEnv("MASTER_KEY_FILE", FILE);
  expect(await applyStoreFile(shop, wideFile, String)).toMatchObject({ kind: "applied" });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await closeShop(shop);
  rmSync(folder, { recursive: true });
});

/** `npm run scantill -- key rotate`, without what finds the installation. */
function rotate(more: Record<string, string> = {}) {
  const env = { ...process.env, ...more, NODE_OPTIONS: "" };
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT], { env, encoding: "utf8" });
  return { status, stdout, stderr };
}

it("F56 is killed in the middle, leaves everything readable, and says at the second try what it did, without a key", async () => {
  const [old = ""] = kept();
  const client = await shop.pool.connect();
  // Somebody's transaction, for whose end the change has to wait.
  await client.query("begin");
  await client.query("select 1");
  try {
    const child = spawn(process.execPath, [SCRIPT], { env: { ...process.env, NODE_OPTIONS: "" }, stdio: "ignore" });
    const ended = once(child, "exit");
    await vi.waitFor(() => expect(kept()).toHaveLength(2), { timeout: 10_000 });
    child.kill("SIGKILL");
    await ended;
  } finally {
    await client.query("rollback");
    client.release();
  }
  expect(await findUnreadableAccount(shop)).toBeNull();
  const { status, stdout, stderr } = rotate();
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout.split("\n")).toEqual([
    expect.stringMatching(/^3 sealed records were sealed anew; all are under the key [0-9a-f]{16} now\.$/),
    `${FILE} holds this key alone.`,
    "Keep a copy of it away from the database. Backups from before need the former key.",
    "",
  ]);
  expect(kept()).toHaveLength(1);
  for (const key of [old, ...kept()]) expect(stdout).not.toContain(key);
  expect(await findUnreadableAccount(shop)).toBeNull();
});

it("F56 says in clear words with which key nothing can be done, and changes nothing", () => {
  const before = kept();
  const other = rotate({ MASTER_KEY: newKey() });
  expect(other).toMatchObject({ status: 1, stdout: "" });
  expect(other.stderr).toMatch(
    /^Nothing was changed, since the master key does not open everything that is sealed:\n {2}cred/,
  );
  const missing = rotate({ MASTER_KEY_FILE: join(folder, "none") });
  expect(missing).toEqual({
    ...{ status: 1, stdout: "" },
    stderr: "The master key cannot be read: nothing was changed. Start with the key that the till uses.\n",
  });
  const environment = rotate({ MASTER_KEY: before[0] ?? "" });
  expect(environment.stderr).toMatch(/^The key stands in MASTER_KEY, which this command cannot change\./);
  expect(kept()).toEqual(before);
});
