import { describe, expect, it } from "vitest";
import { testConfig } from "../testing/account.ts";
import { buildPrecreate, type PrecreateInput } from "./precreate.ts";

const goods = { goods_id: "apple-01", goods_name: "苹果 ipad", quantity: 1, price: "88.88" };
const share = { serial_no: 1, trans_in: "2088101126708402", amount: "0.10" };
const bankShare = {
  ...{ serial_no: 1, trans_in_type: "bankIndex", trans_in: "1".repeat(28) },
  ...{ batch_no: "123", amount: "88.88" },
};
const storeShare = { serial_no: 1, trans_in_type: "storeId", trans_in: "NJ_001", amount: "88.88" };

/** "ok", or the field and what is wrong with it. */
async function verdict(changes: Readonly<Record<string, unknown>>): Promise<string> {
  const sale = { out_trade_no: "T1", total_amount: "88.88", subject: "tea", ...changes } as PrecreateInput;
  const built = await buildPrecreate(sale, testConfig(), new Date(0));
  return built.ok ? "ok" : `${built.field}: ${built.problem}`;
}
const ofGoods = (changes: Readonly<Record<string, unknown>>) => verdict({ goods_detail: [{ ...goods, ...changes }] });
const ofShares = (...shares: object[]) => verdict({ royalty_info: { royalty_detail_infos: shares } });

describe("the goods of an order", () => {
  it("travel as a real array with a whole number of pieces (seed-notes 1.6, 1.7)", async () => {
    const sale = { out_trade_no: "T1", total_amount: "88.88", subject: "tea", goods_detail: [goods] };
    const built = await buildPrecreate(sale, testConfig(), new Date(0));
    const content = new URLSearchParams(built.ok ? built.request.body : "").get("biz_content") ?? "";
    expect(JSON.parse(content).goods_detail).toEqual([goods]);
  });

  it.each([
    {},
    { quantity: 9_999_999_999, price: "999999.99" },
    { price: "0.00" },
    { goods_name: "字 & = ".repeat(40), body: "x".repeat(1000), goods_category: "7788230" },
    { alipay_goods_id: "20010001", categories_tree: "124868003|126232002", show_url: "http://shop.example/a" },
  ])("may be %j", async (changes) => {
    expect(await ofGoods(changes)).toBe("ok");
  });

  it.each([
    [{ goods_id: undefined }, "goods_id: missing"],
    [{ goods_id: "x".repeat(33) }, "goods_id: too_long"],
    [{ goods_name: "x".repeat(257) }, "goods_name: too_long"],
    [{ quantity: "1" }, "quantity: malformed"],
    [{ quantity: 0.5 }, "quantity: malformed"],
    [{ quantity: Number.NaN }, "quantity: malformed"],
    [{ quantity: undefined }, "quantity: malformed"],
    [{ quantity: 0 }, "quantity: out_of_range"],
    [{ quantity: 10_000_000_000 }, "quantity: out_of_range"],
    [{ price: 88.88 }, "price: not_text"],
    [{ price: "88.8" }, "price: malformed"],
    [{ price: "-1.00" }, "price: malformed"],
    [{ price: "1000000.00" }, "price: too_long"],
    [{ goods_category: "x".repeat(25) }, "goods_category: too_long"],
    [{ body: "x".repeat(1001) }, "body: too_long"],
    [{ show_url: "shop.example" }, "show_url: malformed"],
    [{ weight: "1" }, "weight: unknown_field"],
  ])("are refused before sending with %j", async (changes, expected) => {
    expect(await ofGoods(changes)).toBe(`goods_detail.0.${expected}`);
  });

  it("name the line that is wrong, and are not sent empty", async () => {
    expect(await verdict({ goods_detail: [goods, { ...goods, goods_id: "" }] })).toBe(
      "goods_detail.1.goods_id: missing",
    );
    expect(await verdict({ goods_detail: [] })).toBe("goods_detail: missing");
  });
});

