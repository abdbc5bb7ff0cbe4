import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeNotice } from "../testing/form-notice.ts";
import { startGateway, testSender } from "../testing/gateway-server.ts";
import { signNow } from "../testing/sign-now.ts";
import { call } from "./call.ts";
import { parseNotification } from "./notification.ts";
import { buildClose } from "./operations/close.ts";
import { buildPrecreate } from "./operations/precreate.ts";
import { parseQuery, query } from "./operations/query.ts";
import { alipayKey, answerOf, signedAnswerText, testConfig } from "./testing/account.ts";
import { signedFields, signedNotice } from "./testing/notification-signer.ts";
import { at, officialSdk, sdkParams, sentParams } from "./testing/official-sdk.ts";

describe("requests beside the official SDK", () => {
  it("are equal, signature included, for any order it can carry", async () => {
    const subject = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 60 })
      .filter((text) => text.trim() !== "" && text.length <= 256 && text.isWellFormed() && !/[&=\p{Cc}]/u.test(text));
    const sale = fc.record({
      out_trade_no: fc.stringMatching(/^[A-Za-z0-9_]{1,64}$/),
      total_amount: fc
        .integer({ min: 1, max: 99_999_999 })
        .map((yuan) => `${yuan}.${String(yuan % 100).padStart(2, "0")}`),
      subject,
      timeout_express: fc.constantFrom("5m", "1c", "15d"),
    });
    const notify_url = "https://pos.example.com/alipay/notify?till=3&x=1";
    await fc.assert(
      fc.asyncProperty(sale, async (bizContent) => {
        const ours = sentParams(await buildPrecreate({ ...bizContent, notify_url }, testConfig(), at));
        expect(ours).toEqual(sdkParams("alipay.trade.precreate", { bizContent, notifyUrl: notify_url }));
      }),
      { numRuns: 40 },
    );
  });

  it("are equal with RSA and with a service provider's token", async () => {
    const config = testConfig({ signType: "RSA", appAuthToken: "202603BBabcdef0123456789" });
    const bizContent = { out_trade_no: "T1", operator_id: "op001" };
    const params = { bizContent, appAuthToken: "202603BBabcdef0123456789" };
    const theirs = sdkParams("alipay.trade.close", params, { signType: "RSA" });
    expect(sentParams(await buildClose(bizContent, config, at))).toEqual(theirs);
  });
});

describe("answers beside the official SDK", () => {
  const node = "alipay_trade_query_response";
  const waiting = {
    code: "10000",
    msg: "Success",
    out_trade_no: "T1",
    trade_no: "2026",
    trade_status: "WAIT_BUYER_PAY",
    total_amount: "88.88",
  };
  const paid = { ...waiting, trade_status: "TRADE_SUCCESS" };
  const input = { out_trade_no: "T1" };

  /** What the SDK says about a body when its verification is on. */
  async function theirState(body: string, validateSign = true): Promise<unknown> {
    const gateway = await startGateway((_, response) => response.end(body));
    const result = officialSdk({ gateway }).exec("alipay.trade.query", { bizContent: input }, { validateSign });
    return result.then(
      (answer) => answer.trade_status,
      () => "refused",
    );
  }
  const ourState = (body: string) => {
    const result = parseQuery(answerOf(body), testConfig(), input);
    return result.kind === "trade" ? result.trade_status : "refused";
  };

  it.each([
    ["paid", signedAnswerText(node, paid), "TRADE_SUCCESS"],
    ["waiting, in Chinese", signedAnswerText(node, { ...waiting, store_name: '咖啡\\/"店' }), "WAIT_BUYER_PAY"],
    ["tampered", signedAnswerText(node, waiting).replace("WAIT_BUYER_PAY", "TRADE_SUCCESS"), "refused"],
    ["signed with SHA-1", signedAnswerText(node, paid, "RSA"), "refused"],
  ])("agree when it is %s", async (_, body, expected) => {
    expect(await theirState(body)).toBe(expected);
    expect(ourState(body)).toBe(expected);
  });

  it("B26 differ where the SDK verifies one node and believes another", async () => {
    const text = JSON.stringify(waiting);
    const signature = signNow(text, alipayKey, "RSA2");
    const forged = `{"${node}":${text},"sign":"${signature}","${node}":${JSON.stringify(paid)}}`;
    expect(await theirState(forged)).toBe("TRADE_SUCCESS");
    expect(ourState(forged)).toBe("refused");
  });

  it("B27 differ where the SDK takes an unsigned success by default", async () => {
    const body = JSON.stringify({ [node]: paid });
    expect(await theirState(body, false)).toBe("TRADE_SUCCESS");
    expect(ourState(body)).toBe("refused");
  });

  it("come through a whole call of ours to a gateway that signs", async () => {
    const seen: string[] = [];
    const gateway = await startGateway((request, response) => {
      seen.push(new URL(request.url ?? "", "http://x").searchParams.get("method") ?? "");
      response.end(signedAnswerText(node, paid));
    });
    const config = testConfig({ gateway });
    const context = { config, sender: testSender(), at, deadlineMs: 5000, allowed: () => true };
    expect(await call(query, input, context)).toMatchObject({ kind: "trade", trade_status: "TRADE_SUCCESS" });
    expect(await call(query, { out_trade_no: "" }, context)).toEqual({
      kind: "invalid",
      field: "out_trade_no",
      problem: "missing",
    });
    const forbidden = await call(query, input, { ...context, allowed: () => false });
    expect(forbidden).toMatchObject({ kind: "no_answer", sent: false });
    expect(seen).toEqual(["alipay.trade.query"]);
  });
});

describe("notices beside the official SDK", () => {
  const sdk = officialSdk();
  const theirs = (body: Buffer) => sdk.checkNotifySignV2(Object.fromEntries(new URLSearchParams(body.toString())));
  const ours = (body: Buffer) => parseNotification(body, testConfig()).kind === "trade_notice";

  it("agree on what is genuine and on what was changed", () => {
    const text = fc
      .string({ unit: "grapheme", minLength: 1 })
      .filter((value) => !/[&\0]/.test(value) && value.isWellFormed());
    fc.assert(
      fc.property(text, text, (subject, body) => {
        const notice = signedNotice({ subject, body });
        expect([theirs(notice), ours(notice)]).toEqual([true, true]);
        const changed = encodeNotice({ ...signedFields({ subject, body }), subject: `${subject}x` });
        expect([theirs(changed), ours(changed)]).toEqual([false, false]);
      }),
      { numRuns: 40 },
    );
  });

  it("B3 differ where the SDK lets the message choose SHA-1", () => {
    const weak = signedNotice({ sign_type: "RSA" }, { signType: "RSA" });
    expect([theirs(weak), ours(weak)]).toEqual([true, false]);
  });

  it("B8 differ where the SDK verifies a notice that was cut anew", () => {
    const genuine = signedFields({ subject: "x&total_amount=999.00&total_z=", total_amount: "0.01" });
    const recut = encodeNotice({ ...genuine, subject: "x", total_amount: "999.00", total_z: "&total_amount=0.01" });
    expect([theirs(recut), ours(recut)]).toEqual([true, false]);
  });
});
