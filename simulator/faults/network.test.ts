import { describe, expect, it } from "vitest";
import { setUpSimulator } from "../testing/fixture.ts";
import { PAY_QUERY } from "../testing/intl-shop.ts";
import { QUERY } from "../testing/mapi-shop.ts";

const { simulator, precreate, call } = setUpSimulator();

const control = (method: string, name: string, body?: object) => simulator().control(method, name, body);
const fault = (body: object) => control("POST", "faults", body);
const movements = async () => (await control("GET", "ledger")).movements as object[];
const query = (outTradeNo: string) => call("query", { out_trade_no: outTradeNo });
const askMapi = (number = "N1") => {
  const { mapi } = simulator();
  return mapi.send(mapi.sign(mapi.params(QUERY, { partner_trans_id: number })));
};
const askIntl = () =>
  simulator().intl.call(PAY_QUERY, { merchantId: simulator().intl.merchantId, merchantTransId: "N1" });

/** One call as raw HTTP, so that the body can be watched. */
function raw(method: string, content: object, signal?: AbortSignal): Promise<Response> {
  const { shop } = simulator();
  const params = shop.sign(shop.params(`alipay.trade.${method}`, content));
  return fetch(`${shop.gatewayUrl}?${new URLSearchParams(params)}`, signal ? { signal } : {});
}

/** "answered" or "lost" for each of so many queries in turn. */
async function fates(count: number, outTradeNo = "N1"): Promise<string> {
  const seen: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const fate = await raw("query", { out_trade_no: outTradeNo }).then(
      () => "a",
      () => "-",
    );
    seen.push(fate);
  }
  return seen.join("");
}

async function paid(outTradeNo: string): Promise<void> {
  await precreate(outTradeNo);
  await control("POST", "pay", { outTradeNo });
}

describe("refunds and their queries", () => {
  const refund = { out_trade_no: "R1", refund_amount: "1.00", out_request_no: "R1-1" };

  it.each(["lost_request", "http_500", "refuse"])("%s before the effect gives nothing back", async (name) => {
    await paid("R1");
    await fault({ name, operation: "refund" });
    await raw("refund", refund).catch(() => undefined);
    expect(await movements()).toHaveLength(1);
    expect(await call("refund", refund)).toMatchObject({ fund_change: "Y" });
  });

  it.each(["lost_answer", "html_page", "cut_body", "unsigned", "wrong_signature", "empty_body"])(
    "%s hides a refund that was made; its repeat moves nothing",
    async (name) => {
      await paid("R1");
      await fault({ name, operation: "refund" });
      await raw("refund", refund).catch(() => undefined);
      expect(await movements()).toHaveLength(2);
      expect(await call("refund", refund)).toMatchObject({ code: "10000", fund_change: "N" });
    },
  );

  it("tells the query of a refund from the query of a trade", async () => {
    await paid("R1");
    await fault({ name: "refuse", operation: "query" });
    await fault({ name: "refuse", operation: "refund_query", code: "20000", subCode: "isp.unknow-error" });
    expect(await call("fastpay.refund.query", refund)).toMatchObject({ code: "20000" });
    expect(await query("R1")).toMatchObject({ code: "40004", sub_code: "ACQ.SYSTEM_ERROR" });
    expect(await call("fastpay.refund.query", refund)).toMatchObject({ code: "10000" });
  });
});

describe("an outage", () => {
  it.each(["lost_request", "http_503"])("of one generation by %s lasts until it is taken back", async (name) => {
    const outage = await fault({ name, generation: "openapi", times: "always" });
    const broken = () =>
      query("N1").then(
        () => false,
        () => true,
      );
    expect([await broken(), await broken()]).toEqual([true, true]);
    expect((await askMapi()).signature).toBe("good");
    await fault({ name: "unsigned", generation: "mapi" });
    await control("DELETE", "faults", { id: outage.id });
    expect(await broken()).toBe(false);
    expect((await control("GET", "faults")).faults).toMatchObject([{ name: "unsigned" }]);
  });

  it("of everything refuses connections until the door is opened again", async () => {
    expect(await control("POST", "door", { open: false })).toMatchObject({ open: false });
    const refused = await raw("query", { out_trade_no: "N1" }).catch((error: Error) => error.cause);
    expect(refused).toMatchObject({ code: "ECONNREFUSED" });
    expect(await control("POST", "door", { open: true })).toMatchObject({ open: true });
    expect((await query("N1")).sub_code).toBe("ACQ.TRADE_NOT_EXIST");
    expect(await control("POST", "door", {})).toMatchObject({ httpStatus: 400 });
  });

  it("that flaps strikes for so long and rests for as long", async () => {
    await fault({ name: "lost_request", times: "always", flapMs: 200 });
    const fateUntil = (wanted: string) => expect.poll(() => fates(1), { interval: 20 }).toBe(wanted);
    expect(await fates(1)).toBe("-");
    await fateUntil("a");
    await fateUntil("-");
  });
});

