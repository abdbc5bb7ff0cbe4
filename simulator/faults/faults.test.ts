import { describe, expect, it } from "vitest";
import { setUpSimulator } from "../testing/fixture.ts";
import { PAY_QUERY, PREPARE } from "../testing/intl-shop.ts";
import { mapiOrder, PRECREATE, QUERY } from "../testing/mapi-shop.ts";

const { simulator, precreate, call } = setUpSimulator();

const fault = (body: object) => simulator().control("POST", "faults", body);
const trades = async () => (await simulator().control("GET", "ledger")).trades as { status: string }[];
const cancelParams = (outTradeNo: string) => {
  const { shop } = simulator();
  return shop.sign(shop.params("alipay.trade.cancel", { out_trade_no: outTradeNo }));
};
const cancelRaw = (outTradeNo: string, signal?: AbortSignal) =>
  fetch(`${simulator().shop.gatewayUrl}?${new URLSearchParams(cancelParams(outTradeNo))}`, signal ? { signal } : {});

/** A scanned trade: whether a cancel had its effect shows in its status. */
async function scanned(outTradeNo: string): Promise<void> {
  await precreate(outTradeNo);
  await simulator().control("POST", "scan", { outTradeNo });
}

describe("faults before the effect", () => {
  it.each([["lost_request"], ["http_500"], ["http_502"], ["http_503"], ["refuse"]])(
    "%s: the trade stays as it was",
    async (name) => {
      await scanned("A1");
      await fault({ name, operation: "cancel" });
      await cancelRaw("A1").catch(() => undefined);
      expect(await trades()).toMatchObject([{ status: "WAIT_BUYER_PAY" }]);
    },
  );

  it("http_503 answers a page with that status", async () => {
    await fault({ name: "http_503" });
    const answer = await cancelRaw("A2");
    expect([answer.status, answer.headers.get("content-type")]).toEqual([503, "text/html;charset=utf-8"]);
  });

  it("refuse gives a signed refusal with the code asked for", async () => {
    await fault({ name: "refuse", code: "20000", subCode: "isp.unknow-error" });
    expect(await call("query", { out_trade_no: "A3" })).toMatchObject({ code: "20000", sub_code: "isp.unknow-error" });
  });

  it("refuse speaks the words of each generation, an open outcome unless a code is given", async () => {
    const { mapi, intl } = simulator();
    const askMapi = () => mapi.send(mapi.sign(mapi.params(QUERY, { partner_trans_id: "A6" })));
    const askIntl = () => intl.call(PAY_QUERY, { merchantId: intl.merchantId, merchantTransId: "A6" });
    await fault({ name: "refuse" });
    expect((await askMapi()).members).toMatchObject({ result_code: "FAIL", detail_error_code: "SYSTEM_ERROR" });
    await fault({ name: "refuse", code: "UNKNOW", subCode: "SYSTEM_ERROR" });
    expect((await askMapi()).members.result_code).toBe("UNKNOW");
    await fault({ name: "refuse", code: "F", subCode: "ILLEGAL_SIGN" });
    expect(await askMapi()).toMatchObject({ error: "ILLEGAL_SIGN", signature: "none" });
    await fault({ name: "refuse", operation: "payQuery" });
    expect((await askIntl()).resultInfo).toMatchObject({ resultStatus: "U", resultCode: "UNKNOWN_EXCEPTION" });
    await fault({ name: "refuse", subCode: "REQUEST_TRAFFIC_EXCEED_LIMIT" });
    expect((await askIntl()).resultInfo).toMatchObject({ resultStatus: "F", resultCodeId: "00000024" });
    await fault({ name: "refuse", code: "S", subCode: "PROCESS_FAIL" });
    expect((await askIntl()).resultInfo).toMatchObject({ resultStatus: "S", resultCode: "PROCESS_FAIL" });
  });

  it("hang never answers, and the next call is served meanwhile", async () => {
    await scanned("A4");
    await fault({ name: "hang", operation: "cancel" });
    const client = new AbortController();
    const hanging = cancelRaw("A4", client.signal).catch((error: Error) => error.name);
    await expect.poll(async () => (await simulator().control("GET", "faults")).faults).toEqual([]);
    expect((await call("query", { out_trade_no: "A4" })).trade_status).toBe("WAIT_BUYER_PAY");
    client.abort();
    expect(await hanging).toBe("AbortError");
  });

  it("delay holds the effect back", async () => {
    await scanned("A5");
    await fault({ name: "delay", operation: "cancel", ms: 300 });
    const cancelled = cancelRaw("A5");
    await expect.poll(async () => (await simulator().control("GET", "faults")).faults).toEqual([]);
    expect(await trades()).toMatchObject([{ status: "WAIT_BUYER_PAY" }]);
    expect((await cancelled).status).toBe(200);
    expect(await trades()).toMatchObject([{ status: "TRADE_CLOSED" }]);
  });
});

