import { describe, expect, it } from "vitest";
import { setUpSimulator } from "../testing/fixture.ts";
import { isGenuine } from "../testing/shop-server.ts";

const { simulator, shopServer, precreate, call, restart } = setUpSimulator();

const control = (name: string, body: object) => simulator().control("POST", name, body);
const ledger = () => simulator().control("GET", "ledger");
const refund = (outTradeNo: string, refund_amount: string, out_request_no: string) =>
  call("refund", { out_trade_no: outTradeNo, refund_amount, out_request_no });

async function pay(outTradeNo: string): Promise<void> {
  await precreate(outTradeNo);
  await control("pay", { outTradeNo });
}

describe("the ledger", () => {
  it("names each refund with its number, its way and how often it was asked for", async () => {
    await pay("L1");
    await refund("L1", "2.34", "L1-1");
    await refund("L1", "2.34", "L1-1");
    await refund("L1", "9.00", "L1-1");
    await call("cancel", { out_trade_no: "L1" });
    const common = { outTradeNo: "L1", generation: "openapi", sellerId: simulator().shop.sellerId, currency: "CNY" };
    const refunds = [
      { ...common, refundNo: "L1-1", minor: "234", by: "refund", requests: 3, tooSoon: false },
      { ...common, refundNo: null, minor: "1000", by: "cancel", requests: 0 },
    ];
    expect(await ledger()).toMatchObject({
      refunds,
      trades: [{ refundedMinor: "1234", closedBy: "cancel" }],
      movements: [{ kind: "payment" }, { kind: "refund", minor: "234" }, { kind: "refund", minor: "1000" }],
    });
    await restart();
    expect((await ledger()).refunds).toMatchObject(refunds);
  });

  it("marks a refund that followed another one of its trade in less than 3 s", async () => {
    await pay("L2");
    await refund("L2", "1", "L2-1");
    await refund("L2", "1", "L2-1");
    await refund("L2", "1", "L2-2");
    await control("settings", { timeFactor: 1_000_000 });
    const gapEnd = Date.now() + 1;
    await expect.poll(() => Date.now()).toBeGreaterThan(gapEnd);
    await refund("L2", "1", "L2-3");
    expect((await ledger()).refunds).toMatchObject([{ tooSoon: false }, { tooSoon: true }, { tooSoon: false }]);
  });
});

describe("a refund notification", () => {
  it("of a part is a success with the refund's number and the sum of all", async () => {
    await pay("N1");
    await refund("N1", "1.00", "N1-1");
    await refund("N1", "2.00", "N1-2");
    await expect.poll(() => shopServer().received).toHaveLength(3);
    const refunds = ["N1-1", "N1-2"].flatMap(
      (number) => shopServer().received.find(({ fields }) => fields.out_biz_no === number) ?? [],
    );
    const common = { trade_status: "TRADE_SUCCESS", total_amount: "12.34", out_trade_no: "N1" };
    const time = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}$/;
    expect(refunds.map(({ fields }) => fields)).toMatchObject([
      { ...common, out_biz_no: "N1-1", refund_fee: "1.00", gmt_refund: expect.stringMatching(time) },
      { ...common, out_biz_no: "N1-2", refund_fee: "3.00", send_back_fee: "2.00" },
    ]);
    expect(refunds.every((notice) => isGenuine(simulator().shop, notice))).toBe(true);
  });

  it("of the whole is a closed trade, and is sent only to who is told of closed trades", async () => {
    await pay("N2");
    await refund("N2", "12.34", "N2-1");
    await control("settings", { notifyStatuses: ["TRADE_SUCCESS", "TRADE_CLOSED"] });
    await pay("N3");
    await refund("N3", "12.34", "N3-1");
    await expect.poll(() => shopServer().received).toHaveLength(3);
    const told = shopServer().received.map(({ fields }) => `${fields.out_trade_no} ${fields.trade_status}`);
    expect(told.sort()).toEqual(["N2 TRADE_SUCCESS", "N3 TRADE_CLOSED", "N3 TRADE_SUCCESS"]);
    const closed = { refund_fee: "12.34", out_biz_no: "N3-1", gmt_close: expect.any(String) };
    expect(shopServer().received).toContainEqual(expect.objectContaining({ fields: expect.objectContaining(closed) }));
  });
});

