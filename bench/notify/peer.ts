import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { App } from "../../e2e/fixtures/app.ts";
import { practiceShop } from "../../e2e/fixtures/stores/store-file.ts";
import { freePort } from "../../server/launcher/network.mjs";
import { shopSettings } from "../shop/bench-shop.ts";

const NEXT = path.resolve("node_modules/next/dist/bin/next");
const FOLDER = path.resolve("bench/peer-next");
const READY_MS = 20_000;

/** A Next app with routes for notices, as a production build, on the running app's database. */
export async function startPeer(app: App): Promise<{ origin: string; stop: () => Promise<void> }> {
  const { appId = "", sellerId = "", merchantPrivateKey = "", alipayPublicKey = "" } = practiceShop(app, "openapi");
  const env = {
    ...process.env,
    ...shopSettings(app),
    ...{ PEER_APP_ID: appId, PEER_SELLER_ID: sellerId },
    ...{ PEER_PRIVATE_KEY: merchantPrivateKey, PEER_ALIPAY_KEY: alipayPublicKey, NEXT_TELEMETRY_DISABLED: "1" },
  };
  const log = fs.openSync(`${app.dataDir}.peer.log`, "w");
  const next = (...words: string[]): ChildProcess =>
    // Its log goes to a file, as that of ours does.
    spawn(process.execPath, [NEXT, ...words], { env, stdio: ["ignore", log, "inherit"] });

  const [code] = await once(next("build", FOLDER), "exit");
  if (code !== 0) throw new Error(`the peer could not be built: ${code}`);
  const port = await freePort();
  const server = next("start", FOLDER, "-H", "127.0.0.1", "-p", String(port), "--keepAliveTimeout", "65000");
  const origin = `http://127.0.0.1:${port}`;
  await untilAnswered(origin);
  return {
    origin,
    async stop() {
      const ended = once(server, "exit");
      server.kill("SIGTERM");
      await ended;
      fs.closeSync(log);
      fs.rmSync(`${app.dataDir}.peer.log`);
    },
  };
}

async function untilAnswered(origin: string): Promise<void> {
  const deadline = performance.now() + READY_MS;
  while (!(await fetch(origin).catch(() => null))) {
    if (performance.now() > deadline) throw new Error("the peer was not ready in time");
    await wait(100);
  }
}
