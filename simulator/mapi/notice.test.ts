import { describe, expect, it } from "vitest";
import { setUpSimulator } from "../testing/fixture.ts";
import { CANCEL, mapiOrder, PRECREATE, textOf } from "../testing/mapi-shop.ts";
import type { Params } from "../testing/shop.ts";
import type { ReceivedNotice } from "../testing/shop-server.ts";

const { simulator, shopServer } = setUpSimulator();

const shop = () => simulator().mapi;
const control = (name: string, body: object) => simulator().control("POST", name, body);
const received = () => shopServer().received;
type NoticeRow = { id: string; nextAt: string | null; deliveries: { acknowledged: boolean }[] };
const notices = async () => (await simulator().control("GET", "ledger")).notices as NoticeRow[];
const deliveries = async () => (await notices()).flatMap((notice) => notice.deliveries);
const isGenuine = ({ fields }: ReceivedNotice) => shop().holds(textOf(fields), fields.sign ?? "");
const verify = async (query: Params) =>
  (await fetch(`${shop().gatewayUrl}?${new URLSearchParams({ service: "notify_verify", ...query })}`)).text();

async function pay(outTradeNo: string, changed: Params = {}): Promise<void> {
  await shop().call(PRECREATE, mapiOrder(outTradeNo, { notify_url: shopServer().url, ...changed }));
  await control("pay", { outTradeNo });
}

describe("a MAPI notification", () => {
  it("tells the payment in yuan and in the order's currency, signed as the account is", async () => {
    await pay("N1", { total_fee: "0.01", body: "two cups" });
    await expect.poll(deliveries).toMatchObject([{ acknowledged: true }]);
    const [notice] = received();
    expect(notice && isGenuine(notice)).toBe(true);
    expect(notice?.fields).toMatchObject({
      notify_type: "trade_status_sync",
      notify_action_type: "payByAccountAction",
      out_trade_no: "N1",
      trade_status: "TRADE_SUCCESS",
      seller_id: shop().partner,
      sign_type: "MD5",
      total_fee: "0.07",
      price: "0.07",
      quantity: "1",
      currency: "USD",
      forex_total_fee: "0.01",
      extra_common_param: "",
      body: "two cups",
      gmt_payment: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
    });
  });

  it.each([
    ["success", true],
    ["SUCCESS", true],
    ["success\n", false],
    ["fail", false],
  ])("is acknowledged by %j: %s", async (body, acknowledged) => {
    shopServer().answer = { status: 200, body };
    await pay("N2");
    await expect.poll(deliveries).toMatchObject([{ acknowledged }]);
  });

  it("is not acknowledged by another status", async () => {
    shopServer().answer = { status: 201, body: "success" };
    await pay("N3");
    await expect.poll(deliveries).toMatchObject([{ acknowledged: false }]);
  });

  it("waits 2 minutes before its first repeat, and is sent 8 times at most", async () => {
    shopServer().answer = { status: 200, body: "no" };
    await pay("N4");
    await expect.poll(deliveries).toHaveLength(1);
    const [first] = await notices();
    const minutesLeft = (Date.parse(first?.nextAt ?? "") - Date.now()) / 60_000;
    expect(minutesLeft).toBeGreaterThan(1.9);
    expect(minutesLeft).toBeLessThanOrEqual(2);
    await control("settings", { timeFactor: 200_000 });
    await pay("N5");
    await expect.poll(async () => (await notices())[1]?.nextAt, { timeout: 5_000 }).toBeNull();
    expect(received().filter(({ fields }) => fields.out_trade_no === "N5")).toHaveLength(8);
  });

  it("tells of a cancel when the settings say so, and never of the scan", async () => {
    await control("settings", { notifyStatuses: ["WAIT_BUYER_PAY", "TRADE_CLOSED"] });
    await pay("N6", { passback_parameters: "till=3" });
    await shop().call(CANCEL, { out_trade_no: "N6", timestamp: String(Date.now()) });
    await expect.poll(received).toHaveLength(1);
    expect(received()[0]?.fields).toMatchObject({
      notify_action_type: "reverseAction",
      trade_status: "TRADE_CLOSED",
      refund_fee: "12.34",
      extra_common_param: "till=3",
    });
  });

  it("may be forged, or well signed with a wrong amount", async () => {
    await control("faults", { name: "forged_notification" });
    await pay("N7");
    await expect.poll(received).toHaveLength(1);
    await control("faults", { name: "wrong_amount_notification" });
    await pay("N8", { total_fee: "100", trans_currency: "JPY", currency: "JPY" });
    await expect.poll(received).toHaveLength(2);
    expect(received().map(isGenuine)).toEqual([false, true]);
    expect(received()[1]?.fields).toMatchObject({ forex_total_fee: "101", trans_amount: "101", total_fee: "5.85" });
  });

  it("can be sent on demand with changed fields", async () => {
    await pay("N9");
    await expect.poll(received).toHaveLength(1);
    const overrides = { trade_status: "TRADE_FINISHED", seller_id: "2088000000000000", forex_total_fee: null };
    expect(await control("notify", { outTradeNo: "N9", overrides })).toMatchObject({ status: 200, body: "success" });
    const notice = received()[1];
    expect(notice?.fields).toMatchObject({ trade_status: "TRADE_FINISHED", seller_id: "2088000000000000" });
    expect(notice?.fields).not.toHaveProperty("forex_total_fee");
    expect(notice && isGenuine(notice)).toBe(true);
  });
});

describe("notify_verify", () => {
  it("knows what was just sent, also while the shop has not answered yet", async () => {
    const { partner } = shop();
    let asked: Promise<string> | undefined;
    shopServer().answer = ({ fields }) => {
      asked = verify({ partner, notify_id: fields.notify_id ?? "" });
      return { status: 200, body: "success" };
    };
    await pay("V1");
    await expect.poll(deliveries).toHaveLength(1);
    expect(await asked).toBe("true");
  });

  it("denies what nobody sent, what was forged, and what another partner was sent", async () => {
    const { partner } = shop();
    await control("merchants", { generation: "mapi", partner: "2088000000000045", md5Key: "0".repeat(32) });
    await control("faults", { name: "forged_notification" });
    await pay("V2");
    await pay("V3");
    await expect.poll(received).toHaveLength(2);
    const idOf = (outTradeNo: string) =>
      received().find(({ fields }) => fields.out_trade_no === outTradeNo)?.fields.notify_id ?? "";
    expect(await verify({ partner, notify_id: "0".repeat(32) })).toBe("false");
    expect(await verify({ partner, notify_id: idOf("V2") })).toBe("false");
    expect(await verify({ partner: "2088000000000045", notify_id: idOf("V3") })).toBe("false");
    expect(await verify({ partner, notify_id: idOf("V3") })).toBe("true");
  });

  it("forgets after a minute, divided by the time factor", async () => {
    await pay("V4");
    await expect.poll(deliveries).toHaveLength(1);
    const query = { partner: shop().partner, notify_id: (await notices())[0]?.id ?? "" };
    expect(await verify(query)).toBe("true");
    await control("settings", { timeFactor: 1000 });
    await expect.poll(() => verify(query)).toBe("false");
  });

  it("calls a question without a partner or a notice invalid", async () => {
    expect(await verify({ notify_id: "1" })).toBe("invalid");
    expect(await verify({ partner: "2088000000000000", notify_id: "1" })).toBe("invalid");
    expect(await verify({ partner: shop().partner })).toBe("invalid");
  });
});
