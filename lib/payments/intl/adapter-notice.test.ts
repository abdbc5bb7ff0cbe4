import { createPublicKey } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import { verifyEnvelope } from "#lib/alipay/intl/envelope.ts";
import { noticeTime, signedNotice } from "#lib/alipay/intl/testing/notification-signer.ts";
import { gatewayWith, NUMBER, testAccount } from "./testing/laid-out-gateway.ts";

describe("reading a notice", () => {
  const { gateway } = gatewayWith([]);
  const read = (body: Record<string, unknown> = {}, { query = "", head = {} } = {}) => {
    vi.setSystemTime(noticeTime);
    try {
      return gateway.readNotice({
        body: signedNotice({ merchantTransId: NUMBER, ...body }, head),
        query,
        contentType: null,
      });
    } finally {
      vi.useRealTimers();
    }
  };

  it("is a reason to ask, whatever it says", () => {
    expect(read()).toEqual({
      kind: "notice",
      notifyId: expect.stringMatching(/^[0-9a-f]{64}$/),
      merchantNumber: NUMBER,
      trade: null,
      use: "ask",
      verdicts: { form: true, signature: true, application: true, seller: true, content: true },
    });
  });

  it("B10 is taken with unknown members", () => {
    expect(read({ brandNew: "x", orderAmount: { currency: "USD", value: "1" } })).toMatchObject({ use: "ask" });
  });

  it("is kept with ids that are not ours (clarification 14)", () => {
    expect(read({ merchantId: "1" })).toMatchObject({ kind: "notice", verdicts: { seller: false } });
    expect(read({ merchantTransId: undefined })).toMatchObject({ merchantNumber: null, verdicts: { content: false } });
    const { verdicts } = read({ merchantId: undefined });
    expect(verdicts).toEqual({ form: true, signature: true, application: true, content: true });
  });

  it("B2 B15 is refused for another client, another function or a stale time", () => {
    const refused = { kind: "refused", verdicts: { form: true, signature: true, application: false } };
    expect(read({}, { head: { clientId: "1" } })).toMatchObject({ ...refused, why: "head_other_client" });
    expect(read({}, { head: { function: "x" } })).toMatchObject(refused);
    expect(read({}, { head: { reqTime: "2026-02-27T12:34:56+08:00" } })).toMatchObject({
      ...refused,
      why: "head_stale",
    });
  });

  it("B1 is refused unsigned or unreadable", () => {
    expect(gateway.readNotice({ body: Buffer.from("{}"), query: "", contentType: null })).toMatchObject({
      kind: "refused",
      verdicts: { form: false },
    });
    const unsigned = Buffer.from('{"request":{"head":{},"body":{}}}');
    expect(gateway.readNotice({ body: unsigned, query: "", contentType: null })).toMatchObject({
      kind: "refused",
      verdicts: { form: true, signature: false },
    });
  });

  it.each(["merchantTransId=1", "utm=1", "x"])("B7 is refused with anything in the address: %s", (query) => {
    expect(read({}, { query })).toMatchObject({ kind: "refused", why: "query_string", verdicts: { form: false } });
  });
});

describe("answering a notice", () => {
  const { gateway } = gatewayWith([]);
  const trust = { ...testAccount.config, alipayPublicKey: createPublicKey(testAccount.config.privateKey) };

  it("B25 takes it with the signed envelope", async () => {
    const taken = await gateway.reply(signedNotice(), "taken");
    expect(taken).toMatchObject({ status: 200, contentType: "application/json; charset=UTF-8" });
    expect(verifyEnvelope(taken.body, "response", trust).ok).toBe(true);
    const { head, body } = JSON.parse(taken.body).response;
    expect([head.reqMsgId, body.resultInfo.resultStatus]).toEqual(["b6c6f1c2d5b94d0f9d0b8c9b3f3a7f11", "S"]);
  });

  it("signs nothing for who could not prove to be Alipay", async () => {
    expect(await gateway.reply(signedNotice(), "again")).toEqual({
      status: 400,
      contentType: "text/plain; charset=utf-8",
      body: "failure",
    });
  });
});