describe("a service provider", () => {
  it.each([
    [{ sys_service_provider_id: "2088511833207846" }, "ok"],
    [{ sys_service_provider_id: " 2088511833207846" }, "extend_params.sys_service_provider_id: malformed"],
    [{ sys_service_provider_id: "2".repeat(65) }, "extend_params.sys_service_provider_id: too_long"],
    [{ industry: "x" }, "extend_params.industry: unknown_field"],
  ])("is named as %j: %s", async (extend_params, expected) => {
    expect(await verdict({ extend_params })).toBe(expected);
  });
});

describe("the shares of an order", () => {
  it("may be several, up to the whole sum", async () => {
    expect(await ofShares(share, { ...share, serial_no: 2, amount: "88.78" })).toBe("ok");
    const all = { trans_in_type: "userId", trans_out_type: "userId", trans_out: "2088101126765726", desc: "分账测试1" };
    expect(await ofShares({ ...share, ...all, out_relation_id: "20131124001" })).toBe("ok");
    expect(await verdict({ royalty_info: { royalty_type: "ROYALTY", royalty_detail_infos: [share] } })).toBe("ok");
  });

  it("go to a bank card whole and alone (seed 001, Remarks)", async () => {
    expect(await ofShares(bankShare)).toBe("ok");
    expect(await ofShares(storeShare)).toBe("ok");
    expect(await ofShares({ ...bankShare, amount: "88.87" })).toBe(
      "royalty_info.royalty_detail_infos.0.amount: sum_differs",
    );
    expect(await ofShares({ ...storeShare, amount: "0.10" })).toBe(
      "royalty_info.royalty_detail_infos.0.amount: sum_differs",
    );
    expect(await ofShares(bankShare, { ...share, serial_no: 2 })).toBe(
      "royalty_info.royalty_detail_infos: sum_differs",
    );
  });

  it.each([
    [{ ...bankShare, batch_no: undefined }, "batch_no: missing"],
    [{ ...bankShare, trans_in: "1".repeat(27) }, "trans_in: malformed"],
    [{ ...share, trans_in: "1088101126708402" }, "trans_in: malformed"],
    [{ ...share, trans_in: undefined }, "trans_in: missing"],
    [{ ...share, trans_in_type: "userid" }, "trans_in_type: malformed"],
    [{ ...share, trans_out_type: "storeId" }, "trans_out_type: malformed"],
    [{ ...share, trans_out: "2088" }, "trans_out: malformed"],
    [{ ...share, serial_no: 0 }, "serial_no: out_of_range"],
    [{ ...share, serial_no: 1_000_000_000 }, "serial_no: out_of_range"],
    [{ ...share, serial_no: "1" }, "serial_no: malformed"],
    [{ ...share, amount: 0.1 }, "amount: not_text"],
    [{ ...share, amount: "0.1" }, "amount: malformed"],
    [{ ...share, amount: "0.00" }, "amount: out_of_range"],
    [{ ...share, out_relation_id: "x".repeat(65) }, "out_relation_id: too_long"],
    [{ ...share, desc: "x".repeat(1001) }, "desc: too_long"],
    [{ ...share, currency: "CNY" }, "currency: unknown_field"],
  ])("are refused before sending with %j", async (wrong, expected) => {
    expect(await ofShares(wrong)).toBe(`royalty_info.royalty_detail_infos.0.${expected}`);
  });

  it("are refused above the whole sum, without any share, of another type, and longer than their member", async () => {
    const place = "royalty_info.royalty_detail_infos";
    expect(await ofShares({ ...share, amount: "88.89" })).toBe(`${place}: sum_differs`);
    expect(await ofShares()).toBe(`${place}: missing`);
    const type = { royalty_type: "ASYNC", royalty_detail_infos: [share] };
    expect(await verdict({ royalty_info: type })).toBe("royalty_info.royalty_type: malformed");
    const long = { ...share, desc: "x".repeat(1000) };
    expect(await ofShares(long, { ...long, serial_no: 2 })).toBe(`${place}: too_long`);
  });
});
