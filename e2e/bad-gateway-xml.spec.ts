import {
  type GatewayCall,
  type Members,
  type OddReply,
  signMembers,
  tradeMembers,
  xmlAnswer,
  xmlMembers,
} from "./fixtures/forge/answers.ts";
import { type BadAnswer, expectUnclearCodes, expectUnclearQueries } from "./fixtures/forge/ask.ts";
import { newRsaKey, signBytes, utf8 } from "./fixtures/forge/signing.ts";
import { test } from "./fixtures/forge/test.ts";

// MAPI's answers. Each says that the sale is paid, to somebody.

const stranger = { hash: "sha256", key: newRsaKey().key } as const;

const paid = (call: GatewayCall): Members => tradeMembers(call, "paid");
const signOf = (call: GatewayCall, members = paid(call)): string => signMembers(members, call.account.hand);

const bad = (why: string, body: (call: GatewayCall) => string | Buffer, contentType?: string): BadAnswer => ({
  say: (call): OddReply => ({
    body: body(call),
    ...(contentType === undefined ? {} : { headers: { "content-type": contentType } }),
  }),
  why,
});

/** The genuine answer with something before it, behind it, or changed in it: its signature stays good. */
const whole = (call: GatewayCall, frame: { head?: string; tail?: string } = {}): string =>
  xmlAnswer(xmlMembers(paid(call)), { sign: signOf(call) }, frame);
const bent = (why: string, bend: (xml: string, call: GatewayCall) => string): BadAnswer =>
  bad(why, (call) => bend(whole(call), call));

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';
const inHead = (text: string): BadAnswer => bad("forbidden_markup", (call) => whole(call, { head: HEAD + text }));

test("B29 S16 mapi: a document type of any kind is refused before anybody reads it", async ({
  live,
  sellAt,
  post,
  database,
}) => {
  const nested = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join("");
  const status = "<alipay_trans_status>TRADE_SUCCESS</alipay_trans_status>";
  const named = (text: string) => (xml: string) =>
    xml.replace(status, `<alipay_trans_status>${text}</alipay_trans_status>`);
  await expectUnclearQueries({ sellAt, post, database }, live.mapi, {
    "a bare one": inHead("<!DOCTYPE alipay>"),
    "in small letters": inHead("<!doctype alipay>"),
    "an outer one": inHead('<!DOCTYPE alipay SYSTEM "http://127.0.0.1:9/evil.dtd">'),
    "an outer entity": bad("forbidden_markup", (call) =>
      named("&e;")(whole(call, { head: `${HEAD}<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>` })),
    ),
    "nested entities": bad("forbidden_markup", (call) =>
      named("&l9;")(whole(call, { head: `${HEAD}<!DOCTYPE a [<!ENTITY l0 "TRADE">${nested}]>` })),
    ),
    "two of them": inHead("<!DOCTYPE a><!DOCTYPE b>"),
    "a parameter entity": inHead('<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1:9/">%p;]>'),
    "in the middle": bent("forbidden_markup", (xml) => xml.replace("<response>", "<!DOCTYPE a><response>")),
    "behind the end": bad("forbidden_markup", (call) => whole(call, { tail: "<!DOCTYPE a>" })),
    "a processing instruction": inHead('<?xml-stylesheet href="http://127.0.0.1:9/"?>'),
    "an entity of its own": bent("bad_reference", named("&SUCCESS;")),
    "100,000 numeric references": bad("too_large", (call) => named("&#84;".repeat(100_000))(whole(call))),
    "1,000,000 numeric references": bad("too_large", (call) => named("&#84;".repeat(1_000_000))(whole(call))),
    "as many as fit": bad("bad_reference", (call) => named("&#84;".repeat(20_000))(whole(call))),
  });
});

