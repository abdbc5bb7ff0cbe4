import { generateKeyPairSync } from "node:crypto";
import { expect, it } from "vitest";
import { readAlipayCertificates, readAppCertificate, readRootBundle } from "../openapi/certificates.ts";
import { certificateTexts } from "../openapi/testing/account.ts";
import { fingerprint, readMd5Key, readPrivateKey, readPublicKey } from "./keys.ts";
import { textOfFile } from "./pasted.ts";

const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
const other = generateKeyPairSync("rsa", { modulusLength: 2048 });
const curve = generateKeyPairSync("ec", { namedCurve: "P-256" });
const privatePem = pair.privateKey.export({ format: "pem", type: "pkcs8" }) as string;
const publicPem = pair.publicKey.export({ format: "pem", type: "spki" }) as string;
const bare = pair.privateKey.export({ format: "der", type: "pkcs1" }).toString("base64");
const bareCertificate = certificateTexts.app.replace(/-----[^-]+-----|\s/g, "");

const utf16 = (text: string, order: "le" | "be") => {
  const bytes = Buffer.from(`\uFEFF${text}`, "utf16le");
  return order === "le" ? bytes : bytes.swap16();
};

it.each([
  ["DER of PKCS#8", pair.privateKey.export({ format: "der", type: "pkcs8" })],
  ["DER of PKCS#1", pair.privateKey.export({ format: "der", type: "pkcs1" })],
  ["PEM with a byte order mark and CRLF", Buffer.from(`\uFEFF${privatePem.replaceAll("\n", "\r\n")}`)],
  ["PEM in UTF-16, as Windows saves it", utf16(privatePem, "le")],
  ["bare Base64 in UTF-16, the other way round", utf16(bare, "be")],
  ["PEM with remarks of the tool that wrote it", Buffer.from(`Bag Attributes\n  friendlyName: shop\n${privatePem}`)],
  ["PEM with its certificate behind it", Buffer.from(`${privatePem}${certificateTexts.app}`)],
  ["PEM that stands there twice", Buffer.from(`${privatePem}${privatePem}`)],
])("B48 a private key is accepted from a file of %s", (_, file) => {
  const read = readPrivateKey(textOfFile(file), "RSA2");
  expect(read.ok && read.key.equals(pair.privateKey)).toBe(true);
});

it.each([
  ["with line ends as two characters, from a setting", privatePem.replaceAll("\n", "\\n")],
  ["in quotation marks", `"${bare}"`],
  ["with characters that nobody sees", `\u200B${bare.slice(0, 64)}\u2060${bare.slice(64)}\u00A0`],
])("B48 a private key is accepted %s", (_, text) => {
  const read = readPrivateKey(text, "RSA2");
  expect(read.ok && read.key.equals(pair.privateKey)).toBe(true);
});

it.each([
  ["of two pairs", privatePem + other.privateKey.export({ format: "pem", type: "pkcs8" }), "several_keys"],
  ["of a curve, behind its parameters", `${curveParameters()}${curvePem()}`, "not_rsa"],
  ["that is a bare certificate", bareCertificate, "certificate"],
  ["that is a public key and a certificate", `${publicPem}${certificateTexts.app}`, "private_key_expected"],
  ["with a line missing", privatePem.replace(/\n.{64}\n/, "\n"), "unreadable"],
  ["without its last line", privatePem.replace(/-----END.*/, ""), "unreadable"],
  ["with a password, beside another", privatePem + encryptedPem(), "encrypted"],
])("B48 a private key is refused %s, and not repeated", (_, text, problem) => {
  expect(readPrivateKey(text, "RSA2")).toEqual({ ok: false, problem });
});

it.each([
  ["a bare certificate", bareCertificate, "certificate"],
  ["two of them", publicPem + other.publicKey.export({ format: "pem", type: "spki" }), "several_keys"],
  ["a private key behind it", publicPem + privatePem, "public_key_expected"],
])("B48 Alipay's public key is refused as %s", (_, text, problem) => {
  expect(readPublicKey(text, "RSA2")).toEqual({ ok: false, problem });
});

it("B48 certificates are accepted as DER, with a byte order mark, and on one line", () => {
  const expected = readAppCertificate(certificateTexts.app, "RSA2");
  for (const file of [
    Buffer.from(bareCertificate, "base64"),
    Buffer.from(`\uFEFF${certificateTexts.app}`),
    Buffer.from(certificateTexts.app.replaceAll("\n", " ")),
  ])
    expect(readAppCertificate(textOfFile(file), "RSA2")).toEqual(expected);
});

it.each([
  ["a bare private key", bare],
  ["a private key in DER", textOfFile(pair.privateKey.export({ format: "der", type: "pkcs8" }))],
  [
    "a private key behind it that says so in no label",
    `${certificateTexts.app}-----BEGIN DATA-----\n${bare}\n-----END DATA-----`,
  ],
  ["a private key with a password behind it", certificateTexts.app + encryptedPem()],
  ["a public key", publicPem],
])("B48 no certificate is taken from %s", (_, text) => {
  const refused = { ok: false, problem: "certificate_expected" };
  expect([readAppCertificate(text, "RSA2"), readAlipayCertificates(text, "RSA2"), readRootBundle(text)]).toEqual([
    refused,
    refused,
    refused,
  ]);
});

it("B4 B48 the MD5 key is accepted from a file that a Windows editor wrote", () => {
  const key = "test0key1test2key3test4key5test6";
  const read = readMd5Key(textOfFile(utf16(`${key}\r\n`, "le")));
  expect(read.ok && read.key.export().toString()).toBe(key);
});

it("names both halves of a pair alike, and no other key", () => {
  expect(fingerprint(pair.privateKey)).toMatch(/^(?:[0-9a-f]{4} ){3}[0-9a-f]{4}$/);
  expect(fingerprint(pair.privateKey)).toBe(fingerprint(pair.publicKey));
  expect(fingerprint(other.publicKey)).not.toBe(fingerprint(pair.publicKey));
});

function curvePem(): string {
  return curve.privateKey.export({ format: "pem", type: "sec1" }) as string;
}

/** What `openssl ecparam -name prime256v1 -genkey` writes before the key: the name of the curve. */
function curveParameters(): string {
  return "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";
}

function encryptedPem(): string {
  return pair.privateKey.export({ format: "pem", type: "pkcs8", cipher: "aes-256-cbc", passphrase: "x" }) as string;
}
