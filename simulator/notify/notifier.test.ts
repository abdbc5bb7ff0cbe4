import { describe, expect, it } from "vitest";
import { setUpSimulator } from "../testing/fixture.ts";
import { isGenuine } from "../testing/shop-server.ts";

const { simulator, shopServer, precreate, call, restart } = setUpSimulator();

const control = (name: string, body: object) => simulator().control("POST", name, body);
const received = () => shopServer().received;
const notices = async () => (await simulator().control("GET", "ledger")).notices as NoticeRow[];

type NoticeRow = { status: string; nextAt: string | null; deliveries: { status: number; acknowledged: boolean }[] };

/** A fact of the ledger that a delivery makes: the shop's answer has come back. */
const deliveries = async () => (await notices()).flatMap((notice) => notice.deliveries);

describe("a notification", () => {
  it("tells the payment in a well-signed form, once it is acknowledged never again", async () => {
    await precreate("N1", { body: "two cups", passback_params: "till%3D7" });
    await control("pay", { outTradeNo: "N1" });
    await expect.poll(deliveries).toMatchObject([{ status: 200, acknowledged: true }]);
    const [notice] = received();
    if (!notice) throw new Error("nothing came");
    expect(isGenuine(simulator().shop, notice)).toBe(true);
    expect(notice.headers["content-type"]).toMatch(/^application\/x-www-form-urlencoded/);
    expect(notice.fields).toMatchObject({
      notify_type: "trade_status_sync",
      notify_id: expect.any(String),
      app_id: simulator().shop.appId,
      seller_id: simulator().shop.sellerId,
      out_trade_no: "N1",
      trade_status: "TRADE_SUCCESS",
      total_amount: "12.34",
      body: "two cups",
      passback_params: "till%3D7",
    });
    expect(await notices()).toMatchObject([{ nextAt: null }]);
  });

  it("is repeated on the real schedule with one id until it is acknowledged, 8 times at most", async () => {
    await control("settings", { timeFactor: 200_000 });
    shopServer().answer = { status: 200, body: "Success" };
    await precreate("N2", { timeout_express: "15d" });
    await control("pay", { outTradeNo: "N2" });
    await expect.poll(async () => (await notices())[0]?.nextAt, { timeout: 5_000 }).toBeNull();
    expect(received()).toHaveLength(8);
    expect(new Set(received().map(({ fields }) => fields.notify_id)).size).toBe(1);
    expect(await deliveries()).toHaveLength(8);
  });

  it("waits 4 minutes before its first repeat, divided by the time factor", async () => {
    shopServer().answer = { status: 500, body: "success" };
    await precreate("N3");
    await control("pay", { outTradeNo: "N3" });
    await expect.poll(deliveries).toMatchObject([{ status: 500, acknowledged: false }]);
    const minutesLeft = (Date.parse((await notices())[0]?.nextAt ?? "") - Date.now()) / 60_000;
    expect(minutesLeft).toBeGreaterThan(3.9);
    expect(minutesLeft).toBeLessThanOrEqual(4);
  });

  it.each([
    ["a redirect", { status: 302, body: "success", headers: { location: "/elsewhere" } }],
    ["a line end", { status: 200, body: "success\n" }],
    ["a page", { status: 200, body: `<html>${"x".repeat(10_000)}` }],
    ["created", { status: 201, body: "success" }],
  ])("takes %s for no acknowledgement", async (_name, answer) => {
    shopServer().answer = answer;
    await precreate("N4");
    await control("pay", { outTradeNo: "N4" });
    await expect.poll(deliveries).toMatchObject([{ acknowledged: false }]);
    expect(received()).toHaveLength(1);
  });

  it("that was pending is sent after a restart", async () => {
    shopServer().answer = { status: 503, body: "" };
    await precreate("N5");
    await control("settings", { timeFactor: 1000 });
    await control("pay", { outTradeNo: "N5" });
    await expect.poll(deliveries).not.toEqual([]);
    await restart(() => {
      shopServer().answer = { status: 200, body: "success" };
    });
    // However many repeats came before, the schedule at this factor still has minutes to go.
    const last = async () => (await deliveries()).at(-1);
    await expect.poll(last, { timeout: 60_000 }).toMatchObject({ acknowledged: true });
    expect(new Set(received().map(({ fields }) => fields.notify_id)).size).toBe(1);
  }, 70_000);
});

describe("which events notify", () => {
  it("only the payment by default", async () => {
    await precreate("W1");
    await control("scan", { outTradeNo: "W1" });
    await call("cancel", { out_trade_no: "W1" });
    await precreate("W2");
    await control("pay", { outTradeNo: "W2" });
    await call("cancel", { out_trade_no: "W2" });
    expect(await notices()).toMatchObject([{ status: "TRADE_SUCCESS" }]);
  });

  it("also the scan, the end and the refund when the settings say so", async () => {
    await control("settings", { notifyStatuses: ["WAIT_BUYER_PAY", "TRADE_SUCCESS", "TRADE_CLOSED"] });
    await precreate("W3");
    await control("pay", { outTradeNo: "W3" });
    await call("cancel", { out_trade_no: "W3" });
    await expect.poll(received).toHaveLength(3);
    const closed = received().find(({ fields }) => fields.trade_status === "TRADE_CLOSED")?.fields;
    expect(closed).toMatchObject({ refund_fee: "12.34", gmt_refund: expect.stringMatching(/\.\d{3}$/) });
  });

  it("none when notifications are off, or the order names no address", async () => {
    await simulator().shop.call("alipay.trade.precreate", { out_trade_no: "W4", total_amount: "1", subject: "Tea" });
    await control("pay", { outTradeNo: "W4" });
    await control("settings", { notifications: false });
    await precreate("W5");
    await control("pay", { outTradeNo: "W5" });
    expect(await notices()).toEqual([]);
  });
});

describe("faults of notifications", () => {
  const payWith = async (fault: object) => {
    await control("faults", fault);
    await precreate("F1");
    await control("pay", { outTradeNo: "F1" });
  };

  it("no_notification: nothing is ever sent", async () => {
    await payWith({ name: "no_notification", outTradeNo: "F1" });
    expect(await notices()).toEqual([]);
  });

  it("late_notification: the first sending waits", async () => {
    await payWith({ name: "late_notification", ms: 60_000 });
    const [notice] = await notices();
    expect(Date.parse(notice?.nextAt ?? "") - Date.now()).toBeGreaterThan(50_000);
    expect(received()).toEqual([]);
  });

  it("double_notification: two messages with one id", async () => {
    await payWith({ name: "double_notification" });
    await expect.poll(deliveries).toHaveLength(1);
    expect(new Set(received().map(({ fields }) => fields.notify_id)).size).toBe(1);
    expect(received()).toHaveLength(2);
  });

  it("forged_notification: it does not verify", async () => {
    await payWith({ name: "forged_notification" });
    await expect.poll(received).toHaveLength(1);
    expect(received().map((notice) => isGenuine(simulator().shop, notice))).toEqual([false]);
  });

  it("wrong_amount_notification: it verifies and is one fen too high", async () => {
    await payWith({ name: "wrong_amount_notification" });
    await expect.poll(received).toHaveLength(1);
    expect(received().map((notice) => isGenuine(simulator().shop, notice))).toEqual([true]);
    expect(received()[0]?.fields.total_amount).toBe("12.35");
  });
});
