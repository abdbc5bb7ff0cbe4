import {
  type GatewayCall,
  genuineCode,
  intlMessage,
  intlTrade,
  jsonAnswer,
  nodeOf,
  type OddReply,
  tradeMembers,
} from "./fixtures/forge/answers.ts";
import { type BadAnswer, expectUnclearCodes, expectUnclearQueries } from "./fixtures/forge/ask.ts";
import { sealed } from "./fixtures/forge/notices.ts";
import { newRsaKey, signBytes, utf8 } from "./fixtures/forge/signing.ts";
import { test } from "./fixtures/forge/test.ts";

const stranger = { hash: "sha256", key: newRsaKey().key } as const;

/** The text of a query's result, and the whole answer around it. */
const paidText = (call: GatewayCall): string => JSON.stringify(tradeMembers(call, "paid"));
const waitingText = (call: GatewayCall): string => JSON.stringify(tradeMembers(call, "waiting"));
const paidMessageOf = (call: GatewayCall): string => intlMessage(call, intlTrade(call, "paid"));
const waitingMessageOf = (call: GatewayCall): string => intlMessage(call, intlTrade(call, "waiting"));

const bad = (why: string, body: (call: GatewayCall) => string): BadAnswer => ({
  say: (call): OddReply => ({ body: body(call) }),
  why,
});

test("B26 openapi: the signed characters are the ones that are read: doubled nodes, forged neighbours, another node", async ({
  live,
  sellAt,
  post,
  database,
}) => {
  const node = "alipay_trade_query_response";
  const forge = (call: GatewayCall, text: string): string => text.replace(/\}$/, () => `,"${node}":${paidText(call)}}`);
  await expectUnclearQueries({ sellAt, post, database }, live.openapi, {
    "forged behind the signed one": bad("bad_json", (call) =>
      forge(call, jsonAnswer(node, waitingText(call), call.account)),
    ),
    "forged before the signed one": bad("bad_json", (call) =>
      jsonAnswer(node, waitingText(call), call.account).replace("{", () => `{"${node}":${paidText(call)},`),
    ),
    "its name in escapes": bad("bad_json", (call) =>
      forge(call, jsonAnswer(node, waitingText(call), call.account)).replace("_response", "_r\\u0065sponse"),
    ),
    "another method's node is signed": bad("bad_signature", (call) =>
      forge(call, jsonAnswer("alipay_trade_cancel_response", waitingText(call), call.account)),
    ),
    "only another method's node": bad("no_result", (call) =>
      jsonAnswer("alipay_trade_cancel_response", paidText(call), call.account),
    ),
    "the node inside another": bad("no_result", (call) =>
      jsonAnswer("response", `{"${node}":${paidText(call)}}`, call.account),
    ),
    "blanks set anew": bad("bad_signature", (call) =>
      jsonAnswer(node, paidText(call), call.account).replace('"code":', '"code": '),
    ),
    "data behind the end": bad("bad_json", (call) => `${jsonAnswer(node, paidText(call), call.account)}{}`),
    "a text that looks like the end of the signed part is only a text": bad("paid", (call) => {
      const result = JSON.stringify({ ...tradeMembers(call, "paid"), body: '"},"sign":"AAAA","x":{"' });
      return jsonAnswer(node, result, call.account);
    }),
  });
});

test("B26 intl: the signed characters are the ones that are read", async ({ live, sellAt, post, database }) => {
  const good = (call: GatewayCall, message: string) => sealed("response", message, call.account);
  await expectUnclearQueries({ sellAt, post, database }, live.intl, {
    "forged behind the signed one": bad("bad_json", (call) =>
      good(call, waitingMessageOf(call)).replace(/\}$/, () => `,"response":${paidMessageOf(call)}}`),
    ),
    "forged before the signed one": bad("bad_json", (call) =>
      good(call, waitingMessageOf(call)).replace("{", () => `{"response":${paidMessageOf(call)},`),
    ),
    "a request's member": bad("no_message", (call) => sealed("request", paidMessageOf(call), call.account)),
    "changed after signing": bad("bad_signature", (call) =>
      good(call, waitingMessageOf(call)).replace("PROCESSING", "SUCCESS"),
    ),
    "blanks set anew": bad("bad_signature", (call) => good(call, paidMessageOf(call)).replace('"body":', '"body": ')),
  });
});

