import { describe, expect, it } from "vitest";
import { answerOf, signedAnswer, testConfig } from "../testing/account.ts";
import { buildPrecreate, type PrecreateInput, parsePrecreate } from "./precreate.ts";

const config = testConfig();
const at = new Date("2026-03-01T04:34:56Z");
const sale: PrecreateInput = { out_trade_no: "T20260301_0001", total_amount: "88.88", subject: "咖啡" };

/** "ok", or the field and what is wrong with it. `unknown` stands for callers whose types were not checked. */
async function verdict(changes: Readonly<Record<string, unknown>>, account = config): Promise<string> {
  const built = await buildPrecreate({ ...sale, ...changes } as PrecreateInput, account, at);
  return built.ok ? "ok" : `${built.field}: ${built.problem}`;
}

describe("the request for a code", () => {
  it("carries the public parameters in the query string and the order in the body", async () => {
    const built = await buildPrecreate({ ...sale, notify_url: "https://pos.example/notify?a=1&b=2" }, config, at);
    expect(built.ok).toBe(true);
    if (!built.ok) return;
    const query = Object.fromEntries(new URL(built.request.url).searchParams);
    expect(query).toEqual({
      app_id: "2021000000000001",
      method: "alipay.trade.precreate",
      format: "JSON",
      charset: "utf-8",
      sign_type: "RSA2",
      timestamp: "2026-03-01 12:34:56",
      version: "1.0",
      notify_url: "https://pos.example/notify?a=1&b=2",
      sign: expect.stringMatching(/^[A-Za-z0-9+/]{342}==$/),
    });
    expect(Object.fromEntries(new URLSearchParams(built.request.body))).toEqual({ biz_content: JSON.stringify(sale) });
  });

  it.each([
    { out_trade_no: "a".repeat(64) },
    { seller_id: "2088102146225135" },
    { total_amount: "0.01" },
    { total_amount: "99999999.99" },
    { total_amount: "100000000" },
    { total_amount: "88.8" },
    { discountable_amount: "8.88" },
    { undiscountable_amount: "80" },
    // The sample of seed 001: 88.88 = 8.88 + 80.
    { discountable_amount: "8.88", undiscountable_amount: "80" },
    { discountable_amount: "88.88", undiscountable_amount: "0.00" },
    { total_amount: "0.30", discountable_amount: "0.1", undiscountable_amount: "0.20" },
    { subject: "字".repeat(256), body: "x".repeat(128) },
    { operator_id: "op001", store_id: "pudong001", terminal_id: "t_001" },
    { timeout_express: "90m", qr_code_timeout_express: "5m" },
    { timeout_express: "1c" },
    { timeout_express: "15d" },
    { timeout_express: "21600m" },
    { timeout_express: "360h" },
    { time_expire: "2026-03-01 12:34:57" },
    { product_code: "FACE_TO_FACE_PAYMENT", passback_params: "till%3D3%26shift%3Dam" },
    { notify_url: `https://pos.example/${"x".repeat(236)}` },
  ])("may hold %j", async (changes) => {
    expect(await verdict(changes)).toBe("ok");
  });

  it.each([
    [{ out_trade_no: "" }, "out_trade_no: missing"],
    [{ out_trade_no: undefined }, "out_trade_no: missing"],
    [{ out_trade_no: 1 }, "out_trade_no: not_text"],
    [{ out_trade_no: "a".repeat(65) }, "out_trade_no: too_long"],
    [{ out_trade_no: "T-1" }, "out_trade_no: malformed"],
    [{ out_trade_no: "T1\n" }, "out_trade_no: malformed"],
    [{ seller_id: " 2088511833207846" }, "seller_id: malformed"],
    [{ seller_id: "2088" }, "seller_id: malformed"],
    [{ seller_id: "2".repeat(29) }, "seller_id: too_long"],
    [{ total_amount: undefined }, "total_amount: missing"],
    [{ total_amount: "0" }, "total_amount: out_of_range"],
    [{ total_amount: "0.00" }, "total_amount: out_of_range"],
    [{ total_amount: "100000001" }, "total_amount: out_of_range"],
    [{ total_amount: "100000000.00" }, "total_amount: too_long"],
    [{ total_amount: "1000000000" }, "total_amount: malformed"],
    [{ discountable_amount: "8.888" }, "discountable_amount: malformed"],
    [{ discountable_amount: "88.89" }, "discountable_amount: out_of_range"],
    [{ undiscountable_amount: "1000000.00" }, "undiscountable_amount: too_long"],
    [{ discountable_amount: "8.88", undiscountable_amount: "80.01" }, "total_amount: sum_differs"],
    [{ discountable_amount: "8.87", undiscountable_amount: "80" }, "total_amount: sum_differs"],
    [{ subject: "" }, "subject: missing"],
    [{ subject: "  " }, "subject: missing"],
    [{ subject: "字".repeat(257) }, "subject: too_long"],
    [{ subject: "a\nb" }, "subject: malformed"],
    [{ subject: "\ud800" }, "subject: malformed"],
    [{ body: "x".repeat(129) }, "body: too_long"],
    [{ body: "" }, "body: missing"],
    [{ operator_id: "x".repeat(29) }, "operator_id: too_long"],
    [{ store_id: "x".repeat(33) }, "store_id: too_long"],
    [{ terminal_id: "x".repeat(33) }, "terminal_id: too_long"],
    [{ timeout_express: "0m" }, "timeout_express: malformed"],
    [{ timeout_express: "1.5h" }, "timeout_express: malformed"],
    [{ timeout_express: "16d" }, "timeout_express: malformed"],
    [{ timeout_express: "21601m" }, "timeout_express: malformed"],
    [{ timeout_express: "361h" }, "timeout_express: malformed"],
    [{ timeout_express: "2c" }, "timeout_express: malformed"],
    [{ timeout_express: "5M" }, "timeout_express: malformed"],
    [{ timeout_express: "100000m" }, "timeout_express: too_long"],
    [{ qr_code_timeout_express: "5min" }, "qr_code_timeout_express: malformed"],
    [{ time_expire: "2026-02-30 00:00:00" }, "time_expire: malformed"],
    [{ time_expire: "2026-03-01 12:34:56" }, "time_expire: out_of_range"],
    [{ product_code: "face to face" }, "product_code: malformed"],
    [{ passback_params: "100%" }, "passback_params: malformed"],
    [{ passback_params: "x".repeat(513) }, "passback_params: too_long"],
    [{ notify_url: "pos.example/notify" }, "notify_url: malformed"],
    [{ notify_url: `https://pos.example/${"x".repeat(237)}` }, "notify_url: too_long"],
    [{ discount_amount: "8.88" }, "discount_amount: unknown_field"],
  ])("is refused before sending with %j", async (changes, expected) => {
    expect(await verdict(changes)).toBe(expected);
  });

  it.each(["12.340", "1e1", "+12.34", "-1", "012.34", "12,34", " 12.34", "NaN", "0x10", "１２.３４", "1.", ".5"])(
    "B17 is refused with the amount %j",
    async (total_amount) => {
      expect(await verdict({ total_amount })).toBe("total_amount: malformed");
    },
  );

  it.each([{ subject: "x&total_amount=999.00&total_z=" }, { body: "a=b" }, { passback_params: "a=b&c=d" }])(
    "B8 never carries & or = in a text that comes back signed: %j",
    async (changes) => {
      expect(await verdict(changes)).toBe(`${Object.keys(changes)[0]}: ambiguous_character`);
    },
  );

  it("names a broken setting of the account", async () => {
    expect(await verdict({}, testConfig({ appId: "" }))).toBe("app_id: missing");
    expect(await verdict({}, testConfig({ appAuthToken: "x".repeat(41) }))).toBe("app_auth_token: too_long");
  });
});

