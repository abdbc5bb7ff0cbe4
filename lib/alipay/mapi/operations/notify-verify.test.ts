import { describe, expect, it } from "vitest";
import { answerOf, testConfig } from "../testing/account.ts";
import { buildNotifyVerify, parseNotifyVerify } from "./notify-verify.ts";

describe("asking Alipay about a notice", () => {
  it("B4 is a plain GET with partner and notice, unsigned", async () => {
    expect(await buildNotifyVerify({ notify_id: "ab+c/d=" }, testConfig())).toEqual({
      ok: true,
      request: {
        method: "GET",
        url: "https://mapi.alipaydev.com/gateway.do?service=notify_verify&partner=2088000000000001&notify_id=ab%2Bc%2Fd%3D",
        headers: {},
        body: "",
      },
    });
    expect(await buildNotifyVerify({ notify_id: "a b" }, testConfig())).toMatchObject({ field: "notify_id" });
  });

  it.each([
    ["true", true],
    ["false", false],
    ["true\n", true],
  ])("B4 hears %j", (body, genuine) => {
    expect(parseNotifyVerify(answerOf(body))).toEqual({ kind: "word", genuine });
  });

  it.each(["invalid", "", "True", "TRUE", "truefalse", "<html>true</html>"])("B4 takes %j for no word", (body) => {
    expect(parseNotifyVerify(answerOf(body))).toMatchObject({ kind: "unclear", why: "bad_result" });
  });

  it("B4 believes no other status", () => {
    expect(parseNotifyVerify(answerOf("true", { status: 302 }))).toMatchObject({ why: "http_status" });
  });
});
