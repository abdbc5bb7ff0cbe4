import { describe, expect, it } from "vitest";
import { readDocument } from "./document.ts";
import { elements, signedXml } from "./testing/account.ts";

const paid = { result_code: "SUCCESS", partner_trans_id: "T1", trans_amount: "0.01", currency: "USD" };

const read = (body: string | Buffer, contentType: string | null = null) => readDocument(Buffer.from(body), contentType);

function problemOf(body: string | Buffer, contentType: string | null = null): string {
  const result = read(body, contentType);
  return result.ok ? "accepted" : result.problem;
}

function textOf(name: string, body: string | Buffer, contentType: string | null = null): string | undefined {
  const result = read(body, contentType);
  if (!result.ok) throw new Error(result.problem);
  return result.document.members?.get(name)?.text;
}

const withResponse = (response: string) => signedXml(paid, { response });
const flat = (inner: string) => withResponse(`<alipay>${inner}</alipay>`);
const genuine = signedXml(paid);

describe("an answer in XML", () => {
  it("is read by its path, whatever the inner element is called", () => {
    const result = read(withResponse(`\n <tradeQuery>\t${elements(paid)}\r\n</tradeQuery> `));
    expect(result).toMatchObject({ ok: true, document: { isSuccess: "T", error: undefined, signType: "MD5" } });
    expect(textOf("trans_amount", genuine)).toBe("0.01");
    expect(textOf("is_success", genuine)).toBeUndefined();
  });

  it("keeps texts as they are: leading zeros, blanks, empty values", () => {
    expect(textOf("a", flat("<a>000123</a>"))).toBe("000123");
    expect(textOf("a", flat("<a> x\ty </a>"))).toBe(" x\ty ");
    expect(textOf("a", flat("<a></a>"))).toBe("");
    expect(textOf("a", flat("<a/>"))).toBe("");
    expect(textOf("a", flat("<a>true</a>"))).toBe("true");
  });

  it("resolves the five built-in entities exactly once", () => {
    expect(textOf("a", flat("<a>&lt;b&gt; &quot;&apos; &amp;amp; &amp;lt;</a>"))).toBe("<b> \"' &amp; &lt;");
  });

  it("tolerates the bare & of the documents before name=, and no other", () => {
    expect(textOf("a", flat("<a>http://x/?code=1&picSize=L&amp;b=2&lt=3</a>"))).toBe(
      "http://x/?code=1&picSize=L&b=2&lt=3",
    );
    for (const bare of ["a & b", "a&b", "a&", "&picSize;", "&&a=1", "&1a=2", "&euro;", "&nbsp;"]) {
      expect(problemOf(flat(`<a>${bare}</a>`))).toBe("bad_reference");
    }
  });

  it("resolves numeric references exactly once, and says so", () => {
    expect(textOf("a", flat("<a>O&#39;Neil &#x26; S&#246;hne &#128512; &amp;#65;</a>"))).toBe(
      "O'Neil & Söhne 😀 &#65;",
    );
    const result = read(flat("<a>1&#50;</a><b>12</b>"));
    expect(result.ok && result.document.members?.get("a")).toMatchObject({ text: "12", isPlain: false });
    expect(result.ok && result.document.members?.get("b")).toMatchObject({ text: "12", isPlain: true });
    for (const none of ["&#0;", "&#x1F;", "&#xD800;", "&#xFFFE;", "&#x110000;", "&#;", "&#x;", "&#A;", "&#65"]) {
      expect(problemOf(flat(`<a>${none}</a>`))).toBe("bad_reference");
    }
  });

  it("keeps the bytes that were written in GBK, and tells a character that was written by its number beside them", () => {
    const gbk = Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="GBK"?><alipay><is_success>T</is_success><response><alipay><a>'),
      Buffer.from([0xbf, 0xa7]),
      Buffer.from("&#246;</a></alipay></response></alipay>"),
    ]);
    const result = readDocument(gbk, null);
    const member = result.ok ? result.document.members?.get("a") : undefined;
    expect(member).toMatchObject({ text: "咖ö", bytes: "\xbf\xa7\xc3\xb6" });
  });

  it("resolves a value that is wholly CDATA, and says so", () => {
    const result = read(flat("<a><![CDATA[<b> & &amp; c=d]]></a><b><![CDATA[]]></b>"));
    expect(result.ok && result.document.members?.get("a")).toMatchObject({ text: "<b> & &amp; c=d", isPlain: false });
    expect(result.ok && result.document.members?.get("b")).toMatchObject({ text: "", isPlain: false });
    expect(textOf("trans_amount", genuine)).toBe("0.01");
  });
});

