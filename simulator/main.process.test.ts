import { type ChildProcess, fork, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { controlOf, makeFolder, readShop, removeFolder } from "./testing/test-simulator.ts";

const MAIN = join(import.meta.dirname, "main.ts");
const TOKEN = "a-token-of-this-test";

let folder: string;
let children: ChildProcess[];
beforeEach(() => {
  folder = makeFolder();
  children = [];
});
afterEach(async () => {
  await Promise.all(children.map(kill));
  removeFolder(folder);
});

const environment = (changed: Record<string, string> = {}): NodeJS.ProcessEnv => ({
  NODE_ENV: "test",
  SIMULATOR_PORT: "0",
  SIMULATOR_CONTROL_PORT: "0",
  SIMULATOR_CONTROL_TOKEN: TOKEN,
  SIMULATOR_DATA: folder,
  ...changed,
});

async function start() {
  const child = fork(MAIN, { env: environment(), silent: true });
  children.push(child);
  const [ready] = (await once(child, "message")) as [{ ready: boolean; port: number; controlPort: number }];
  const control = controlOf({ controlPort: ready.controlPort, controlToken: TOKEN });
  return { child, ready, control, shop: readShop(folder) };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGKILL");
  await once(child, "exit");
}

const order = (outTradeNo: string) => ({ out_trade_no: outTradeNo, total_amount: "12.34", subject: "Tea" });

describe("the simulator as a process", () => {
  it("keeps every answered trade and movement over kill -9", async () => {
    const first = await start();
    await first.shop.call("alipay.trade.precreate", order("P1"));
    await first.control("POST", "pay", { outTradeNo: "P1" });
    await first.shop.call("alipay.trade.precreate", order("P2"));
    await first.control("POST", "scan", { outTradeNo: "P2" });
    const before = await first.control("GET", "ledger");
    await kill(first.child);
    const second = await start();
    const after = await second.control("GET", "ledger");
    expect([after.codes, after.trades, after.movements]).toEqual([before.codes, before.trades, before.movements]);
    const answer = await second.shop.call("alipay.trade.query", { out_trade_no: "P1" });
    expect(answer).toMatchObject({ trade_status: "TRADE_SUCCESS", total_amount: "12.34" });
    expect((await second.shop.call("alipay.trade.cancel", { out_trade_no: "P2" })).action).toBe("close");
  });

  it("loses no answered payment when it is killed in the middle of many", async () => {
    const first = await start();
    const answered = new Set<string>();
    const numbers = Array.from({ length: 60 }, (_, index) => `M${index}`);
    const paying = numbers.map(async (outTradeNo) => {
      await first.shop.call("alipay.trade.precreate", order(outTradeNo));
      const reply = await first.control("POST", "pay", { outTradeNo });
      if (reply.status === "TRADE_SUCCESS") answered.add(outTradeNo);
      if (answered.size === 10) first.child.kill("SIGKILL");
    });
    await Promise.allSettled(paying);
    await kill(first.child);
    const second = await start();
    const { movements } = (await second.control("GET", "ledger")) as { movements: { outTradeNo: string }[] };
    const kept = movements.map(({ outTradeNo }) => outTradeNo);
    expect(answered.size).toBeGreaterThanOrEqual(10);
    expect(kept).toEqual(expect.arrayContaining([...answered]));
    expect(new Set(kept).size).toBe(kept.length);
  });

  it("is alone on its journal, and takes over what a killed one left", async () => {
    const first = await start();
    const { status, stderr } = spawnSync(process.execPath, [MAIN], { env: environment(), encoding: "utf8" });
    expect([status, stderr]).toEqual([
      1,
      `The practice Alipay cannot start: Process ${first.child.pid} already keeps the journal in ${folder}. Choose another SIMULATOR_DATA.\n`,
    ]);
    await kill(first.child);
    const second = await start();
    second.child.kill("SIGTERM");
    await once(second.child, "exit");
    expect(readdirSync(folder)).not.toContain("lock");
  });

  it("ends when its parent lets go of it, and on SIGTERM with exit code 0", async () => {
    const { child } = await start();
    child.disconnect();
    expect(await once(child, "exit")).toEqual([0, null]);
    const { child: other } = await start();
    other.kill("SIGTERM");
    expect(await once(other, "exit")).toEqual([0, null]);
  });

  it("keeps its secrets to its owner", async () => {
    await start();
    for (const file of ["merchants.json", "practice-openapi.json", "journal.jsonl"]) {
      expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
    }
  });

  it("says in one sentence why it cannot start, and exits with 1", async () => {
    const { ready } = await start();
    const run = (changed: Record<string, string>) => {
      const { status, stderr } = spawnSync(process.execPath, [MAIN], { env: environment(changed), encoding: "utf8" });
      return [status, stderr.trim().split("\n").length, stderr];
    };
    const other = { SIMULATOR_DATA: mkdtempSync(join(folder, "other-")) };
    expect(run({ ...other, SIMULATOR_PORT: String(ready.port) })).toEqual([
      1,
      1,
      expect.stringContaining("Choose another port"),
    ]);
    expect(run({ SIMULATOR_ORIGIN: "here" })).toEqual([1, 1, expect.stringContaining("SIMULATOR_ORIGIN")]);
    expect(run({ SIMULATOR_TIME_FACTOR: "0" })).toEqual([1, 1, expect.stringContaining("SIMULATOR_TIME_FACTOR")]);
  });

  it("tells its settings", () => {
    const { stdout, status } = spawnSync(process.execPath, [MAIN, "--help"], { encoding: "utf8" });
    expect([status, stdout]).toEqual([0, expect.stringContaining("SIMULATOR_TIME_FACTOR")]);
  });
});