test("B30 mapi: an answer that two readers could read differently is refused", async ({
  live,
  sellAt,
  post,
  database,
}) => {
  const waiting = (call: GatewayCall): Members => tradeMembers(call, "waiting");
  const twice = "<alipay_trans_status>TRADE_SUCCESS</alipay_trans_status>";
  const amount = (write: (text: string) => string) => (xml: string) =>
    xml.replace(/(<trans_amount>)([\d.]+)/, (_, tag: string, text: string) => tag + write(text));
  const structure = "bad_structure";
  await expectUnclearQueries({ sellAt, post, database }, live.mapi, {
    "two states, the first one signed": bad(structure, (call) =>
      xmlAnswer(xmlMembers(waiting(call)) + twice, { sign: signOf(call, waiting(call)) }),
    ),
    "two states, the second one signed": bad(structure, (call) =>
      xmlAnswer(twice + xmlMembers(waiting(call)), { sign: signOf(call, waiting(call)) }),
    ),
    "a state in capitals beside it": bad(structure, (call) =>
      xmlAnswer(xmlMembers(waiting(call)) + twice.toUpperCase(), { sign: signOf(call, waiting(call)) }),
    ),
    "two responses": bent(structure, (xml) => xml.replace("<sign>", "<response><alipay></alipay></response><sign>")),
    "two trades in one": bent(structure, (xml) => xml.replace("</alipay></response>", "</alipay><x></x></response>")),
    "a comment inside a number": bent(
      "forbidden_markup",
      amount((text) => text.replace(".", "<!---->.")),
    ),
    "CDATA as a number": bent(
      "bad_member",
      amount((text) => `<![CDATA[${text}]]>`),
    ),
    "CDATA inside a number": bent(
      structure,
      amount((text) => text.replace(".", "<![CDATA[.]]>")),
    ),
    "a number in references": bent(
      "bad_member",
      amount((text) => text.replace(".", "&#46;")),
    ),
    "an element inside a number": bent(
      structure,
      amount((text) => `${text}<b></b>`),
    ),
    "another namespace": bent(structure, (xml) => xml.replace("<response>", '<response xmlns="urn:other">')),
    "a prefix": bent(structure, (xml) =>
      xml
        .replace("<alipay><is_success>", '<alipay xmlns:a="urn:a"><is_success>')
        .replaceAll(/(<\/?)response>/g, "$1a:response>"),
    ),
    "an attribute": bent(structure, (xml) => xml.replace("<trans_amount>", '<trans_amount unit="cent">')),
    "another root": bent(structure, (xml) =>
      xml.replace(`${HEAD}<alipay>`, `${HEAD}<other>`).replace(/<\/alipay>$/, "</other>"),
    ),
    "another member beside it": bent(structure, (xml) =>
      xml.replace("<sign>", "<result_code>SUCCESS</result_code><sign>"),
    ),
    "says UTF-8, is GBK": bad("not_in_charset", (call) =>
      Buffer.from(whole(call).replace("<response><alipay>", "<response><alipay><body>\xbf\xa7</body>"), "latin1"),
    ),
    "another charset": bad("unknown_charset", (call) =>
      whole(call, { head: '<?xml version="1.0" encoding="UTF-7"?>' }),
    ),
    "another charset by its type": bad(
      "unknown_charset",
      (call) => whole(call, { head: "" }),
      "text/xml; charset=utf-16",
    ),
    "UTF-16": bad("forbidden_markup", (call) => Buffer.from(`\ufeff${whole(call)}`, "utf16le")),
    "a mark in front": bad("forbidden_markup", (call) => `\ufeff${whole(call)}`),
    "data behind the end": bad("malformed", (call) => whole(call, { tail: "tea" })),
    "a second document behind it": bad("malformed", (call) => whole(call) + whole(call).replace(HEAD, "")),
    "100,000 levels": bent("too_large", (xml) =>
      xml.replace("<response>", `<request2>${"<a>".repeat(100_000)}${"</a>".repeat(100_000)}</request2><response>`),
    ),
    "9,000 levels": bent("malformed", (xml) =>
      xml.replace('<param name="a">b</param>', `${"<a>".repeat(9000)}${"</a>".repeat(9000)}`),
    ),
    "never closed": bent("malformed", (xml) => xml.replace("</sign_type></alipay>", "")),
    "no XML": bad("malformed", () => "<html><body>Bad gateway</body>"),
    nothing: bad("malformed", () => ""),
  });
});

