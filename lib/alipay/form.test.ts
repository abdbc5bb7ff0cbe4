import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseForm } from "./form.ts";

const texts = (body: string) => {
  const parsed = parseForm(Buffer.from(body, "latin1"));
  return parsed.ok ? Object.fromEntries([...parsed.form].map(([name, { text }]) => [name, text])) : parsed.problem;
};

describe("a form body", () => {
  it("is decoded to what any encoder put in", () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,20}$/).filter((text) => !(text in {}) && text !== "charset");
    const value = fc.string({ unit: "grapheme" }).filter((text) => text.isWellFormed() && !text.includes("\0"));
    fc.assert(
      fc.property(fc.dictionary(name, value, { minKeys: 1, maxKeys: 20, noNullPrototype: true }), (fields) => {
        expect(texts(new URLSearchParams(fields).toString())).toEqual(fields);
        const encoded = Object.entries(fields).map(([key, text]) => `${key}=${encodeURIComponent(text)}`);
        expect(texts(encoded.join("&"))).toEqual(fields);
      }),
    );
  });

  it("never throws, whatever the bytes", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void parseForm(Buffer.from(bytes))));
  });

  it.each([
    ["twice", "total_amount=12.34&total_amount=0.01"],
    ["in another letter case", "total_amount=12.34&Total_Amount=0.01"],
    ["in another encoding", "total_amount=12.34&total%5Famount=0.01"],
    ["twice with one value", "a=1&a=1"],
    ["empty the second time", "a=1&a="],
  ])("B6 is refused when a member comes %s", (_, body) => {
    expect(texts(body)).toBe("duplicate_name");
  });

  it.each([
    "__proto__=1",
    "constructor=1",
    "toString=1",
    "a[]=1",
    "a[b]=1",
    "=1",
    "a",
    "",
    "a=1&",
    "a=1&&b=2",
    "a.b=1",
  ])("B9 refuses the names of %s", (body) => {
    expect(texts(body)).toBe("bad_name");
  });

  it("B9 refuses 10,000 members, a value of 1 MB and a name of 65 characters", () => {
    const many = Array.from({ length: 10_000 }, (_, index) => `a${index}=1`).join("&");
    expect(texts(many.slice(0, 60_000))).toBe("too_many_names");
    expect(texts(many)).toBe("too_large");
    expect(texts(`a=${"x".repeat(1_000_000)}`)).toBe("too_large");
    expect(texts(`a=${"x".repeat(16 * 1024 + 1)}`)).toBe("too_large");
    expect(texts(`a=${"x".repeat(16 * 1024)}`)).toEqual({ a: "x".repeat(16 * 1024) });
    expect(texts(`${"n".repeat(65)}=1`)).toBe("bad_name");
  });

  it("B12 is decoded exactly once", () => {
    expect(texts("a=100%2525&b=100%25&c=a+b%20c%2Bd")).toEqual({ a: "100%25", b: "100%", c: "a b c+d" });
  });

  it.each(["a=100%", "a=%2", "a=%zz", "a=%u0041", "a=b c", "a=\xE5", "a=1\n"])("B12 is refused as %j", (body) => {
    expect(texts(body)).toBe("broken_encoding");
  });

  it("B12 refuses a NUL", () => {
    expect(texts("a=x%00y")).toBe("forbidden_character");
  });

  it("B20 reads UTF-8 and GBK strictly by the message's own charset", () => {
    expect(texts("a=%E5%92%96%E5%95%A1&charset=UTF-8")).toMatchObject({ a: "咖啡" });
    expect(texts("a=%E5%92%96%E5%95%A1")).toEqual({ a: "咖啡" });
    expect(texts("a=%BF%A7%B7%C8&charset=GBK")).toMatchObject({ a: "咖啡" });
    // The second byte of 乗 in GBK is a backslash: a byte of a character, not a character.
    expect(texts("charset=gbk&a=%81%5C")).toMatchObject({ a: "乗" });
  });

  it("B20 knows MAPI's name for the charset", () => {
    expect(texts("a=%BF%A7%B7%C8&_input_charset=GBK")).toMatchObject({ a: "咖啡" });
    expect(texts("a=%BF%A7%B7%C8&_input_charset=UTF-8")).toBe("not_in_charset");
  });

  it.each([
    ["GBK that says UTF-8", "a=%BF%A7%B7%C8&charset=utf-8"],
    ["overlong UTF-8", "a=%C0%AF"],
    ["an encoded surrogate", "a=%ED%A0%80"],
    ["cut GBK", "a=%BF&charset=GBK"],
    ["GBK that swallows the next byte", "a=%81%26&charset=GBK"],
  ])("B20 refuses %s", (_, body) => {
    expect(texts(body)).toBe("not_in_charset");
  });

  it("B20 keeps a byte order mark in a value and refuses it before a name", () => {
    expect(texts("a=%EF%BB%BF1")).toEqual({ a: "\uFEFF1" });
    expect(texts("%EF%BB%BFa=1")).toBe("bad_name");
  });

  it.each(["utf-7", "utf-16", "constructor", "latin1"])("B20 refuses charset %s", (charset) => {
    expect(texts(`a=1&charset=${charset}`)).toBe("unknown_charset");
  });
});