describe("B29 S16 an answer with a document type", () => {
  it.each([
    ["external", '<!DOCTYPE a SYSTEM "file:///etc/passwd">'],
    ["empty", "<!DOCTYPE alipay>"],
    ["in small letters", "<!doctype alipay>"],
    ["in mixed letters", "<!DocType alipay>"],
    ["with an external entity", '<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1/x">]>'],
    ["with nested entities", '<!DOCTYPE a [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]>'],
    ["with a parameter entity", '<!DOCTYPE a [<!ENTITY % x "y"> %x;]>'],
    ["twice", "<!DOCTYPE a><!DOCTYPE b>"],
    ["without the document", '<!ENTITY x "y">'],
    ["behind a comment", "<!-- x --><!DOCTYPE a>"],
    ["with a blank", "<! DOCTYPE a>"],
  ])("is refused: %s", (_, type) => {
    expect(problemOf(genuine.replace("?>", `?>${type}`))).toBe("forbidden_markup");
    expect(problemOf(genuine.replace("<response>", `<response>${type}`))).toBe("forbidden_markup");
    expect(problemOf(`${genuine}${type}`)).toBe("forbidden_markup");
  });

  it.each(["utf16le", "ucs2"] as const)("is refused in %s, with or without its mark", (encoding) => {
    const wide = Buffer.from(genuine.replace("UTF-8", "UTF-16").replace("?>", "?><!DOCTYPE a>"), encoding);
    expect(problemOf(wide)).toBe("forbidden_markup");
    expect(problemOf(Buffer.concat([Buffer.from([0xff, 0xfe]), wide]))).toBe("forbidden_markup");
    expect(problemOf(Buffer.from(wide).swap16())).toBe("forbidden_markup");
  });

  it("is refused in UTF-7, which hides the brackets", () => {
    expect(problemOf(genuine.replace("UTF-8", "UTF-7").replace("?>", "?>+ADwAIQ-DOCTYPE a+AD4"))).toBe(
      "unknown_charset",
    );
  });

  it.each([
    ["many numeric references", flat(`<a>${"&#65;".repeat(20_000)}</a>`), "bad_reference"],
    ["1,000,000 numeric references", flat(`<a>${"&#65;".repeat(1_000_000)}</a>`), "too_large"],
    ["10,000 levels", flat(`${"<a>".repeat(10_000)}${"</a>".repeat(10_000)}`), "malformed"],
    ["30,000 levels that never close", flat("<a>".repeat(30_000)), "malformed"],
    ["100,000 levels", flat(`${"<a>".repeat(100_000)}${"</a>".repeat(100_000)}`), "too_large"],
    ["100 KB of attributes", flat(`<a${' b="'.repeat(25_000)}></a>`), "malformed"],
    ["100 KB of blanks in a tag", flat(`<a${" ".repeat(100_000)}></a>`), "accepted"],
    ["100 KB of CDATA that never ends", flat("<![CDATA[".repeat(11_000)), "malformed"],
    ["100 KB of ampersands", flat(`<a>${"&".repeat(100_000)}</a>`), "bad_reference"],
    ["2 MB", flat(`<a>${"x".repeat(2_000_000)}</a>`), "too_large"],
  ])("B29 B30 ends quickly with %s", (_, body, problem) => {
    const started = performance.now();
    expect(problemOf(body)).toBe(problem);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe("B30 an answer that two readers could read differently", () => {
  it.each([
    ["an element twice", flat(`${elements(paid)}<trans_amount>9.00</trans_amount>`), "bad_structure"],
    ["an element twice in other letters", flat(`${elements(paid)}<Trans_Amount>9.00</Trans_Amount>`), "bad_structure"],
    ["two inner elements", withResponse(`<alipay>${elements(paid)}</alipay><alipay></alipay>`), "bad_structure"],
    [
      "an inner element of another name beside it",
      withResponse(`<alipay>${elements(paid)}</alipay><trade/>`),
      "bad_structure",
    ],
    ["two responses", genuine.replace("<sign>", "<response></response><sign>"), "bad_structure"],
    ["two signatures", genuine.replace("<sign>", "<sign>x</sign><sign>"), "bad_structure"],
    ["no inner element", withResponse(""), "bad_structure"],
    ["members without an inner element", withResponse(elements(paid)), "bad_structure"],
    ["a level more", flat(`<trans_amount><a>0.01</a></trans_amount>`), "bad_structure"],
    ["text beside the members", flat(`x${elements(paid)}`), "bad_structure"],
    ["text beside the inner element", withResponse(`x<alipay>${elements(paid)}</alipay>`), "bad_structure"],
    ["CDATA beside the members", flat(`<![CDATA[x]]>${elements(paid)}`), "bad_structure"],
    ["CDATA inside a number", flat("<trans_amount>0.<![CDATA[01]]></trans_amount>"), "bad_structure"],
    ["two pieces of CDATA", flat("<a><![CDATA[0.]]><![CDATA[01]]></a>"), "bad_structure"],
    ["CDATA with blanks around", flat("<a> <![CDATA[x]]></a>"), "bad_structure"],
    ["a comment inside a number", flat("<trans_amount>0.<!-- x -->01</trans_amount>"), "forbidden_markup"],
    ["a comment anywhere", genuine.replace("<response>", "<!-- x --><response>"), "forbidden_markup"],
    ["an instruction", genuine.replace("<response>", "<?php x?><response>"), "forbidden_markup"],
    ["a second declaration", genuine.replace("<alipay>", '<?xml version="1.0"?><alipay>'), "forbidden_markup"],
    ["an attribute on a member", flat('<trans_amount unit="CNY">0.01</trans_amount>'), "bad_structure"],
    ["an attribute on the inner element", withResponse(`<alipay a="b">${elements(paid)}</alipay>`), "bad_structure"],
    ["an attribute on the root", genuine.replace("<alipay>", '<alipay a="b">'), "bad_structure"],
    ["a namespace", genuine.replace("<alipay>", '<alipay xmlns="urn:x">'), "bad_structure"],
    ["a prefix", flat("<x:trans_amount>0.01</x:trans_amount>"), "bad_structure"],
    ["a prefixed root", genuine.replaceAll("alipay>", "x:alipay>"), "bad_structure"],
    [
      "a member beside the response",
      genuine.replace("<sign>", "<trans_amount>9.00</trans_amount><sign>"),
      "bad_structure",
    ],
    ["another root", genuine.replaceAll("alipay>", "Alipay>"), "bad_structure"],
    ["HTML", "<html><body>busy</body></html>", "bad_structure"],
    ["two roots", `${genuine}<alipay></alipay>`, "malformed"],
    ["an empty root first", genuine.replace("<alipay>", "<alipay/><alipay>"), "malformed"],
    ["text after the root", `${genuine}x`, "malformed"],
    ["CDATA after the root", `${genuine}<![CDATA[x]]>`, "malformed"],
    ["text before the root", `x${genuine.slice(genuine.indexOf("?>") + 2)}`, "malformed"],
    ["a blank before the declaration", ` ${genuine}`, "forbidden_markup"],
    ["a byte order mark", `\uFEFF${genuine}`, "forbidden_markup"],
    ["tags that do not fit", genuine.replace("</response>", "</respons>"), "malformed"],
    ["no end", genuine.slice(0, -9), "malformed"],
    ["an open bracket in a value", flat("<a>1 < 2</a>"), "malformed"],
    ["a name that reaches a prototype", flat("<__proto__>1</__proto__>"), "malformed"],
    ["a name that every object has", flat("<constructor>1</constructor>"), "malformed"],
    ["nothing", "", "malformed"],
    ["JSON", '{"alipay":1}', "malformed"],
  ])("is refused for %s", (_, body, problem) => {
    expect(problemOf(body)).toBe(problem);
  });

  it("is refused when it nests deeper than any answer, even where nothing is read", () => {
    const echo = (levels: number) => `<request>${"<a>".repeat(levels)}${"</a>".repeat(levels)}</request>`;
    expect(problemOf(genuine.replace(/<request>.*<\/request>/, echo(6)))).toBe("accepted");
    expect(problemOf(genuine.replace(/<request>.*<\/request>/, echo(9)))).toBe("malformed");
  });

  it("may echo whatever it likes in its request, for that is not read", () => {
    const echo = '<param name="sign">x</param><param name="sign">y</param><a><b>&#65; &x; 1&2</b></a>text';
    expect(problemOf(genuine.replace(/<request>.*<\/request>/, `<request b="c">${echo}</request>`))).toBe("accepted");
  });
});

describe("B20 the charset of an answer", () => {
  const gbk = Buffer.from([0xbd, 0xbb, 0xd2, 0xd7]);
  const inCharset = (charset: string, bytes: Buffer, wrapped = (text: string) => `<a>${text}</a>`) => {
    const [before = "", after = ""] = flat(wrapped("|")).replace("UTF-8", charset).split("|");
    return Buffer.concat([Buffer.from(before), bytes, Buffer.from(after)]);
  };

  it.each(["GBK", "gbk", "GB2312", "GB18030"])("is the declared one: %s", (charset) => {
    expect(textOf("a", inCharset(charset, gbk))).toBe("交易");
  });

  it("keeps the bytes that were signed", () => {
    const result = read(inCharset("GBK", gbk));
    expect(result.ok && result.document.members?.get("a")?.bytes).toBe(gbk.toString("latin1"));
  });

  it("is the Content-Type's where the document declares none, and else UTF-8", () => {
    const undeclared = inCharset("UTF-8", gbk).subarray('<?xml version="1.0" encoding="UTF-8"?>'.length);
    expect(textOf("a", undeclared, "text/xml;charset=GBK")).toBe("交易");
    expect(textOf("a", undeclared, 'text/xml; Charset="gbk"')).toBe("交易");
    expect(problemOf(undeclared, "text/xml;charset=latin1")).toBe("unknown_charset");
    expect(problemOf(undeclared)).toBe("not_in_charset");
    expect(textOf("a", inCharset("GBK", gbk), "text/html;charset=UTF-8")).toBe("交易");
  });

  it.each([
    { what: "GBK that says UTF-8", charset: "UTF-8", bytes: gbk, problem: "not_in_charset" },
    { what: "UTF-8 that fills no GBK character", charset: "GBK", bytes: Buffer.from("咖"), problem: "not_in_charset" },
    { what: "overlong UTF-8", charset: "UTF-8", bytes: Buffer.from([0xc0, 0xaf]), problem: "not_in_charset" },
    { what: "a surrogate", charset: "UTF-8", bytes: Buffer.from([0xed, 0xa0, 0x80]), problem: "not_in_charset" },
    { what: "half a GBK character", charset: "GBK", bytes: Buffer.from([0xbd]), problem: "not_in_charset" },
    { what: "a charset that Alipay never uses", charset: "ISO-8859-1", bytes: gbk, problem: "unknown_charset" },
    { what: "a name of JavaScript's own", charset: "constructor", bytes: gbk, problem: "unknown_charset" },
  ])("is refused, never mended: $what", ({ charset, bytes, problem }) => {
    expect(problemOf(inCharset(charset, bytes))).toBe(problem);
  });

  it("leaves the second bytes of GBK alone, which look like markup", () => {
    // 乗 ends in the byte of a backslash, 乚 in that of a closing bracket.
    expect(textOf("a", inCharset("GBK", Buffer.from([0x81, 0x5c])))).toBe("乗");
    expect(textOf("a", inCharset("GBK", Buffer.from([0x81, 0x5d, 0x3e])))).toMatch(/^.>$/);
  });

  it("refuses a second byte that would end CDATA too early", () => {
    const bytes = Buffer.from([0x81, 0x5d, 0x5d, 0x3e]);
    expect(problemOf(inCharset("GBK", bytes, (text) => `<a><![CDATA[${text}</a>`))).toBe("not_in_charset");
  });
});