describe("faults after the effect", () => {
  it.each([
    ["lost_answer", {}],
    ["empty_body", {}],
    ["html_page", {}],
    ["cut_body", {}],
    ["wrong_signature", {}],
    ["unsigned", {}],
    ["http_502", { afterEffect: true }],
  ])("%s: the trade is closed, and the shop cannot know it", async (name, more) => {
    await scanned("B1");
    await fault({ name, operation: "alipay.trade.cancel", ...more });
    const { shop } = simulator();
    const reading = shop.send(cancelParams("B1")).then((answer) => answer.signature);
    await expect(reading.catch(() => "unreadable")).resolves.not.toBe("good");
    expect(await trades()).toMatchObject([{ status: "TRADE_CLOSED" }]);
    expect((await call("query", { out_trade_no: "B1" })).trade_status).toBe("TRADE_CLOSED");
  });

  it.each(["wrong_signature", "unsigned"])("%s spoils the answers of MAPI and intl too", async (name) => {
    const { mapi, intl } = simulator();
    const want = name === "unsigned" ? "none" : "bad";
    await fault({ name, operation: "precreate" });
    expect((await mapi.send(mapi.sign(mapi.params(PRECREATE, mapiOrder("B3"))))).signature).toBe(want);
    await fault({ name, operation: "prepareForRedirect" });
    expect((await intl.send(PREPARE, intl.order("B3"))).signature).toBe(want);
    const { codes } = await simulator().control("GET", "ledger");
    expect(codes).toMatchObject([{ generation: "mapi" }, { generation: "intl" }]);
  });

  it("delay_after lets the effect show before the answer", async () => {
    await scanned("B2");
    await fault({ name: "delay_after", operation: "cancel", ms: 300 });
    let answered = false;
    const cancelled = cancelRaw("B2").then(() => {
      answered = true;
    });
    await expect.poll(trades, { interval: 10 }).toMatchObject([{ status: "TRADE_CLOSED" }]);
    expect(answered).toBe(false);
    await cancelled;
  });
});

describe("a fault", () => {
  it("strikes only its operation and its order, and as often as it is told", async () => {
    await fault({ name: "unsigned", operation: "query", outTradeNo: "C1", times: 2 });
    const { shop } = simulator();
    const signatureOf = async (method: string, outTradeNo: string) =>
      (await shop.send(shop.sign(shop.params(`alipay.trade.${method}`, { out_trade_no: outTradeNo })))).signature;
    expect(await signatureOf("cancel", "C1")).toBe("good");
    expect(await signatureOf("query", "C2")).toBe("good");
    expect([await signatureOf("query", "C1"), await signatureOf("query", "C1")]).toEqual(["none", "none"]);
    expect(await signatureOf("query", "C1")).toBe("good");
  });

  it("is shown with the request that met it, and can be taken back", async () => {
    await fault({ name: "html_page" });
    await cancelRaw("C3");
    expect((await simulator().control("GET", "ledger")).requests).toMatchObject([{ faults: ["html_page"] }]);
    await fault({ name: "html_page" });
    await simulator().control("DELETE", "faults");
    expect((await cancelRaw("C3")).headers.get("content-type")).toContain("json");
  });

  it("must have a known name", async () => {
    expect(await fault({ name: "earthquake" })).toMatchObject({ httpStatus: 400 });
  });
});
