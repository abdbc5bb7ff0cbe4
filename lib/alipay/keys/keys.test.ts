import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { describe, expect, it } from "vitest";
import { signText, verifyText } from "../sign.ts";
import { isOwnPublicKey, readMd5Key, readPrivateKey, readPublicKey } from "./keys.ts";

const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
const short = generateKeyPairSync("rsa", { modulusLength: 1024 });
const tiny = generateKeyPairSync("rsa", { modulusLength: 512 });
const curve = generateKeyPairSync("ec", { namedCurve: "P-256" });

const pem = (key: KeyObject, type: "pkcs1" | "pkcs8" | "spki" | "sec1") =>
  key.export({ format: "pem", type }) as string;
const bare = (key: KeyObject, type: "pkcs1" | "pkcs8" | "spki" | "sec1") =>
  (key.export({ format: "der", type }) as Buffer).toString("base64");

/** The sample `sign` of seed 001 is no signature but a private key of 1024 bits. */
const seedSampleSign =
  "MIICdgIBADANBgkqhkiG9w0BAQEFAASCAmAwggJcAgEAAoGBAL4HgSt9hfOpv9MSwgUvfpgOH7WkC7WrTr84m29b0VfnZtK+9jv/YPXYr+22DrxfWJkdPiXJvSjifxPudlqjX21l6/8k79i/4HRCz8DBcdw5jqROfpoq0l3vYfPVqJGwSqaPhtM1Bb4hAD2yLlN2ukfCbshSntUEFd4ozocLolW/AgMBAAECgYBVHTNj8WMQElYTCnHQtMc1AA5/4yxDgKlSyN4F8NBBWSoa9uF/WhFpzFZwWH0dLm+WlRyC/Gs3ZsuYd9SXIFna9mv49+cEfObSzJhvW5DXOVCi+c4Ap3cTsXZiAj8DMsoCb9OjRHNl/BqzN0kl0Wm1diZvXl9YgSRqbzpXzoj4oQJBAOYLSk87XFYodvwr4aL3KFjZZZhHj1Jpp/q61SNgB03aXqZu9m+hk1X4mTGn4rhA7Cl2ZuL+OoxxnJFDw0cbMRcCQQDTeGgx0VUC+O3zAtzMmocjE7WuesRC3IjhU30of4GGjQzIXvKOQCCuUF2DHvIkrB/k2E75n8+TI9matbLS11mZAkEAtSek7/oF/89Dy9dei2/o9PbVu3J22eZcIuVoHMBtYBCbwqLVLBloJiZrtR/JOWHe19Pmt9COGLULH5XmPKOcJwJAUZnP0xFs1XXLFA/Rtd4XMXDklYxn+UjyRMibrintiEcbXKJOxJd4ROtb+kHRvFbzA7J4XxjM14Fo8asVcwiIWQJAVco+9qQzZ7JZzFzk0KTWhQlfbcRByLX25XIPbIes2lmY2uM895yrY/8kbGx2JgD/VGITWwth+uuutXUQ9K6HIw==";

const lines = (text: string, end: string) => text.replace(/(.{64})/g, `$1${end}`);