test("B31 B27 B3 mapi: is_success=T alone proves nothing", async ({ live, sellAt, post, database }) => {
  const signed = (changes: Members) => (call: GatewayCall) => {
    const members = { ...paid(call), ...changes };
    return xmlAnswer(xmlMembers(members), { sign: signOf(call, members) });
  };
  const { hand } = live.mapi;
  if (!("key" in hand)) throw new Error("an account with keys");
  const weak = (call: GatewayCall) => signMembers(paid(call), { hash: "sha1", key: hand.key });
  await expectUnclearQueries({ sellAt, post, database }, live.mapi, {
    "T beside an error": bent("contradiction", (xml) =>
      xml.replace("<request>", "<error>ILLEGAL_SIGN</error><request>"),
    ),
    "F with members": bent("contradiction", (xml) => xml.replace("<is_success>T", "<is_success>F")),
    "F with a reason, unsigned": bad(
      "unsigned_refusal: TRADE_NOT_EXIST",
      () => "<alipay><is_success>F</is_success><error>TRADE_NOT_EXIST</error></alipay>",
    ),
    "neither T nor F": bent("bad_structure", (xml) => xml.replace("<is_success>T", "<is_success>true")),
    "no word at all": bent("bad_structure", (xml) => xml.replace("<is_success>T</is_success>", "")),
    "no members": bad("no_result", () => "<alipay><is_success>T</is_success></alipay>"),
    "no signature": bent("no_signature", (xml) => xml.replace(/<sign>.*?<\/sign>/, "")),
    "an empty signature": bent("no_signature", (xml) => xml.replace(/<sign>.*?<\/sign>/, "<sign></sign>")),
    "the signature of the empty text": bad("bad_signature", (call) =>
      xmlAnswer(xmlMembers(paid(call)), { sign: signBytes("", call.account.hand) }),
    ),
    "other members signed than used": bad("bad_signature", (call) =>
      xmlAnswer(xmlMembers(paid(call)), { sign: signOf(call, tradeMembers(call, "waiting")) }),
    ),
    "a member that is not signed": bad("bad_signature", (call) =>
      xmlAnswer(xmlMembers({ ...paid(call), extra: "1" }), { sign: signOf(call) }),
    ),
    "the echo signed in its place": bad("bad_signature", (call) =>
      xmlAnswer(xmlMembers(paid(call)), { sign: signBytes(utf8("a=b"), call.account.hand) }),
    ),
    "by another key": bad("bad_signature", (call) =>
      xmlAnswer(xmlMembers(paid(call)), { sign: signMembers(paid(call), stranger) }),
    ),
    "SHA-1, said to be SHA-256": bad("bad_signature", (call) =>
      xmlAnswer(xmlMembers(paid(call)), { sign: weak(call) }),
    ),
    "SHA-1, and says so": bad("other_sign_type", (call) =>
      xmlAnswer(xmlMembers(paid(call)), { sign: weak(call), signType: "RSA" }),
    ),
    "a success with an error": bad("contradiction: TRADE_NOT_EXIST", signed({ detail_error_code: "TRADE_NOT_EXIST" })),
    "an unknown result": bad("bad_result", signed({ result_code: "OK" })),
    "the word UNKNOWN": bad("code", signed({ result_code: "UNKNOWN" })),
    "another order": bad("other_trade", signed({ partner_trans_id: "20260101000000000000" })),
    "no order": bad("bad_member", signed({ partner_trans_id: "" })),
    "no currency": bad("bad_member", signed({ currency: "" })),
    "an amount in no form": bad("bad_member", signed({ trans_amount: "1e1" })),
    "a state that nobody knows": bad("bad_member", signed({ alipay_trans_status: "PAID" })),
  });
  const code = (call: GatewayCall): Members => ({
    ...{ result_code: "SUCCESS", out_trade_no: call.number, qr_code: `https://qr.alipay.com/bax${call.number}` },
  });
  await expectUnclearCodes({ sellAt, database }, live.mapi, {
    "a code without a signature": bad("no_signature", (call) => xmlAnswer(xmlMembers(code(call)), { sign: "" })),
    "T and no code": bad("no_result", () => "<alipay><is_success>T</is_success></alipay>"),
    "a code with a document type": bad("forbidden_markup", (call) =>
      xmlAnswer(xmlMembers(code(call)), { sign: signOf(call, code(call)) }, { head: `${HEAD}<!DOCTYPE a>` }),
    ),
    "another order's code": bad("other_trade", (call) => {
      const members = { ...code(call), out_trade_no: "1" };
      return xmlAnswer(xmlMembers(members), { sign: signOf(call, members) });
    }),
  });
});
