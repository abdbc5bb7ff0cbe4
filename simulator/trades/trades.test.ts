import { describe, expect, it } from "vitest";
import { setUpSimulator } from "../testing/fixture.ts";

const { simulator, precreate, call } = setUpSimulator();

const control = (name: string, body: object) => simulator().control("POST", name, body);
const query = (outTradeNo: string) => call("query", { out_trade_no: outTradeNo });
const cancel = (outTradeNo: string) => call("cancel", { out_trade_no: outTradeNo });
const ledger = () => simulator().control("GET", "ledger");

describe("a trade", () => {
  it("does not exist before the scan, waits after it, and is paid when the buyer confirms", async () => {
    await precreate("T1", { store_id: "NJ_001" });
    expect(await query("T1")).toMatchObject({ code: "40004", sub_code: "ACQ.TRADE_NOT_EXIST" });
    await control("scan", { outTradeNo: "T1" });
    expect(await query("T1")).toMatchObject({ trade_status: "WAIT_BUYER_PAY", buyer_pay_amount: "0.00" });
    expect(await query("T1")).not.toHaveProperty("send_pay_date");
    await control("pay", { outTradeNo: "T1" });
    expect(await query("T1")).toMatchObject({
      code: "10000",
      out_trade_no: "T1",
      trade_no: expect.stringMatching(/^\d{28}$/),
      trade_status: "TRADE_SUCCESS",
      total_amount: "12.34",
      receipt_amount: "12.34",
      buyer_logon_id: expect.stringContaining("***"),
      send_pay_date: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
      store_id: "NJ_001",
    });
  });

  it("is found by its own number, which wins over the merchant's", async () => {
    await precreate("T2");
    const { tradeNo } = await control("scan", { outTradeNo: "T2" });
    const found = await call("query", { trade_no: tradeNo, out_trade_no: "something else" });
    expect(found.out_trade_no).toBe("T2");
    expect((await call("query", {})).sub_code).toBe("ACQ.INVALID_PARAMETER");
  });

  it("is paid once, however often the buyer confirms", async () => {
    await precreate("T3");
    await Promise.all([1, 2, 3].map(() => control("pay", { outTradeNo: "T3" })));
    expect((await ledger()).movements).toHaveLength(1);
  });

  it("is closed when the buyer declines, and cannot be paid afterwards", async () => {
    await precreate("T4");
    await control("decline", { outTradeNo: "T4" });
    await control("pay", { outTradeNo: "T4" });
    expect(await query("T4")).toMatchObject({ trade_status: "TRADE_CLOSED", receipt_amount: "0.00" });
    expect((await ledger()).movements).toEqual([]);
  });
});

describe("time", () => {
  it("ends a code that nobody scanned", async () => {
    await control("settings", { timeFactor: 100_000 });
    await precreate("E1", { qr_code_timeout_express: "1m" });
    await expect.poll(() => control("scan", { outTradeNo: "E1" })).toMatchObject({ httpStatus: 400 });
    expect((await query("E1")).sub_code).toBe("ACQ.TRADE_NOT_EXIST");
  });

  it("closes a scanned trade that nobody paid, also when nobody asks", async () => {
    await precreate("E2", { timeout_express: "1m" });
    await control("settings", { timeFactor: 1000 });
    await precreate("E3", { timeout_express: "1m" });
    await control("scan", { outTradeNo: "E2" });
    await control("scan", { outTradeNo: "E3" });
    await expect.poll(() => query("E3")).toMatchObject({ trade_status: "TRADE_CLOSED" });
    expect(await query("E2")).toMatchObject({ trade_status: "WAIT_BUYER_PAY" });
    expect(await control("pay", { outTradeNo: "E3" })).toMatchObject({ status: "TRADE_CLOSED", closedBy: "expiry" });
  });

  it("gives 2 hours to a code and 3 hours to its trade, unless the order says less", async () => {
    await precreate("E4");
    await precreate("E5", { timeout_express: "90m" });
    await precreate("E6", { qr_code_timeout_express: "3m", timeout_express: "1d" });
    const codes = (await ledger()).codes as { madeAt: string; codeEndsAt: string; tradeEndsAt: string }[];
    const minutes = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 60_000);
    const lives = codes.map((code) => [minutes(code.madeAt, code.codeEndsAt), minutes(code.madeAt, code.tradeEndsAt)]);
    expect(lives).toEqual([
      [120, 180],
      [90, 90],
      [3, 1440],
    ]);
  });

  it("makes a fresh code for the same number when the first one ended unscanned", async () => {
    await control("settings", { timeFactor: 100_000 });
    const first = await precreate("E7", { qr_code_timeout_express: "1m" });
    await expect.poll(() => precreate("E7", { qr_code_timeout_express: "1m" })).not.toBe(first);
  });
});

