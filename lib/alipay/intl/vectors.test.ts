import { describe, expect, it } from "vitest";
import { readPrivateKey, readPublicKey } from "../keys/keys.ts";
import { type SignType, signText } from "../sign.ts";
import vectors from "../vectors/intl-sign.json" with { type: "json" };
import { type Side, sealEnvelope, verifyEnvelope } from "./envelope.ts";
import { answerNotification } from "./notification.ts";
import { testConfig } from "./testing/account.ts";

type Vector = (typeof vectors.cases)[number];

const signTypeOf = ({ algorithm }: Vector): SignType => (algorithm === "SHA256withRSA" ? "RSA2" : "RSA");
const sideOf = ({ raw_message }: Vector): Side => (raw_message.startsWith('{"request"') ? "request" : "response");

/** Alipay signs its answers and notices, the merchant signs requests and the answer to a notice. */
const signerOf = ({ name }: Vector) =>
  name.startsWith("response") || name.startsWith("notification") ? vectors.alipay_test_key : vectors.merchant_test_key;

function publicKey(text: string) {
  const read = readPublicKey(text, "RSA");
  if (!read.ok) throw new Error(read.problem);
  return read.key;
}

function privateKey(text: string) {
  const read = readPrivateKey(text, "RSA");
  if (!read.ok) throw new Error(read.problem);
  return read.key;
}

describe("intl-sign vectors", () => {
  it.each(vectors.cases)("$name ($algorithm)", (vector) => {
    const trust = {
      alipayPublicKey: publicKey(signerOf(vector).public_key_spki_base64),
      signType: signTypeOf(vector),
      doubleBase64: false,
    };
    const verified = verifyEnvelope(vector.raw_message, sideOf(vector), trust);
    expect(verified.ok).toBe(vector.expected_valid);
    if (verified.ok) expect(verified.text).toBe(vector.expected_signed_substring);
    else expect(verified.why).toBe("bad_signature");
  });

  it.each(vectors.cases.filter(({ expected_valid }) => expected_valid))(
    "signs as $name ($algorithm)",
    async (vector) => {
      const { private_key_pkcs1_base64: pkcs1, private_key_pkcs8_base64: pkcs8 } = signerOf(vector);
      const { expected_signed_substring: text, expected_signature: signature } = vector;
      for (const key of [pkcs1, pkcs8]) {
        expect(await signText(text, privateKey(key), signTypeOf(vector))).toBe(signature);
        expect(
          await sealEnvelope(sideOf(vector), text, { privateKey: privateKey(key), signType: signTypeOf(vector) }),
        ).toBe(`{"${sideOf(vector)}":${text},"signature":"${signature}"}`);
      }
    },
  );

  it("B25 answers a notice byte for byte as the vector does", async () => {
    const named = (start: string) => {
      const vector = vectors.cases.find(({ name }) => name.startsWith(start));
      if (!vector) throw new Error(start);
      return vector;
    };
    const answer = named("answer of the merchant");
    const at = new Date("2026-03-01T12:34:57+08:00");
    const notice = Buffer.from(named("notification").raw_message);
    expect(await answerNotification(notice, testConfig(), at)).toBe(
      `{"response":${answer.expected_signed_substring},"signature":"${answer.expected_signature}"}`,
    );
  });
});

describe("the double Base64 of one page (intl.md section 2.4)", () => {
  const { single, double } = vectors.double_base64_oddity;
  const text = vectors.cases[0]?.expected_signed_substring ?? "";
  const merchant = publicKey(vectors.merchant_test_key.public_key_spki_base64);
  const verdict = (signature: string, doubleBase64: boolean) => {
    const envelope = `{"request":${text},"signature":"${signature}"}`;
    const verified = verifyEnvelope(envelope, "request", { alipayPublicKey: merchant, signType: "RSA", doubleBase64 });
    return verified.ok ? "good" : verified.why;
  };

  it("is read only behind its switch, and the ordinary signature always", () => {
    expect([verdict(single, false), verdict(single, true)]).toEqual(["good", "good"]);
    expect([verdict(double, false), verdict(double, true)]).toEqual(["bad_signature", "good"]);
  });

  it("B5 is no way round strict Base64 or a wrong signature", () => {
    const twice = (signature: string) => Buffer.from(signature).toString("base64");
    expect(twice(single)).toBe(double);
    expect(verdict(twice(double), true)).toBe("bad_signature");
    expect(verdict(twice(`${single} `), true)).toBe("bad_signature");
    expect(verdict(twice(vectors.double_base64_oddity.documentation_raw_sample), true)).toBe("bad_signature");
    expect(verdict(`${double} `, true)).toBe("bad_signature");
  });
});
