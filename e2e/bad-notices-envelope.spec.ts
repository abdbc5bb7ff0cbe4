import { expect } from "@playwright/test";
import type { LiveAccount } from "./fixtures/forge/live-accounts.ts";
import { genuine, paidMessage, sealed, timeText } from "./fixtures/forge/notices.ts";
import { newRsaKey, signBytes, utf8 } from "./fixtures/forge/signing.ts";
import { type BadNotice, test } from "./fixtures/forge/test.ts";
import type { Sale } from "./fixtures/shop-database.ts";

// Notices of intl: JSON in a signed envelope (intl.md section 4.5).

const HOUR_MS = 3_600_000;
const stranger = newRsaKey();

/** Well signed, whatever it says. */
const bad = (account: LiveAccount, message: string, why: string): BadNotice => ({
  body: utf8(sealed("request", message, account)),
  why,
});

const signatureOf = (body: string): string => JSON.parse(body).signature;

function bent(account: LiveAccount, sale: Sale): { body: string; signature: string } {
  const body = genuine(account, sale);
  const signature = signatureOf(body);
  return /\+.*\/|\/.*\+/.test(signature) ? { body, signature } : bent(account, sale);
}

test("B1 B3 intl: a notice without a signature, with a broken one, or with another hash or key is refused", async ({
  live,
  sellAt,
  expectRefused,
  expectGenuineTaken,
}) => {
  const { intl } = live;
  if (!("key" in intl.hand)) throw new Error("an account with keys");
  const sale = await sellAt(intl);
  const message = paidMessage(intl, sale);
  const good = sealed("request", message, intl);
  const bytes = Buffer.from(signatureOf(good), "base64");
  const by = (signature: unknown): string => `{"request":${message},"signature":${JSON.stringify(signature)}}`;
  const other = sealed("request", paidMessage(intl, sale, { body: { extra: 1 } }), intl);
  const sha1 = signBytes(utf8(message), { hash: "sha1", key: intl.hand.key });
  const [missing, wrong] = ["signature_no_signature", "signature_bad_signature"];
  await expectRefused(intl, sale, {
    missing: { body: `{"request":${message}}`, why: missing },
    empty: { body: by(""), why: missing },
    null: { body: by(null), why: missing },
    "a list": { body: by([signatureOf(good)]), why: missing },
    "not Base64": { body: by("no base64!"), why: wrong },
    "a byte shorter": { body: by(bytes.subarray(1).toString("base64")), why: wrong },
    "of another body": { body: by(signatureOf(other)), why: wrong },
    "changed after signing": { body: good.replace('"S"', '"F"'), why: wrong },
    "set anew": { body: good.replace('"head":', '"head": '), why: wrong },
    "of another key": {
      body: sealed("request", message, { hand: { hash: "sha256", key: stranger.key } }),
      why: wrong,
    },
    "SHA-1 for an account of SHA-256": { body: by(sha1), why: wrong },
    "said to be SHA-1": { body: by(sha1).replace(/\}$/, ',"signType":"RSA"}'), why: wrong },
    "MD5 with no key": { body: by(signBytes(utf8(message), { md5Key: "" })), why: wrong },
    "no JSON": { body: "out_trade_no=1", why: "form_bad_json" },
    "no message": { body: '{"signature":"AAAA"}', why: "form_no_message" },
  });
  await expectGenuineTaken(intl, sale, good);
});

test("B5 intl: a signature has one spelling", async ({ live, sellAt, expectRefused, expectGenuineTaken }) => {
  const { intl } = live;
  const sale = await sellAt(intl);
  const { body, signature } = bent(intl, sale);
  const spelt = (text: string): BadNotice => ({
    body: body.replace(JSON.stringify(signature), JSON.stringify(text)),
    why: "signature_bad_signature",
  });
  await expectRefused(intl, sale, {
    "blanks for plus signs": spelt(signature.replaceAll("+", " ")),
    "a line end inside": spelt(`${signature.slice(0, 76)}\n${signature.slice(76)}`),
    "the URL alphabet": spelt(signature.replaceAll("+", "-").replaceAll("/", "_")),
    "no padding": spelt(signature.replace(/=+$/, "")),
    "encoded twice": spelt(Buffer.from(signature).toString("base64")),
  });
  await expectGenuineTaken(intl, sale, body);
});

