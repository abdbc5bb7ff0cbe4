import { appendFileSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { makeFolder, removeFolder, startTestSimulator } from "../testing/test-simulator.ts";
import { openBook } from "./book.ts";
import type { Code } from "./entries.ts";
import { openJournal } from "./journal.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = makeFolder();
  file = join(folder, "journal.jsonl");
});
afterEach(() => removeFolder(folder));

const code: Code = {
  token: "t1",
  text: "http://127.0.0.1/w/t1",
  generation: "openapi",
  appId: "1",
  sellerId: "2088000000000001",
  outTradeNo: "J1",
  total: { minor: 9007199254740993n, currency: "CNY" },
  subject: "茶",
  echo: {},
  content: "{}",
  madeAt: 1,
  codeEndsAt: 2,
  tradeEndsAt: 3,
};

it("reads back what it wrote, amounts of any size exactly", () => {
  const journal = openJournal(file);
  journal.append([
    { type: "code", code },
    { type: "trade", tradeNo: "9", token: "t1", at: 4 },
    { type: "payment", tradeNo: "9", money: code.total, at: 5 },
  ]);
  const state = openBook(openJournal(file)).state();
  expect(state.trades.get("9")).toMatchObject({ code, paidAt: 5 });
  expect(state.movements).toMatchObject([{ kind: "payment", money: { minor: 9007199254740993n } }]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

it("cuts a torn last line off, so that the next line is whole again", () => {
  openJournal(file).append([{ type: "code", code }]);
  appendFileSync(file, '{"type":"trade","tradeNo":"9","tok');
  const journal = openJournal(file);
  journal.append([{ type: "code-killed", token: "t1" }]);
  expect(
    openJournal(file)
      .read()
      .map((entry) => entry.type),
  ).toEqual(["code", "code-killed"]);
  expect(readFileSync(file, "utf8")).not.toContain('"tradeNo":"9"');
});

it("refuses a journal with a broken line inside, rather than to forget money", () => {
  writeFileSync(file, '{"type":"code"\n{"type":"code-killed","token":"t1"}\n');
  expect(() => openBook(openJournal(file))).toThrow("Line 1 of the journal cannot be read");
});

it("reads a refund of the time when only a cancel gave back", () => {
  const money = { minor: "1", currency: "CNY" };
  const lines = [
    { type: "code", code: { ...code, total: money } },
    { type: "trade", tradeNo: "9", token: "t1", at: 4 },
    { type: "payment", tradeNo: "9", money, at: 5 },
    { type: "refund", tradeNo: "9", money, at: 6 },
  ];
  writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  const trade = openBook(openJournal(file)).state().trades.get("9");
  expect(trade).toMatchObject({ refundedMinor: 1n, refunds: [{ by: "cancel", money: { minor: 1n }, at: 6 }] });
});

it("reads a journal of the time of one generation, its orders and its open notices", async () => {
  const orderOf = { generation: "openapi", appId: "1", sellerId: "2088000000000001", outTradeNo: "J1" };
  const lines = [
    { type: "code", code: { ...code, total: { minor: "1234", currency: "CNY" }, codeEndsAt: 4e12, tradeEndsAt: 4e12 } },
    { type: "trade", tradeNo: "9", token: "t1", at: 4 },
    { type: "payment", tradeNo: "9", money: { minor: "1234", currency: "CNY" }, at: 5 },
    {
      type: "notice",
      notice: {
        ...{ id: "n1", generation: "openapi", outTradeNo: "J1", status: "TRADE_SUCCESS" },
        ...{ url: "http://127.0.0.1:9/", fields: { app_id: "1", total_amount: "12.34" }, nextAt: 6, deliveries: [] },
      },
    },
    { type: "settings", change: { timeFactor: 2, notifyStatuses: ["TRADE_SUCCESS"] } },
  ];
  writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  const simulator = await startTestSimulator(folder);
  const sent = () => simulator.control("GET", "ledger");
  await expect.poll(sent).toMatchObject({ notices: [{ id: "n1", deliveries: [{ acknowledged: false }] }] });
  expect(await sent()).toMatchObject({ codes: [orderOf], trades: [{ outTradeNo: "J1", status: "TRADE_SUCCESS" }] });
  expect(await sent()).toMatchObject({ settings: { timeFactor: 2, intlUrl: "by_type" } });
  await simulator.stop();
});
