import { describe, expect, it } from "vitest";
import { verifyText } from "../sign.ts";
import { signString } from "../sign-string.ts";
import { buildRequest, timestampOf } from "./request.ts";
import { alipayKeys, keysFor, testConfig } from "./testing/account.ts";

const call = { service: "alipay.acquire.overseas.query", params: { partner_trans_id: "T1" } };

describe("a request", () => {
  it("names the charset in the address and in the signed text, but not in the body", async () => {
    const built = await buildRequest(call, testConfig());
    if (!built.ok) throw new Error(built.field);
    expect(built.request.url).toBe("https://mapi.alipaydev.com/gateway.do?_input_charset=UTF-8");
    expect(built.request.method).toBeUndefined();
    const { sign, ...params } = Object.fromEntries(new URLSearchParams(built.request.body));
    expect(params).toEqual({ ...call.params, service: call.service, partner: "2088000000000001", sign_type: "MD5" });
    const text = signString(Object.entries({ ...params, _input_charset: "UTF-8" }), ["sign_type"]);
    expect(text).toMatch(/^_input_charset=UTF-8&partner=/);
    expect(verifyText(text, sign, { key: alipayKeys.MD5, signType: "MD5" })).toBe("good");
  });

  it.each(["MD5", "RSA", "RSA2"] as const)(
    "says that it is signed with %s, and signs nothing of that",
    async (signType) => {
      const built = await buildRequest(call, testConfig(keysFor(signType)));
      expect(built.ok && new URLSearchParams(built.request.body).get("sign_type")).toBe(signType);
    },
  );

  it("tells every shop's name in UTF-8", async () => {
    const built = await buildRequest({ ...call, params: { subject: "コーヒー ☕ & Zoë" } }, testConfig());
    expect(built.ok && new URLSearchParams(built.request.body).get("subject")).toBe("コーヒー ☕ & Zoë");
    expect(built.ok && built.request.headers["content-type"]).toBe("application/x-www-form-urlencoded;charset=utf-8");
  });

  it("has its time in the account's form", () => {
    const at = new Date("2026-03-01T04:34:56.789Z");
    expect(timestampOf(at, { timestamp: "epoch" })).toBe("1772339696789");
    expect(timestampOf(at, { timestamp: "china" })).toBe("2026-03-01 12:34:56");
  });

  it.each(["", " 2088000000000001", "2088", "1088000000000001"])(
    "names a partner that cannot be one: %j",
    async (partner) => {
      expect(await buildRequest(call, testConfig({ partner }))).toMatchObject({ ok: false, field: "partner" });
    },
  );
});