describe("cancel", () => {
  it("of an unscanned code finds nothing and leaves it payable", async () => {
    await precreate("K1");
    const answer = await cancel("K1");
    expect(answer).toEqual({ code: "10000", msg: "Success", out_trade_no: "K1", retry_flag: "N" });
    expect(await control("pay", { outTradeNo: "K1" })).toMatchObject({ status: "TRADE_SUCCESS" });
  });

  it("kills an unscanned code when the setting says so", async () => {
    await control("settings", { cancelKillsUnscannedCode: true });
    await precreate("K2");
    await cancel("K2");
    expect(await control("pay", { outTradeNo: "K2" })).toMatchObject({ httpStatus: 400 });
  });

  it("closes an unpaid trade and sends a paid one's money back", async () => {
    await precreate("K3");
    await control("scan", { outTradeNo: "K3" });
    expect(await cancel("K3")).toMatchObject({ action: "close", retry_flag: "N", trade_no: expect.any(String) });
    await precreate("K4");
    await control("pay", { outTradeNo: "K4" });
    expect(await cancel("K4")).toMatchObject({ action: "refund", gmt_refund_pay: expect.any(String) });
    expect(await query("K4")).toMatchObject({ trade_status: "TRADE_CLOSED", send_pay_date: expect.any(String) });
    const { movements } = await ledger();
    expect(movements).toMatchObject([
      { kind: "payment", outTradeNo: "K4", minor: "1234" },
      { kind: "refund", outTradeNo: "K4", minor: "1234" },
    ]);
  });

  it("moves nothing when it is repeated, and names its action again only by setting", async () => {
    await precreate("K5");
    await control("pay", { outTradeNo: "K5" });
    await cancel("K5");
    const repeat = await cancel("K5");
    expect([repeat.code, repeat.action]).toEqual(["10000", undefined]);
    await control("settings", { repeatedCancelNamesAction: true });
    expect((await cancel("K5")).action).toBe("refund");
    expect((await ledger()).movements).toHaveLength(2);
  });

  it("of an unknown trade number is refused", async () => {
    expect((await call("cancel", { trade_no: "1".repeat(28) })).sub_code).toBe("ACQ.TRADE_NOT_EXIST");
  });

  it("comes too late after 24 hours", async () => {
    await precreate("K6");
    await control("pay", { outTradeNo: "K6" });
    await control("settings", { timeFactor: 1_000_000 });
    const { trades } = (await ledger()) as { trades: { createdAt: string }[] };
    const windowEnd = Date.parse(trades[0]?.createdAt ?? "") + (24 * 3_600_000) / 1_000_000;
    await expect.poll(() => Date.now()).toBeGreaterThan(windowEnd + 1);
    expect((await cancel("K6")).sub_code).toBe("ACQ.TRADE_CANCEL_TIME_OUT");
    expect((await query("K6")).trade_status).toBe("TRADE_SUCCESS");
  });

  it("and a payment at the same moment end in one of the two ways, the ledger in balance", async () => {
    for (let round = 0; round < 20; round += 1) {
      const outTradeNo = `R${round}`;
      await precreate(outTradeNo);
      await control("scan", { outTradeNo });
      const pair = [() => control("pay", { outTradeNo }), () => cancel(outTradeNo)];
      await Promise.all((round % 2 ? pair : pair.reverse()).map((act) => act()));
    }
    const { trades, movements } = (await ledger()) as { trades: { status: string }[]; movements: { kind: string }[] };
    expect(trades.map(({ status }) => status)).toEqual(trades.map(() => "TRADE_CLOSED"));
    const count = (kind: string) => movements.filter((movement) => movement.kind === kind).length;
    expect(count("payment")).toBe(count("refund"));
  });
});

describe("close", () => {
  it("ends an unpaid trade and never gives money back", async () => {
    await precreate("L1");
    const close = () => call("close", { out_trade_no: "L1" });
    expect((await close()).sub_code).toBe("ACQ.TRADE_NOT_EXIST");
    await control("scan", { outTradeNo: "L1" });
    expect(await close()).toMatchObject({ code: "10000", out_trade_no: "L1" });
    expect((await close()).sub_code).toBe("ACQ.REASON_TRADE_STATUS_INVALID");
    await precreate("L2");
    await control("pay", { outTradeNo: "L2" });
    expect((await call("close", { out_trade_no: "L2" })).sub_code).toBe("ACQ.REASON_TRADE_STATUS_INVALID");
    expect((await ledger()).movements).toHaveLength(1);
  });
});
