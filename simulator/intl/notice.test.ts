import { describe, expect, it } from "vitest";
import { setUpSimulator } from "../testing/fixture.ts";
import { PREPARE } from "../testing/intl-shop.ts";
import type { ReceivedNotice } from "../testing/shop-server.ts";

const { simulator, shopServer } = setUpSimulator();

const shop = () => simulator().intl;
const control = (name: string, body: object) => simulator().control("POST", name, body);
const received = () => shopServer().received;
type NoticeRow = { id: string; status: string; nextAt: string | null; deliveries: { acknowledged: boolean }[] };
const notices = async () => (await simulator().control("GET", "ledger")).notices as NoticeRow[];
const deliveries = async () => (await notices()).flatMap((notice) => notice.deliveries);

type Message = { head: Record<string, string>; body: Record<string, unknown> & { resultInfo: Record<string, string> } };
const messageOf = (notice: ReceivedNotice | undefined): Message => JSON.parse(notice?.body ?? "").request;

/** How the shop answers; `spoil` makes it wrong. */
function answer(
  spoil: { status?: number; head?: object; result?: object; body?: (text: string) => string } = {},
): void {
  shopServer().answer = (notice) => {
    const text = shop().acknowledge(notice.body, { ...spoil.head }, { ...spoil.result });
    return { status: spoil.status ?? 200, body: spoil.body?.(text) ?? text };
  };
}

async function prepare(merchantTransId: string, changed: object = {}): Promise<void> {
  await shop().call(PREPARE, shop().order(merchantTransId, { notifyUrl: shopServer().url, ...changed }));
}

