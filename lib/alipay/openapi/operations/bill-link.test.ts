import { describe, expect, it } from "vitest";
import { answerOf, signedAnswer, testConfig } from "../testing/account.ts";
import { type BillLinkInput, buildBillLink, parseBillLink } from "./bill-link.ts";

const config = testConfig();
// 1 March in China, still February in Greenwich.
const at = new Date("2026-02-28T16:30:00Z");

async function verdict(input: Readonly<Record<string, unknown>>): Promise<string> {
  const built = await buildBillLink({ bill_type: "trade", ...input } as BillLinkInput, config, at);
  return built.ok ? "ok" : `${built.field}: ${built.problem}`;
}

describe("the request for a bill", () => {
  it.each([
    { bill_date: "2026-02-28" },
    { bill_date: "2026-02" },
    { bill_date: "2024-02-29", bill_type: "signcustomer" },
  ])("may name %j", async (input) => {
    expect(await verdict(input)).toBe("ok");
  });

  it.each([
    [{ bill_date: "2026-03-01" }, "bill_date: out_of_range"],
    [{ bill_date: "2026-03" }, "bill_date: out_of_range"],
    [{ bill_date: "2026-02-29" }, "bill_date: malformed"],
    [{ bill_date: "2026-13" }, "bill_date: malformed"],
    [{ bill_date: "20260228" }, "bill_date: malformed"],
    [{ bill_date: undefined }, "bill_date: missing"],
    [{ bill_date: "2026-02", bill_type: "all" }, "bill_type: malformed"],
  ])("is refused before sending with %j", async (input, expected) => {
    expect(await verdict(input)).toBe(expected);
  });

  it("has a method of its own name", async () => {
    const built = await buildBillLink({ bill_type: "trade", bill_date: "2026-02" }, config, at);
    expect(built.ok && new URL(built.request.url).searchParams.get("method")).toBe(
      "alipay.data.dataservice.bill.downloadurl.query",
    );
  });
});

describe("the answer to it", () => {
  const link = "http://dwbillcenter.alipay.com/downloadBillFile.resource?bizType=trade&token=x";
  const parse = (result: unknown) => parseBillLink(signedAnswer("bill_link", result), config);
  const failed = (sub_code: string, code = "40004") => parse({ code, msg: "", sub_code });

  it("holds the link", () => {
    expect(parse({ code: "10000", bill_download_url: link })).toEqual({ kind: "link", bill_download_url: link });
  });

  it.each(["", undefined, "ftp://x/y", "javascript:alert(1)", "https://a b", `https://x/${"x".repeat(2048)}`])(
    "is unclear with the link %j",
    (bill_download_url) => {
      expect(parse({ code: "10000", bill_download_url })).toMatchObject({ kind: "unclear", why: "bad_member" });
    },
  );

  it("is unclear when nobody signed it, or when it speaks of a trade", () => {
    const node = "alipay_data_dataservice_bill_downloadurl_query_response";
    const unsigned = answerOf(JSON.stringify({ [node]: { code: "10000", bill_download_url: link } }));
    expect(parseBillLink(unsigned, config)).toMatchObject({ why: "no_signature" });
    expect(parse({ code: "10000", bill_download_url: link, out_trade_no: "T1" })).toMatchObject({ why: "other_trade" });
  });

  it.each(["isp.bill_not_exist", "BILL_NOT_EXIST", "bill_not_exist"])("says with %s that there is none", (code) => {
    expect(failed(code)).toEqual({ kind: "no_bill" });
  });

  it.each(["INVAILID_ARGUMENTS", "isv.invalid-arguments"])("is refused with %s", (code) => {
    expect(failed(code)).toMatchObject({ kind: "refused", reaction: "fix" });
  });

  it("is worth another try after an error of the gateway", () => {
    expect(failed("isp.unknow_error")).toMatchObject({ kind: "unclear", why: "code" });
    expect(failed("UNKNOW_ERROR", "20000")).toMatchObject({ kind: "unclear", why: "code" });
  });
});
