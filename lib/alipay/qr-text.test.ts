import { describe, expect, it } from "vitest";
import { checkQrText } from "./qr-text.ts";

describe("the text of a code", () => {
  it.each(["https://qr.alipay.com/bax00022tldi82dwzbvp0000", "https://qr.alipaydev.com/bax1?a=b#c"])(
    "B32 is drawn when it leads to Alipay: %s",
    (text) => {
      expect(checkQrText(text)).toBe("ok");
    },
  );

  it.each([
    ["", "empty"],
    ["javascript:alert(1)", "not_a_url"],
    ["data:text/html,x", "not_a_url"],
    ["qr.alipay.com/bax1", "not_a_url"],
    ["https:qr.alipay.com/bax1", "not_a_url"],
    ["https:///qr.alipay.com/bax1", "not_a_url"],
    ["http://qr.alipay.com/bax1", "foreign_host"],
    ["https://evil.example/bax1", "foreign_host"],
    ["https://alipay.com.evil.example/", "foreign_host"],
    ["https://evilalipay.com/", "foreign_host"],
    ["https://qr.alipay.com@evil.example/", "foreign_host"],
    ["https://user@qr.alipay.com/", "foreign_host"],
    ["https://qr.alipay.com:8443/", "foreign_host"],
    ["https://qr.alipay.com./", "foreign_host"],
    ["https://qr.alipay.com\\@evil.example/", "forbidden_character"],
    ["https://qr.alipay.com/a\nb", "forbidden_character"],
    ["https://qr.alipay.com/a b", "forbidden_character"],
    [" https://qr.alipay.com/a", "forbidden_character"],
    ["https://qr.alipaу.com/", "forbidden_character"],
    ["https://qr.alipay.com/\u0000", "forbidden_character"],
  ])("B32 is not drawn as %j", (text, problem) => {
    expect(checkQrText(text)).toBe(problem);
  });

  it("B32 is not drawn beyond the 1,024 characters that Alipay documents", () => {
    const ofLength = (length: number) => "https://qr.alipay.com/".padEnd(length, "x");
    expect(checkQrText(ofLength(1024))).toBe("ok");
    expect(checkQrText(ofLength(1025))).toBe("too_long");
    expect(checkQrText(ofLength(10_000))).toBe("too_long");
  });

  it("B32 may lead to the simulator's own origin, and to no other port of it", () => {
    const origins = ["http://127.0.0.1:8901"];
    expect(checkQrText("http://127.0.0.1:8901/wallet/1", origins)).toBe("ok");
    expect(checkQrText("http://127.0.0.1:8902/wallet/1", origins)).toBe("foreign_host");
    expect(checkQrText("http://127.0.0.1:8901@evil.example/", origins)).toBe("foreign_host");
    expect(checkQrText("http://127.0.0.1:8901/wallet/1")).toBe("foreign_host");
  });
});
