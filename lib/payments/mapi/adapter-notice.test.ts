import { describe, expect, it } from "vitest";
import { answerOf, keysFor } from "#lib/alipay/mapi/testing/account.ts";
import { signedNotice, tamperedNotice } from "#lib/alipay/mapi/testing/notification-signer.ts";
import type { Answer, NoAnswer } from "#lib/alipay/send.ts";
import { noAnswer } from "../testing/laid-out-sender.ts";
import { gatewayWith, NUMBER } from "./testing/laid-out-gateway.ts";

describe("reading a notice", () => {
  const { gateway } = gatewayWith([]);
  const read = (fields: Record<string, string | undefined> = {}, query = "") =>
    gateway.readNotice({ body: signedNotice({ out_trade_no: NUMBER, ...fields }), query, contentType: null });

  it("B25 answers exactly success, and anything else when it wants the notice again", async () => {
    const body = Buffer.alloc(0);
    const success = { status: 200, contentType: "text/plain; charset=utf-8", body: "success" };
    expect(await gateway.reply(body, "taken")).toEqual(success);
    expect((await gateway.reply(body, "again")).body).not.toBe("success");
  });

  it("clarification 5: only asks, and tells no money", () => {
    expect(read()).toEqual({
      kind: "notice",
      notifyId: "ac05099524730693a8b330c5ecf72da978",
      merchantNumber: NUMBER,
      trade: null,
      use: "ask",
      verdicts: { form: true, signature: true, seller: true, content: true },
    });
  });

  it.each([
    ["B10 an unknown signed name", { brand_new_name: "x" }],
    ["B14 F40 the report of a refund", { refund_fee: "1.00" }],
    ["B19 a state that nobody knows", { trade_status: "trade_success" }],
    ["a closed trade", { trade_status: "TRADE_CLOSED" }],
  ])("only asks about %s", (_, fields) => {
    expect(read(fields)).toMatchObject({ kind: "notice", use: "ask", trade: null });
  });

  it("clarification 14: keeps another seller's with its verdict, and asks", () => {
    expect(read({ seller_id: "2088000000000009" })).toMatchObject({ use: "ask", verdicts: { seller: false } });
    expect(read({ seller_id: undefined })).toMatchObject({ use: "ask", verdicts: { form: true, signature: true } });
  });

  it("B1 refuses what is not authentic, not readable or about nothing of ours", () => {
    expect(gateway.readNotice({ body: tamperedNotice({ trade_no: "1" }), query: "", contentType: null })).toEqual({
      kind: "refused",
      why: "signature_wrong",
      verdicts: { form: true, signature: false },
    });
    expect(read({ out_trade_no: "T'1" })).toMatchObject({ kind: "refused", verdicts: { content: false } });
    expect(read({ notify_type: "batch_refund_notify" })).toMatchObject({ why: "kind_batch_refund_notify" });
  });

  it("B7 refuses parameters beside the body", () => {
    expect(read({}, "total_fee=0.01")).toMatchObject({ kind: "refused", why: "query_string" });
    expect(read({}, "Total_Fee=0.01")).toMatchObject({ kind: "refused" });
    expect(read({}, "utm=1")).toMatchObject({ kind: "notice" });
  });
});

describe("putting a notice before Alipay", () => {
  const confirm = (answer: Answer | NoAnswer) => gatewayWith([answer]).gateway.confirmNotice?.("n1");

  it("B4 S14 is done for MD5 and SHA-1, and for nothing stronger", () => {
    const asks = (signType: "MD5" | "RSA" | "RSA2") =>
      gatewayWith([], {}, keysFor(signType)).gateway.confirmNotice !== undefined;
    expect([asks("MD5"), asks("RSA"), asks("RSA2")]).toEqual([true, true, false]);
  });

  it("B4 hears its word, and nothing into anything else", async () => {
    expect(await confirm(answerOf("true"))).toBe("genuine");
    expect(await confirm(answerOf("false"))).toBe("denied");
    expect(await confirm(answerOf("invalid"))).toBe("unclear");
    expect(await confirm(answerOf("true", { status: 500 }))).toBe("unclear");
    expect(await confirm(noAnswer("timeout", true))).toBe("unclear");
  });

  it("B4 asks with the notice's own number", async () => {
    const { gateway, sent } = gatewayWith([answerOf("true")]);
    await gateway.confirmNotice?.("n1");
    expect(sent[0]).toMatchObject({
      method: "GET",
      url: expect.stringContaining("service=notify_verify&partner=2088"),
    });
    expect(sent[0]?.url).toContain("notify_id=n1");
  });
});
