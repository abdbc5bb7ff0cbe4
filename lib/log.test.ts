import { expect, it, vi } from "vitest";
import { errorFields, log } from "./log.ts";
import { newKeyPair } from "./stores/testing/keys.ts";

const written = (fields: Record<string, unknown>): string => {
  const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  log("info", "test", fields);
  const [line] = write.mock.calls[0] ?? [];
  write.mockRestore();
  return String(line);
};

it("S20 B33 B49 writes one line, whatever a value holds", () => {
  const line = written({ reference: 'a\r\n{"level":"error"}\u001b[31m' });
  expect(line.split("\n")).toHaveLength(2);
  for (const control of ["\r", "\u001b"]) expect(line).not.toContain(control);
});

it.each(["privateKey", "private_key", "PRIVATE-KEY", "password", "sign", "notifyToken", "cookie", "authorization"])(
  "I15 B49 hides the field %s",
  (name) => {
    expect(written({ [name]: "marker-secret" })).not.toContain("marker-secret");
  },
);

const { privateKey } = newKeyPair();
const pem = `-----BEGIN PRIVATE KEY-----\n${privateKey.replace(/.{64}/g, "$&\n")}\n-----END PRIVATE KEY-----\n`;
const md5 = "m7x2k9q4w1z8c5v3b6n0a9s8d7f6g5h4";
const master = Buffer.from(Array.from({ length: 32 }, (_, at) => at * 7)).toString("base64");
const token = `eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..${"Zx-_9".repeat(8)}.${"aB_3-".repeat(8)}`;
const device = Buffer.from(Array.from({ length: 32 }, (_, at) => at * 11)).toString("base64url");

it.each([
  ["a key in PEM inside of another text", `cannot read ${pem} of account 7`, privateKey.slice(130, 170)],
  ["one that was cut off", `cannot read ${pem.slice(0, 300)}`, privateKey.slice(130, 170)],
  ["one in an escaped text", JSON.stringify({ text: pem }), privateKey.slice(130, 170)],
  ["a bare key", `cannot read ${privateKey}.`, privateKey.slice(130, 170)],
  ["a bare key with line ends", privateKey.replace(/.{64}/g, "$&\r\n"), privateKey.slice(130, 170)],
  ["the master key", `is ${master} right?`, master.slice(4, 30)],
  ["the secret of a till", `cookie jar: ${device}`, device.slice(4, 30)],
  ["a key in an address", `GET /gateway.do?app_id=1&key=${md5}&sign=abc%2Fdef`, md5],
  ["a signature in an address", `GET /gateway.do?app_id=1&sign=abc%2Fdef&x=1`, "abc%2Fdef"],
  ["a password in an address", "connect postgresql://till:hunter2@db/shop failed", "hunter2"],
  ["a key in JSON", `{"md5_key":"${md5}","partner":"2088"}`, md5],
  ["a key in escaped JSON", JSON.stringify(`{"PRIVATE-KEY": "${md5}"}`), md5],
  ["a header", `authorization: Bearer ${md5}`, md5],
  ["a cookie", `Cookie: scantill.session=${md5}; x=1`, md5],
  ["one cookie behind others", `Cookie: theme=dark; scantill.till=${md5}`, md5],
  ["a session's token by its form", `jar ${token} of a browser`, token.slice(20, 60)],
  ["a password of several words", '{"password":"seven green lanterns","login":"wang"}', "lanterns"],
  ["one with quotes of its own", JSON.stringify({ password: 'seven "green" lanterns' }), "lanterns"],
  ["one in escaped JSON", JSON.stringify('{"password": "seven green lanterns"}'), "lanterns"],
  ["one as programs print it", "{ login: 'wang', password: 'seven green lanterns' }", "lanterns"],
  ["an environment", `MASTER_KEY=${md5} node x`, md5],
  ["a PIN", "pin=471108", "471108"],
])("I15 S20 B49 hides %s wherever it stands", (_, text, secret) => {
  expect(text).toContain(secret);
  const inside = new Error("outer", { cause: new Error("inner", { cause: new Error(text) }) });
  const places = [{ note: text }, { note: { list: [{ text }] } }, { error: new Error(text) }, errorFields(inside)];
  for (const fields of places) {
    const line = written(fields);
    expect(line).toContain("[hidden]");
    expect(line).not.toContain(secret);
  }
});

it("I15 B49 hides no more than the secret itself", () => {
  expect(written({ note: '{"password":"seven green lanterns","login":"wang"}' })).toContain("wang");
  expect(written({ note: "{ password: 'seven green lanterns', login: 'wang' }" })).toContain("wang");
  expect(written({ note: "Cookie: theme=dark; x=1\nhost: till" })).toContain("host: till");
});

it("I15 B49 hides a field by its name also inside of another", () => {
  const line = written({
    account: { code: "corner", secrets: { md5 }, list: [{ "PRIVATE-KEY": md5, [`x${md5}`]: 1 }] },
  });
  expect(line).toContain('"code":"corner"');
  expect(line.split(md5)).toHaveLength(2); // a name is no value
});

it("S20 B49 leaves what people have to read: ids, hashes, addresses, times, and the place of an error", () => {
  const fields = {
    order: "019c0f2e-7b1a-7000-8000-0123456789ab",
    hash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    number: "019c0f2e7b1a700080000123456789ab",
    path: "/orders?day=all&storeId=019c0f2e-7b1a-7000-8000-0123456789ab",
    origin: "https://openapi.alipay.com",
    since: new Date(0),
    count: 7n,
    deep: { a: { b: { c: { d: { e: 1 } } } } },
    bytes: Buffer.from("x"),
  };
  expect(JSON.parse(written(fields))).toMatchObject({
    ...{ ...fields, since: "1970-01-01T00:00:00.000Z", count: "7", bytes: "[bytes]" },
    deep: { a: { b: { c: { d: "[deep]" } } } },
  });
  expect(written(errorFields(new Error("no such row")))).toMatch(/log\.test\.ts:\d+/);
});

it("S20 B49 leaves no character that a terminal or an editor obeys", () => {
  const odd = ["\u007f", "\u0085", "\u009b31m", "\u2028", "\u2029", "\u202e", "\u2066", "\u200b", "\ufeff"];
  const line = written({ reference: odd.join("a"), [`name${odd.join("")}`]: 1 });
  for (const control of odd) expect(line).not.toContain(control.charAt(0));
  expect(line).toContain("u202e");
});

it("cuts long values", () => {
  expect(written({ text: "x".repeat(10_000) }).length).toBeLessThan(700);
});
