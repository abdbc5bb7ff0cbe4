import { constants, createSecretKey, generateKeyPairSync, sign } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeBase64, signText, verifyText } from "./sign.ts";
import { signString } from "./sign-string.ts";
import { signNow } from "./testing/sign-now.ts";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const trusted = { key: publicKey, signType: "RSA2" } as const;
const signature = await signText("a=1", privateKey, "RSA2");

describe("signatures", () => {
  it("verifies what it signed, over text or bytes", () => {
    expect(verifyText("a=1", signature, trusted)).toBe("good");
    expect(verifyText(Buffer.from("a=1"), signature, trusted)).toBe("good");
  });

  it("are made beside the event loop, which goes on meanwhile", async () => {
    let isSigned = false;
    const signing = signText("a=1", privateKey, "RSA2").then(() => {
      isSigned = true;
    });
    // What is done in this thread is told within its own turn; what the pool has done only comes in with a later one.
    for (let step = 0; step < 20; step++) await null;
    expect(isSigned).toBe(false);
    await signing;
  });

  it("are never made with a key that cannot sign: that is a mistake of ours, and thrown", async () => {
    await expect(signText("a=1", publicKey, "RSA2")).rejects.toThrow();
    await expect(signText("a=1", createSecretKey(Buffer.from("x")), "RSA2")).rejects.toThrow();
  });

  it("B1 refuses a missing, empty, foreign or shortened signature", () => {
    expect(verifyText("a=1", undefined, trusted)).toBe("missing");
    expect(verifyText("a=1", "", trusted)).toBe("missing");
    expect(verifyText("a=2", signature, trusted)).toBe("wrong");
    expect(verifyText("a=1", "no base64!", trusted)).toBe("malformed");
    expect(verifyText("a=1", Buffer.from(signature, "base64").subarray(1).toString("base64"), trusted)).toBe(
      "malformed",
    );
  });

  it("B3 does not take an SHA-1 signature for an RSA2 account, nor the reverse", async () => {
    expect(verifyText("a=1", await signText("a=1", privateKey, "RSA"), trusted)).toBe("wrong");
    expect(verifyText("a=1", signature, { key: publicKey, signType: "RSA" })).toBe("wrong");
  });

  it("refuses another padding under the same key and hash", () => {
    const pss = sign("sha256", Buffer.from("a=1"), { key: privateKey, padding: constants.RSA_PKCS1_PSS_PADDING });
    expect(verifyText("a=1", pss.toString("base64"), trusted)).toBe("wrong");
  });

  it.each([
    ["a blank for the plus sign", (text: string) => text.replace(/[+]/g, " ")],
    ["a line end inside", (text: string) => `${text.slice(0, 76)}\n${text.slice(76)}`],
    ["a trailing line end", (text: string) => `${text}\n`],
    ["the URL alphabet", (text: string) => text.replaceAll("+", "-").replaceAll("/", "_")],
    ["no padding", (text: string) => text.replace(/=+$/, "")],
    ["text after the padding", (text: string) => `${text}AAAA`],
    // 256 bytes end in two padding characters: the last digit holds four bits that no byte uses.
    ["surplus bits", (text: string) => text.replace(/.==$/, (end) => `${surplus(end[0] ?? "A")}==`)],
  ])("B5 refuses a signature with %s", (_, spoil) => {
    const spoiled = spoil(plussed);
    expect(spoiled).not.toBe(plussed);
    expect(verifyText(plussedText, plussed, trusted)).toBe("good");
    expect(verifyText(plussedText, spoiled, trusted)).toBe("malformed");
  });

  it("B5 gives every signature exactly one accepted spelling", () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 40 });
    const extra = fc.string({ minLength: 1, maxLength: 2 });
    fc.assert(
      fc.property(bytes, fc.nat(), extra, (array, at, inserted) => {
        const text = Buffer.from(array).toString("base64");
        expect(decodeBase64(text)).toEqual(Buffer.from(array));
        const position = at % (text.length + 1);
        const other = text.slice(0, position) + inserted + text.slice(position);
        expect(decodeBase64(other)).not.toEqual(Buffer.from(array));
      }),
    );
  });
});

describe("MD5 with a shared key", () => {
  const key = createSecretKey(Buffer.from("test0key1test2key3test4key5test6"));
  const shared = { key, signType: "MD5" } as const;
  // printf 'a=1test0key1test2key3test4key5test6' | md5sum
  const digest = "8f049663b7f6cebee5f567e1f0df6cd3";

  it("is lower-case hex over the text with the key right behind it", async () => {
    expect(await signText("a=1", key, "MD5")).toBe(digest);
    expect(verifyText("a=1", digest, shared)).toBe("good");
    expect(verifyText(Buffer.from("a=1"), digest, shared)).toBe("good");
  });

  it.each([
    ["is missing", undefined, "missing"],
    ["is empty", "", "missing"],
    ["is in capitals", digest.toUpperCase(), "malformed"],
    ["is cut", digest.slice(1), "malformed"],
    ["has a line end", `${digest}\n`, "malformed"],
    ["was made without the key", "3872c9ae3f427af0be0ead09d07ae2cf", "wrong"],
  ])("B1 B4 is refused when it %s", (_, given, verdict) => {
    expect(verifyText("a=1", given, shared)).toBe(verdict);
  });

  it("B3 is not taken for an account of another kind, nor the reverse", () => {
    expect(verifyText("a=1", digest, trusted)).toBe("malformed");
    expect(verifyText("a=1", signature, shared)).toBe("malformed");
  });
});

// A text whose signature holds both + and /, so that every spoiling changes something.
const plussedText = Array.from({ length: 50 }, (_, index) => `a=${index}`).find((text) =>
  /(?=.*\+)(?=.*\/)/.test(signNow(text, privateKey, "RSA2")),
) as string;
const plussed = signNow(plussedText, privateKey, "RSA2");

function surplus(digit: string): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  return alphabet[alphabet.indexOf(digit) + 1] ?? "B";
}

describe("the text to sign", () => {
  const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,10}$/);
  const params = fc.uniqueArray(fc.tuple(name, fc.string()), { selector: ([key]) => key, maxLength: 12 });

  it("does not depend on the order in which members come", () => {
    fc.assert(
      fc.property(params, (pairs) => {
        expect(signString([...pairs].reverse(), ["sign"])).toBe(signString(pairs, ["sign"]));
      }),
    );
  });

  it("is changed by every change of a value that is not left out", () => {
    fc.assert(
      fc.property(params, fc.nat(), (pairs, at) => {
        const chosen = pairs[at % Math.max(pairs.length, 1)]?.[0];
        fc.pre(chosen !== undefined && chosen !== "sign");
        const changed = pairs.map(([key, value]) => [key, key === chosen ? `${value}x` : value] as const);
        expect(signString(changed, ["sign"])).not.toBe(signString(pairs, ["sign"]));
      }),
    );
  });

  it("B11 leaves out empty values, keeps 0 and blanks, and orders by bytes", () => {
    const pairs = [
      ["b", " x "],
      ["sign", "s"],
      ["a_b", "0"],
      ["ab", ""],
      ["aB", "1"],
      ["sign_type", "RSA2"],
    ] as const;
    expect(signString(pairs, ["sign"])).toBe("aB=1&a_b=0&b= x &sign_type=RSA2");
    expect(signString(pairs, ["sign", "sign_type"])).toBe("aB=1&a_b=0&b= x ");
  });
});