describe("the merchant's private key", () => {
  it.each([
    ["PEM of PKCS#8", pem(pair.privateKey, "pkcs8")],
    ["PEM of PKCS#1", pem(pair.privateKey, "pkcs1")],
    ["bare PKCS#8", bare(pair.privateKey, "pkcs8")],
    ["bare PKCS#1", bare(pair.privateKey, "pkcs1")],
    ["bare Base64 in lines", lines(bare(pair.privateKey, "pkcs1"), "\r\n")],
    ["PEM with byte order mark and CRLF", `\uFEFF${pem(pair.privateKey, "pkcs8").replaceAll("\n", "\r\n")}`],
    ["PEM pasted on one line", pem(pair.privateKey, "pkcs8").replaceAll("\n", " ")],
    ["blanks around it", `\n  ${bare(pair.privateKey, "pkcs8")}  \n`],
  ])("B48 is accepted as %s", (_, text) => {
    const read = readPrivateKey(text, "RSA2");
    expect(read.ok && read.key.equals(pair.privateKey)).toBe(true);
  });

  it.each([
    ["nothing", "  ", "empty"],
    ["other text", "not a key", "unreadable"],
    ["a cut key", bare(pair.privateKey, "pkcs8").slice(0, 400), "unreadable"],
    ["a public key", bare(pair.publicKey, "spki"), "private_key_expected"],
    ["a curve key", pem(curve.privateKey, "sec1"), "not_rsa"],
    ["a bare curve key", bare(curve.privateKey, "pkcs8"), "not_rsa"],
    ["1024 bits for RSA2", bare(short.privateKey, "pkcs8"), "too_short"],
    ["a certificate", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----", "certificate"],
    [
      "an encrypted key",
      pair.privateKey.export({ format: "pem", type: "pkcs8", cipher: "aes-256-cbc", passphrase: "x" }) as string,
      "encrypted",
    ],
    [
      "an old encrypted key",
      pair.privateKey.export({ format: "pem", type: "pkcs1", cipher: "aes-256-cbc", passphrase: "x" }) as string,
      "encrypted",
    ],
  ])("B48 is refused when it is %s", (_, text, problem) => {
    expect(readPrivateKey(text, "RSA2")).toEqual({ ok: false, problem });
  });

  it("B48 may have 1024 bits for RSA, but not 512", () => {
    expect(readPrivateKey(bare(short.privateKey, "pkcs1"), "RSA").ok).toBe(true);
    expect(readPrivateKey(bare(tiny.privateKey, "pkcs1"), "RSA")).toEqual({ ok: false, problem: "too_short" });
  });
});

describe("Alipay's public key", () => {
  it.each([
    ["bare Base64", bare(pair.publicKey, "spki")],
    ["PEM", pem(pair.publicKey, "spki")],
    ["PEM of PKCS#1", pem(pair.publicKey, "pkcs1")],
  ])("B48 is accepted as %s", (_, text) => {
    const read = readPublicKey(text, "RSA2");
    expect(read.ok && read.key.equals(pair.publicKey)).toBe(true);
  });

  it.each([
    ["a private key", bare(pair.privateKey, "pkcs8"), "public_key_expected"],
    ["a private key as PEM", pem(pair.privateKey, "pkcs1"), "public_key_expected"],
    ["the sample `sign` of seed 001", seedSampleSign, "public_key_expected"],
    ["a curve key", pem(curve.publicKey, "spki"), "not_rsa"],
    ["a key of 1024 bits", bare(short.publicKey, "spki"), "too_short"],
  ])("B48 is refused when it is %s", (_, text, problem) => {
    expect(readPublicKey(text, "RSA2")).toEqual({ ok: false, problem });
  });

  it("is told apart from the merchant's own public half", () => {
    expect(isOwnPublicKey(pair.publicKey, pair.privateKey)).toBe(true);
    expect(isOwnPublicKey(short.publicKey, pair.privateKey)).toBe(false);
  });

  it("B1 never takes a private key pasted as a signature", async () => {
    const trusted = { key: pair.publicKey, signType: "RSA2" } as const;
    expect(verifyText("a=1", seedSampleSign, trusted)).toBe("malformed");
    expect(verifyText("a=1", await signText("a=1", pair.privateKey, "RSA2"), trusted)).toBe("good");
  });
});

describe("MAPI's MD5 key", () => {
  const text = "test0key1test2key3test4key5test6";

  it("B4 is read with its 32 characters, without the blanks around it", () => {
    const read = readMd5Key(` ${text}\n`);
    expect(read.ok && read.key.export().toString()).toBe(text);
  });

  it.each([
    ["", "empty"],
    ["  ", "empty"],
    ["x", "not_32_characters"],
    [text.slice(1), "not_32_characters"],
    [`${text}x`, "not_32_characters"],
    [bare(pair.privateKey, "pkcs8"), "not_32_characters"],
    [`${text.slice(1)}字`, "unreadable"],
    [`${text.slice(0, 16)} ${text.slice(17)}`, "unreadable"],
  ])("B4 is refused as %j", (given, problem) => {
    expect(readMd5Key(given)).toEqual({ ok: false, problem });
  });
});