describe("the answer to it", () => {
  const created = {
    code: "10000",
    msg: "Success",
    out_trade_no: sale.out_trade_no,
    qr_code: "https://qr.alipay.com/bax1",
  };
  const parse = (result: unknown) => parsePrecreate(signedAnswer("precreate", result), config, sale);

  it("holds the code", () => {
    expect(parse(created)).toEqual({
      kind: "created",
      out_trade_no: "T20260301_0001",
      qr_code: "https://qr.alipay.com/bax1",
    });
  });

  it.each([
    ["no code", { ...created, qr_code: undefined }, "bad_member"],
    ["an empty code", { ...created, qr_code: "" }, "bad_member"],
    ["a code that is no text", { ...created, qr_code: ["x"] }, "bad_member"],
    ["another trade number", { ...created, out_trade_no: "T2" }, "other_trade"],
    ["no trade number", { ...created, out_trade_no: undefined }, "bad_member"],
  ])("B27 is unclear with %s", (_, result, why) => {
    expect(parse(result)).toMatchObject({ kind: "unclear", why });
  });

  it("B27 is unclear when nobody signed the success", () => {
    const answer = answerOf(JSON.stringify({ alipay_trade_precreate_response: created }));
    expect(parsePrecreate(answer, config, sale)).toMatchObject({ kind: "unclear", why: "no_signature" });
  });

  it.each([
    ["40004", "ACQ.TOTAL_FEE_EXCEED", "fail"],
    ["40004", "ACQ.CONTEXT_INCONSISTENT", "new"],
    ["40004", "ACQ.ACCESS_FORBIDDEN", "fix"],
    ["40002", "isv.invalid-timestamp", "fix"],
    ["20001", "aop.invalid-app-auth-token", "fix"],
  ])("is a refusal with %s %s", (code, sub_code, reaction) => {
    expect(parse({ code, msg: "", sub_code, sub_msg: "why" })).toEqual({
      kind: "refused",
      reaction,
      code,
      sub_code,
      sub_msg: "why",
    });
  });

  it("leaves it to a query when the number is already paid", () => {
    const result = parse({ code: "40004", msg: "Business Failed", sub_code: "ACQ.TRADE_HAS_SUCCESS" });
    expect(result).toMatchObject({ kind: "unclear", why: "code", error: { sub_code: "ACQ.TRADE_HAS_SUCCESS" } });
  });
});