test("B27 openapi: what is unsigned, signed by somebody else or about something else is unknown, never a success", async ({
  live,
  sellAt,
  post,
  database,
}) => {
  const node = "alipay_trade_query_response";
  const signed = (changes: Readonly<Record<string, string>>) => (call: GatewayCall) =>
    jsonAnswer(node, JSON.stringify({ ...tradeMembers(call, "paid"), ...changes }), call.account);
  const refusal = '{"code":"40002","msg":"Invalid Arguments","sub_code":"isv.invalid-signature"}';
  await expectUnclearQueries({ sellAt, post, database }, live.openapi, {
    "error_response without a signature": bad("no_signature", () => `{"error_response":${refusal}}`),
    "an unsigned success": bad("no_signature", (call) => `{"${node}":${paidText(call)}}`),
    "sign is null": bad("no_signature", (call) => `{"${node}":${paidText(call)},"sign":null}`),
    "sign is empty": bad("bad_signature", (call) => `{"${node}":${paidText(call)},"sign":""}`),
    "by another key": bad("bad_signature", (call) => jsonAnswer(node, paidText(call), { hand: stranger })),
    "of another answer": bad("bad_signature", (call) => {
      const sign = signBytes(utf8(waitingText(call)), call.account.hand);
      return `{"${node}":${paidText(call)},"sign":"${sign}"}`;
    }),
    "another order": bad("other_trade", signed({ out_trade_no: "20260101000000000000" })),
    "no order": bad("other_trade", signed({ out_trade_no: "" })),
    "a state that nobody knows": bad("bad_member", signed({ trade_status: "TRADE_PAID" })),
    "an amount in no form": bad("bad_member", signed({ total_amount: "1e1" })),
    "an unknown code": bad("99999", signed({ code: "99999" })),
    "the word 20000": bad("isp.unknow-error", signed({ code: "20000", sub_code: "isp.unknow-error" })),
  });
  await expectUnclearCodes({ sellAt, database }, live.openapi, {
    "an unsigned code": bad("no_signature", (call) => `${genuineCode(call).body}`.replace(/,"sign":.*/, "}")),
    "another order's code": bad("other_trade", (call) => `${genuineCode({ ...call, number: "1" }).body}`),
  });
});

test("B27 intl: what is unsigned, signed by somebody else or about something else is unknown, never a success", async ({
  live,
  sellAt,
  post,
  database,
}) => {
  const { intl } = live;
  const signed =
    (body: Readonly<Record<string, unknown>>, head: Readonly<Record<string, unknown>> = {}) =>
    (call: GatewayCall) =>
      sealed("response", intlMessage(call, { ...intlTrade(call, "paid"), ...body }, head), intl);
  const info = { resultStatus: "S", resultCodeId: "00000000", resultCode: "SUCCESS", resultMsg: "success" };
  await expectUnclearQueries({ sellAt, post, database }, intl, {
    "an unsigned success": bad("no_signature", (call) => `{"response":${paidMessageOf(call)}}`),
    "signature is null": bad("no_signature", (call) => `{"response":${paidMessageOf(call)},"signature":null}`),
    "by another key": bad("bad_signature", (call) => sealed("response", paidMessageOf(call), { hand: stranger })),
    "an answer to another question": bad("other_request", signed({}, { reqMsgId: crypto.randomUUID() })),
    "an answer of another function": bad(
      "other_request",
      signed({}, { function: "alipay.intl.acquiring.common.payCancel" }),
    ),
    "another client's": bad("other_request", signed({}, { clientId: "CLIENT6" })),
    "without a time": bad("no_time", signed({}, { respTime: undefined })),
    "another order": bad("other_trade", signed({ merchantTransId: "20260101000000000000" })),
    "another merchant": bad("other_trade", signed({ merchantId: "218" })),
    "no trade": bad("bad_member", signed({ acquirementId: undefined })),
    "an amount with decimals": bad("bad_member", signed({ orderAmount: { currency: "USD", value: "12.34" } })),
    "an amount that is a number": bad("bad_member", signed({ orderAmount: { currency: "USD", value: 1234 } })),
    "a status and a code that differ": bad("contradiction", signed({ resultInfo: { ...info, resultStatus: "F" } })),
    "an unknown word": bad(
      "UNKNOWN_EXCEPTION",
      signed({ resultInfo: { resultStatus: "U", resultCode: "UNKNOWN_EXCEPTION", resultCodeId: "00000901" } }),
    ),
  });
});

/** Well signed, and read by no strict reader: behind the first member of the result. */
const NO_JSON: Readonly<Record<string, string>> = {
  "10,000 levels": `"a":${"[".repeat(10_000)}${"]".repeat(10_000)}`,
  "10,000 levels of objects": `"a":${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`,
  "a number that no double holds": '"a":1e999',
  "a number of 400 digits": `"a":${"9".repeat(400)}`,
  __proto__: '"__proto__":{"trade_status":"TRADE_SUCCESS"}',
  "a member twice": '"a":1,"a":2',
  "a member twice in escapes": '"a":1,"\\u0061":2',
  "a NUL": '"a":"\\u0000"',
  "half a pair": '"a":"\\ud800"',
  "a raw line end in a text": '"a":"\n"',
  "a comment": '/**/"a":1',
  "single quotes": "'a':1",
};

for (const name of ["openapi", "intl"] as const) {
  test(`B28 ${name}: well-signed text that a lenient reader would take is refused`, async ({
    live,
    sellAt,
    post,
    database,
  }) => {
    const put = (text: string, added: string) => text.replace("{", () => `{${added},`);
    const whole = (call: GatewayCall, added: string): string =>
      name === "openapi"
        ? jsonAnswer(nodeOf(call), put(paidText(call), added), call.account)
        : sealed("response", put(paidMessageOf(call), added), call.account);
    const cases = Object.entries(NO_JSON).map(([what, added]): [string, BadAnswer] => [
      what,
      bad("bad_json", (call) => whole(call, added)),
    ]);
    await expectUnclearQueries({ sellAt, post, database }, live[name], {
      ...Object.fromEntries(cases),
      "not UTF-8": {
        say: (call) => ({ body: Buffer.from(whole(call, '"a":"\xff"'), "latin1") }),
        why: "not_utf8",
      },
      "UTF-16": { say: (call) => ({ body: Buffer.from(whole(call, '"a":1'), "utf16le") }), why: "bad_json" },
      nothing: bad("bad_json", () => ""),
      "only null": bad("bad_json", () => "null"),
    });
  });
}