describe("an intl notification", () => {
  it("tells the payment in a signed envelope, once it is acknowledged never again", async () => {
    answer();
    await prepare("N1");
    await control("pay", { outTradeNo: "N1" });
    await expect.poll(deliveries).toMatchObject([{ acknowledged: true }]);
    const [notice] = received();
    expect(notice?.headers["content-type"]).toBe("application/json; charset=UTF-8");
    expect(shop().isGenuine(notice?.body ?? "")).toBe(true);
    expect(messageOf(notice)).toEqual({
      head: {
        version: "2.0.0",
        function: "alipay.intl.acquiring.cashier.notify.pay",
        clientId: shop().clientId,
        reqTime: expect.stringMatching(/\+08:00$/),
        reqMsgId: (await notices())[0]?.id,
        reserve: "{}",
      },
      body: {
        resultInfo: { resultStatus: "S", resultCodeId: "00000000", resultCode: "SUCCESS", resultMsg: "success" },
        acquirementId: expect.stringMatching(/^\d{28}$/),
        merchantTransId: "N1",
        merchantId: shop().merchantId,
        orderAmount: { currency: "USD", value: "1234" },
        createTime: expect.stringMatching(/\+08:00$/),
        paymentTime: expect.stringMatching(/\+08:00$/),
      },
    });
    expect(await notices()).toMatchObject([{ nextAt: null }]);
  });

  it("tells a declined payment too, whatever the statuses of the other generations are", async () => {
    answer();
    await control("settings", { notifyStatuses: [] });
    await prepare("N2");
    await control("decline", { outTradeNo: "N2" });
    await expect.poll(received).toHaveLength(1);
    expect(messageOf(received()[0]).body.resultInfo).toMatchObject({ resultStatus: "F", resultCode: "PROCESS_FAIL" });
  });

  it("tells neither the scan nor the end of a page", async () => {
    await prepare("N3");
    await control("scan", { outTradeNo: "N3" });
    await shop().call("alipay.intl.acquiring.common.payCancel", {
      merchantId: shop().merchantId,
      merchantTransId: "N3",
    });
    await control("settings", { notifications: false });
    await prepare("N4");
    await control("pay", { outTradeNo: "N4" });
    expect(await notices()).toEqual([]);
  });

  const wrong: readonly (readonly [string, Parameters<typeof answer>[0]])[] = [
    ["the word success", { body: () => "success" }],
    ["another status", { status: 201 }],
    ["a failure", { result: { resultStatus: "F" } }],
    ["another message's id", { head: { reqMsgId: "x" } }],
    ["another client", { head: { clientId: "x" } }],
    ["another function", { head: { function: "alipay.intl.acquiring.cashier.payQuery" } }],
    ["another version", { head: { version: "2.0.4" } }],
    ["no time", { head: { respTime: "now" } }],
    [
      "a text changed after it was signed",
      { body: (text) => text.replace('"resultMsg":"success"', '"resultMsg":"ok"') },
    ],
    ["no signature", { body: (text) => text.replace(/,"signature":.*$/, "}") }],
    ["a member with two values", { body: (text) => text.replace(/}$/, ',"signature":"x"}') }],
  ];
  it.each(wrong)("takes %s for no acknowledgement", async (_name, spoil) => {
    answer(spoil);
    await prepare("N5");
    await control("pay", { outTradeNo: "N5" });
    await expect.poll(deliveries).toMatchObject([{ acknowledged: false }]);
  });

  it("waits 2 minutes before its first repeat, and repeats one message id in fresh envelopes, 8 times at most", async () => {
    answer({ result: { resultStatus: "U" } });
    await prepare("N6");
    await control("pay", { outTradeNo: "N6" });
    await expect.poll(deliveries).toHaveLength(1);
    const minutesLeft = (Date.parse((await notices())[0]?.nextAt ?? "") - Date.now()) / 60_000;
    expect(minutesLeft).toBeGreaterThan(1.9);
    expect(minutesLeft).toBeLessThanOrEqual(2);
    await control("settings", { timeFactor: 40_000 });
    await prepare("N7", { expireTime: "1m" });
    await control("pay", { outTradeNo: "N7" });
    await expect.poll(async () => (await notices())[1]?.nextAt, { timeout: 10_000 }).toBeNull();
    const repeats = received().filter((notice) => messageOf(notice).body.merchantTransId === "N7");
    expect(repeats).toHaveLength(8);
    expect(new Set(repeats.map((notice) => messageOf(notice).head.reqMsgId)).size).toBe(1);
    expect(new Set(repeats.map((notice) => messageOf(notice).head.reqTime)).size).toBeGreaterThan(1);
    expect(repeats.every(({ body }) => shop().isGenuine(body))).toBe(true);
  }, 15_000);

  it("may be forged, or well signed with a wrong amount", async () => {
    answer();
    await control("faults", { name: "forged_notification" });
    await prepare("N8");
    await control("pay", { outTradeNo: "N8" });
    await expect.poll(received).toHaveLength(1);
    await control("faults", { name: "wrong_amount_notification" });
    await prepare("N9");
    await control("pay", { outTradeNo: "N9" });
    await expect.poll(received).toHaveLength(2);
    expect(received().map(({ body }) => shop().isGenuine(body))).toEqual([false, true]);
    expect(messageOf(received()[1]).body.orderAmount).toEqual({ currency: "USD", value: "1235" });
  });

  it("can be sent on demand with changed members of body and head", async () => {
    answer();
    await prepare("N10");
    const overrides = { "orderAmount.value": "1", "head.clientId": "x", acquirementId: null, more: "1" };
    const reply = await control("notify", { outTradeNo: "N10", status: "TRADE_SUCCESS", overrides });
    expect(reply).toMatchObject({ status: 200 });
    const { head, body } = messageOf(received()[0]);
    expect(head.clientId).toBe("x");
    expect(body).toMatchObject({ resultInfo: { resultStatus: "S" }, orderAmount: { value: "1" }, more: "1" });
    expect(body).not.toHaveProperty("acquirementId");
    expect(shop().isGenuine(received()[0]?.body ?? "")).toBe(true);
  });
});