describe("the portal", () => {
  it("gives back a part, or what is left", async () => {
    await pay("P1");
    expect(await control("refund", { outTradeNo: "P1", minor: "34" })).toMatchObject({
      status: "TRADE_SUCCESS",
      refundedMinor: "34",
    });
    expect(await control("refund", { outTradeNo: "P1", refundNo: "by hand" })).toMatchObject({
      refundNo: "by hand",
      status: "TRADE_CLOSED",
    });
    expect((await ledger()).refunds).toMatchObject([
      { by: "portal", minor: "34", requests: 0 },
      { by: "portal", minor: "1200", refundNo: "by hand" },
    ]);
  });

  it.each([
    ["nothing", { minor: "0" }, "minor must be a text of digits, more than 0"],
    ["more than was paid", { minor: "1235" }, "nothing was given back: too-much"],
  ])("does not give back %s", async (_name, changed, error) => {
    await pay("P2");
    expect(await control("refund", { outTradeNo: "P2", ...changed })).toMatchObject({ httpStatus: 400, error });
  });

  it("does not know an order that nobody has scanned", async () => {
    await precreate("P3");
    expect(await control("refund", { outTradeNo: "P3" })).toMatchObject({ httpStatus: 404 });
    expect(await control("finish", { outTradeNo: "P3" })).toMatchObject({ httpStatus: 404 });
  });
});

describe("the end of the time for refunds", () => {
  it("leaves a trade finished: paid, and neither refunded nor cancelled any more", async () => {
    await control("settings", { notifyStatuses: ["TRADE_FINISHED"] });
    await pay("F1");
    expect(await control("finish", { outTradeNo: "F1" })).toMatchObject({ status: "TRADE_FINISHED" });
    expect(await call("query", { out_trade_no: "F1" })).toMatchObject({ trade_status: "TRADE_FINISHED" });
    expect((await refund("F1", "1.00", "F1-1")).sub_code).toBe("ACQ.TRADE_HAS_FINISHED");
    expect((await call("cancel", { out_trade_no: "F1" })).sub_code).toBe("ACQ.TRADE_HAS_FINISHED");
    expect((await precreate("F1").catch((error: Error) => error.message)) as string).toContain("TRADE_HAS_SUCCESS");
    // What an earlier test's trade still had to tell may come meanwhile.
    const told = () => shopServer().received.filter(({ fields }) => fields.out_trade_no === "F1");
    await expect.poll(told).toMatchObject([{ fields: { trade_status: "TRADE_FINISHED" } }]);
    await restart();
    expect(await call("query", { out_trade_no: "F1" })).toMatchObject({ trade_status: "TRADE_FINISHED" });
  });
});

describe("an empty balance of the seller", () => {
  it("refuses refunds and cancels of paid trades, closes unpaid ones, and the same number works later", async () => {
    await pay("E1");
    await precreate("E2");
    await control("scan", { outTradeNo: "E2" });
    await control("settings", { sellerBalanceEmpty: true });
    expect((await refund("E1", "1.00", "E1-1")).sub_code).toBe("ACQ.SELLER_BALANCE_NOT_ENOUGH");
    expect((await call("cancel", { out_trade_no: "E1" })).sub_code).toBe("ACQ.SELLER_BALANCE_NOT_ENOUGH");
    expect((await call("cancel", { out_trade_no: "E2" })).action).toBe("close");
    await control("settings", { sellerBalanceEmpty: false });
    expect(await refund("E1", "1.00", "E1-1")).toMatchObject({ code: "10000", fund_change: "Y" });
  });
});
