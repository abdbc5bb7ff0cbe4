import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { expect } from "@playwright/test";
import { plainEnvironment } from "./fixtures/app.ts";
import { test } from "./fixtures/shop.ts";

test.use({ appGroup: "key-rotate" });

test("F56 S13 the master key is changed beside the running till: what waits is paid, and what is sold afterwards too, also by processes that start anew", async ({
  app,
  database,
  gateway,
  sell,
  till,
  watch,
}) => {
  watch.expect(/net::ERR_(?:INCOMPLETE_CHUNKED_ENCODING|CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE)/); // its front is killed
  const file = path.join(app.dataDir, "master.key");
  const before = fs.readFileSync(file, "utf8");
  const waiting = await sell(till, "61.00");
  const script = path.resolve("server/launcher/scantill.mjs");
  const env = { ...plainEnvironment(), DATA_DIR: app.dataDir };
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, "key", "rotate"], { env, encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toContain(`${file} holds this key alone.`);
  const after = fs.readFileSync(file, "utf8");
  expect(after).not.toBe(before);
  expect(after.trim().split("\n")).toHaveLength(1);

  // Nobody remembers a key that was opened before.
  for (const name of ["worker", "front"]) {
    const pid = app.pid(name);
    process.kill(pid, "SIGKILL");
    await expect.poll(() => app.pid(name)).not.toBe(pid);
  }
  await gateway.pay(waiting.merchantNumber);
  await till.shows("paid", 20_000);
  await till.page.keyboard.press("Escape");
  const next = await sell(till, "62.00");
  await gateway.pay(next.merchantNumber);
  await till.shows("paid", 20_000);
  expect(await database.rows("select kind from audit_entry where kind = 'key_rotated'")).toHaveLength(1);
  expect(app.log()).not.toMatch(/account_unusable/);
});