test("B6 B9 B28 intl: doubled members, odd names and numbers, and depth without end refuse the whole notice", async ({
  live,
  sellAt,
  expectRefused,
  expectGenuineTaken,
}) => {
  const { intl } = live;
  const sale = await sellAt(intl);
  const message = paidMessage(intl, sale);
  const good = sealed("request", message, intl);
  const number = `"merchantTransId":"${sale.merchantNumber}"`;
  const inBody = (text: string, why = "form_bad_message") =>
    bad(
      intl,
      message.replace(number, () => `${number},${text}`),
      why,
    );
  const json = "form_bad_json";
  await expectRefused(intl, sale, {
    "the message twice": { body: good.replace('{"request":', () => `{"request":${message},"request":`), why: json },
    "its name in escapes": {
      body: good.replace('{"request":', () => `{"re\\u0071uest":${message},"request":`),
      why: json,
    },
    "two signatures": { body: good.replace(/\}$/, ',"signature":"AAAA"}'), why: json },
    "the number twice, signed": inBody('"merchantTransId":"1"', json),
    "the number twice in escapes, signed": inBody('"merchantTransI\\u0064":"1"', json),
    __proto__: inBody('"__proto__":{"merchantId":"1"}', json),
    "10,000 levels": inBody(`"a":${"[".repeat(10_000)}${"]".repeat(10_000)}`, json),
    "a number that no double holds": inBody('"a":1e999', json),
    "a NUL": inBody('"a":"\\u0000"', json),
    "half a pair": inBody('"a":"\\ud800"', json),
    "data behind the end": { body: `${good} {}`, why: json },
    "a mark in front": { body: `\xef\xbb\xbf${good}`, why: json },
    "not UTF-8": { body: good.replace('"reserve"', '"\xff"'), why: "form_not_utf8" },
    "UTF-16": { body: Buffer.from(good, "utf16le").toString("latin1"), why: json },
  });
  await expectGenuineTaken(intl, sale, good);
});

test("B7 intl: nothing of this generation belongs into an address", async ({
  live,
  sellAt,
  expectRefused,
  expectGenuineTaken,
}) => {
  const { intl } = live;
  const sale = await sellAt(intl);
  const body = genuine(intl, sale);
  await expectRefused(intl, sale, {
    "a number": { body, query: "?merchantTransId=1", why: "query_string" },
    "anything else": { body, query: "?utm=1", why: "query_string" },
  });
  await expectGenuineTaken(intl, sale, body);
});

test("B10 B11 intl: unknown members, correctly signed, and empty ones do no harm", async ({
  live,
  sellAt,
  expectGenuineTaken,
}) => {
  const { intl } = live;
  const sale = await sellAt(intl);
  const body = { brandNew: { list: [0, "", " tea "] }, extendInfo: "" };
  await expectGenuineTaken(intl, sale, sealed("request", paidMessage(intl, sale, { body }), intl));
});

test("B12 B20 intl: texts are taken as signed, escapes and Chinese among them", async ({
  live,
  sellAt,
  expectGenuineTaken,
}) => {
  const { intl } = live;
  const sale = await sellAt(intl);
  const message = paidMessage(intl, sale, { body: { orderTitle: "100%25 咖啡 a+b" } }).replace("咖", "\\u5496");
  await expectGenuineTaken(intl, sale, utf8(sealed("request", message, intl)));
});

test("B14 B15 B2 intl: another function, client, version or time refuses a well-signed message, and so does a signed answer", async ({
  live,
  odd,
  sellAt,
  post,
  expectRefused,
  expectGenuineTaken,
}) => {
  const { intl } = live;
  const sale = await sellAt(intl);
  const head = (members: Readonly<Record<string, unknown>>, why: string) =>
    bad(intl, paidMessage(intl, sale, { head: members }), `head_${why}`);
  const now = Date.now();
  const answer = JSON.stringify({
    head: {
      ...{ version: "2.0.0", function: "alipay.intl.acquiring.cashier.payQuery", clientId: intl.id },
      ...{ respTime: timeText(now), reqMsgId: crypto.randomUUID(), reserve: "{}" },
    },
    body: { merchantTransId: sale.merchantNumber },
  });
  await expectRefused(intl, sale, {
    "the notice of a refund": head({ function: "alipay.intl.acquiring.refund.notify" }, "other_function"),
    "a request of ours": head({ function: "alipay.intl.acquiring.cashier.payQuery" }, "other_function"),
    "another client": head({ clientId: "CLIENT6" }, "other_client"),
    "the client in small letters": head({ clientId: "client5" }, "other_client"),
    "another version": head({ version: "1.0.0" }, "other_version"),
    "no message number": head({ reqMsgId: undefined }, "no_message_id"),
    "a message number with a line end": head({ reqMsgId: "1\n2" }, "no_message_id"),
    "no time": head({ reqTime: undefined }, "no_time"),
    "a time in no form": head({ reqTime: "20261122120000" }, "no_time"),
    "27 hours old": head({ reqTime: timeText(now - 27 * HOUR_MS) }, "stale"),
    "20 minutes ahead": head({ reqTime: timeText(now + HOUR_MS / 3) }, "stale"),
    "an answer for a request": bad(intl, answer, "head_other_function"),
    "an answer as it was": { body: sealed("response", answer, intl), why: "form_no_message" },
    "an answer in a notice's clothes": head({ respTime: timeText(now) }, "answer"),
  });
  // Our own signed acknowledgement, sent back to us as a notice.
  const body = genuine(intl, sale);
  const { body: acknowledged } = await post(intl, { body });
  const mirrored = acknowledged.replace('{"response":', '{"request":');
  expect(mirrored).not.toBe(acknowledged);
  expect(await post(intl, { body: mirrored })).toEqual({ status: 400, body: "failure" });
  await expectGenuineTaken(intl, sale, body);
  expect(odd.callsAbout(sale.merchantNumber).some(({ operation }) => operation === "query")).toBe(true);
});