describe("a look whether the gateway is there", () => {
  const look = async () => (await fetch(simulator().shop.gatewayUrl)).status;

  it("uses up no fault that is meant for a call", async () => {
    await fault({ name: "http_503", times: 1 });
    expect(await look()).toBe(200);
    expect((await raw("query", { out_trade_no: "N1" })).status).toBe(503);
  });

  it("meets an outage like every call", async () => {
    await fault({ name: "http_503", times: "always" });
    expect(await look()).toBe(503);
  });
});

describe("a rate limit", () => {
  it("is worded by each generation", async () => {
    await fault({ name: "rate_limited", times: 3 });
    expect(await query("N1")).toMatchObject({ code: "40005", msg: "Call Limited", sub_code: "isv.app-call-limited" });
    expect((await askMapi()).members).toMatchObject({
      result_code: "FAIL",
      detail_error_code: "REQUEST_TRAFFIC_EXCEED_LIMIT",
    });
    expect((await askIntl()).resultInfo).toMatchObject({ resultStatus: "F", resultCodeId: "00000024" });
  });

  it("lets so many calls through in a second", async () => {
    await fault({ name: "rate_limited", generation: "openapi", times: "always", perSecond: 2 });
    const codes = await Promise.all([1, 2, 3, 4].map(async () => (await query("N1")).code));
    expect(codes.sort()).toEqual(["40004", "40004", "40005", "40005"]);
    await expect.poll(async () => (await query("N1")).code, { timeout: 3000 }).toBe("40004");
  });
});

describe("a body", () => {
  it("F30 is reset in its middle after the effect", async () => {
    await paid("B1");
    await fault({ name: "reset_body", operation: "cancel" });
    const response = await raw("cancel", { out_trade_no: "B1" });
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
    expect(await movements()).toHaveLength(2);
  });

  it("F30 comes byte by byte", async () => {
    await fault({ name: "slow_body", ms: 20 });
    const client = new AbortController();
    const response = await raw("query", { out_trade_no: "B2" }, client.signal);
    const { value } = (await response.body?.getReader().read()) ?? {};
    expect(value).toHaveLength(1);
    client.abort();
    await fault({ name: "slow_body", ms: 0 });
    expect((await query("B2")).sub_code).toBe("ACQ.TRADE_NOT_EXIST");
  });

  it.each(["huge_body", "gzip_bomb"])("F30 is a good answer and 100 MB of nothing: %s", async (name) => {
    await fault({ name });
    const response = await raw("query", { out_trade_no: "B3" });
    expect(response.headers.get("content-encoding")).toBe(name === "gzip_bomb" ? "gzip" : null);
    let length = 0;
    for await (const chunk of response.body ?? []) length += chunk.length;
    expect(length).toBeGreaterThan(100 * 1024 * 1024);
  });
});

describe("chance", () => {
  const storm = (seed: number) => control("POST", "faults/random", { seed, rates: { lost_request: 0.5 } });

  it("strikes a share of the calls, in the same order for the same seed whatever the orders are called", async () => {
    await storm(7);
    const [first, second] = [await fates(12, "C1"), await fates(12, "C2")];
    expect(first).not.toBe(second);
    expect(first + second).toMatch(/-.*a|a.*-/);
    await control("DELETE", "faults");
    await storm(7);
    expect([await fates(12, "D1"), await fates(12, "D2")]).toEqual([first, second]);
    await control("DELETE", "faults");
    await storm(8);
    expect(await fates(12, "C1")).not.toBe(first);
  });

  it("strikes about as often as it is told, and counts its strikes", async () => {
    await control("POST", "faults/random", { seed: 1, rates: { lost_request: 0.2, unsigned: 0 }, operation: "query" });
    const struck = [...(await fates(200))].filter((fate) => fate === "-").length;
    expect(struck).toBeGreaterThan(20);
    expect(struck).toBeLessThan(60);
    expect((await control("GET", "faults")).faults).toMatchObject([
      { name: "lost_request", times: "always", probability: 0.2, seed: 1, struck },
      { name: "unsigned", struck: 0 },
    ]);
  });

  it.each([
    ["no rates", { seed: 1 }],
    ["no seed", { rates: { hang: 0.1 } }],
    ["an unknown fault", { seed: 1, rates: { earthquake: 0.1 } }],
    ["more than always", { seed: 1, rates: { hang: 1.1 } }],
  ])("is not set with %s", async (_name, wish) => {
    expect(await control("POST", "faults/random", wish)).toMatchObject({ httpStatus: 400 });
    expect((await control("GET", "faults")).faults).toEqual([]);
  });

  it.each([
    ["never", { times: 0 }],
    ["for ever", { times: "forever" }],
    ["for no time", { flapMs: 0 }],
    ["in another generation", { generation: "v3" }],
    ["with a misspelt member", { outTradeNO: "1" }],
    ["for half a millisecond", { ms: 0.5 }],
  ])("and no fault strikes %s", async (_name, wish) => {
    expect(await fault({ name: "hang", ...wish })).toMatchObject({ httpStatus: 400 });
  });
});
