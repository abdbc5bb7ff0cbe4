import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { samplePaymentSiteUrl } from "./intl/testing/seed.ts";
import { checkPageUrl, isDrawable, toUri } from "./page-url.ts";

describe("the address of a payment page", () => {
  it.each([
    "https://open-global.alipay.com/pay?a=b#c",
    "https://mobilecashier.alipaydev.com/p",
    "https://cashier.alipay.hk?x=1",
    "https://x.alipay.com:443/",
    // seed-notes 2.10: what is illegal in a URI may stand behind the host.
    'https://x.alipay.com/gateway.do?order={"orderTitle":"Women Summer Dress"}',
    "https://x.alipay.com/支付?t=咖啡",
    "https://x.alipay.com/a\\b",
  ])("B32 may lead to Alipay: %s", (text) => {
    expect(checkPageUrl(text)).toBe("ok");
  });

  it.each([
    ["", "empty"],
    ["javascript:alert(1)", "not_a_url"],
    ["javascript://x.alipay.com/%0aalert(1)", "not_a_url"],
    ["ftp://x.alipay.com/p", "not_a_url"],
    ["data:text/html,x", "not_a_url"],
    ["x.alipay.com/p", "not_a_url"],
    ["https:x.alipay.com/p", "not_a_url"],
    ["https:///x.alipay.com/p", "not_a_url"],
    ["https:\\\\x.alipay.com/p", "not_a_url"],
    ["HTTPS://x.alipay.com/p", "not_a_url"],
    [" https://x.alipay.com/p", "not_a_url"],
    ["https://x.alipay.com@evil.example/", "not_a_url"],
    ["https://user:pass@x.alipay.com/", "not_a_url"],
    ["https://evil.example\\@x.alipay.com/", "not_a_url"],
    ["https://x.alipay.com\\.evil.example/", "not_a_url"],
    ["https://x.alip ay.com/", "not_a_url"],
    ["https://x.alipaу.com/", "not_a_url"],
    ["https://x%2ealipay.com/", "not_a_url"],
    ["https://x.alipay.com:99999/", "not_a_url"],
    ["http://x.alipay.com/p", "foreign_host"],
    ["https://evil.example/?x.alipay.com", "foreign_host"],
    ["https://x.alipay.com.evil.example/", "foreign_host"],
    ["https://evilalipay.hk/", "foreign_host"],
    ["https://x.alipay.com./", "foreign_host"],
    ["https://x.alipay.com:8443/", "foreign_host"],
    ["https://x.alipay.com/a\nb", "forbidden_character"],
    ["https://x.alipay.com/a\tb", "forbidden_character"],
    ["https://x.alipay.com/\u0000", "forbidden_character"],
    ["https://x.alipay.com/\u0085", "forbidden_character"],
    ["https://x.alipay.com/\u2028", "forbidden_character"],
    ["https://x.alipay.com/\ud800", "forbidden_character"],
  ])("B32 no browser is sent to %j", (text, problem) => {
    expect(checkPageUrl(text)).toBe(problem);
  });

  it("B32 has at most 4,096 characters, though the seed states 1,024 (seed-notes 2.10)", () => {
    const ofLength = (length: number) => "https://x.alipay.com/".padEnd(length, "x");
    expect(checkPageUrl(ofLength(1025))).toBe("ok");
    expect(checkPageUrl(ofLength(4096))).toBe("ok");
    expect(checkPageUrl(ofLength(4097))).toBe("too_long");
  });

  it("B32 may lead to a whole origin that the account allows, and to no other port or scheme of it", () => {
    const origins = ["http://127.0.0.1:8901", "https://www.paymentsite.com", "http://[::1]:8901"];
    expect(checkPageUrl("http://127.0.0.1:8901/pay/1", origins)).toBe("ok");
    expect(checkPageUrl("http://[::1]:8901/pay/1", origins)).toBe("ok");
    expect(checkPageUrl(samplePaymentSiteUrl, origins)).toBe("ok");
    expect(checkPageUrl(samplePaymentSiteUrl)).toBe("foreign_host");
    expect(checkPageUrl("http://127.0.0.1:8902/pay/1", origins)).toBe("foreign_host");
    expect(checkPageUrl("http://www.paymentsite.com/", origins)).toBe("foreign_host");
    expect(checkPageUrl("http://127.0.0.1:8901@evil.example/", origins)).toBe("not_a_url");
  });
});

describe("a URI", () => {
  it("is made of the seed's sample, 691 characters, by encoding no more than is illegal: 849 (intl.md section 4.1)", () => {
    const uri = toUri(samplePaymentSiteUrl);
    expect([samplePaymentSiteUrl.length, uri.length]).toEqual([691, 849]);
    expect(decodeURIComponent(uri)).toBe(samplePaymentSiteUrl);
    expect([isDrawable(samplePaymentSiteUrl), isDrawable(uri)]).toEqual([false, true]);
  });

  it.each([
    ['https://a.b/?x={"a b"}', "https://a.b/?x=%7B%22a%20b%22%7D"],
    ["https://a.b/?x=[1]|^`<>\\", "https://a.b/?x=%5B1%5D%7C%5E%60%3C%3E%5C"],
    ["https://a.b/咖", "https://a.b/%E5%92%96"],
    ["https://a.b/😀", "https://a.b/%F0%9F%98%80"],
    ["https://a.b/100%", "https://a.b/100%25"],
    ["https://a.b/%2", "https://a.b/%252"],
    ["https://a.b/%zz", "https://a.b/%25zz"],
    ["https://a.b/%e5%92%96%20{", "https://a.b/%e5%92%96%20%7B"],
    ["https://a.b/#a#b", "https://a.b/#a%23b"],
  ])("of %s is %s", (text, uri) => {
    expect(toUri(text)).toBe(uri);
    expect(isDrawable(text)).toBe(false);
    expect(isDrawable(uri)).toBe(true);
  });

  it.each([
    "https://a.b",
    "https://a.b:8443/-._~:/@!$&'()*+,;=?/?#/?",
    "https://qr.alipay.com/bax1?a=%2F%2f+b",
    "http://[::1]:8901/pay/1",
  ])("%s is drawn byte for byte", (uri) => {
    expect(toUri(uri)).toBe(uri);
    expect(isDrawable(uri)).toBe(true);
  });

  it.each(["javascript:alert(1)", "", "a.b/c", "https://a b/"])("%j is none that is drawn", (text) => {
    expect(isDrawable(text)).toBe(false);
  });

  const rest = fc.string({ unit: "binary", maxLength: 60 });

  it("is made of any text, and is not changed again", () => {
    fc.assert(
      fc.property(rest, (text) => {
        const uri = toUri(`https://a.b/${text}`);
        expect(isDrawable(uri)).toBe(true);
        expect(toUri(uri)).toBe(uri);
      }),
    );
  });

  it("keeps every character that is legal and every escape", () => {
    const legal = fc.array(fc.constantFrom(..."AZaz09-._~:/?@!$&'()*+,;=".split(""), "%20", "%e5", "%2F"));
    fc.assert(
      fc.property(legal, (parts) => {
        const uri = `https://a.b/${parts.join("")}`;
        expect(toUri(uri)).toBe(uri);
      }),
    );
  });
});
