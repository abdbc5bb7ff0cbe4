import { describe, expect, it } from "vitest";
import { setUpSimulator } from "../testing/fixture.ts";
import { PREPARE } from "../testing/intl-shop.ts";
import { mapiOrder, PRECREATE } from "../testing/mapi-shop.ts";

const { simulator, precreate, call } = setUpSimulator();

const open = (text: string, headers: Record<string, string> = {}) => fetch(text, { headers });
const press = (text: string, button: string) =>
  fetch(`${text}/${button}?lang=en`, { method: "POST", redirect: "manual" });
const pageAfter = async (text: string, button: string) => {
  const { headers } = await press(text, button);
  return (await fetch(new URL(headers.get("location") ?? "", text))).text();
};
const ledger = () => simulator().control("GET", "ledger");
const headline = (page: string) => /<h1[^>]*>(?:<svg.*?<\/svg>)?(?:<span>)?([^<]*)/.exec(page)?.[1];

describe("X2 the wallet page behind a code", () => {
  it("X2 is the scan: opening it twice makes one trade", async () => {
    const text = await precreate("W1");
    const page = await (await open(text)).text();
    await open(text);
    expect(headline(page)).toBe("Check the amount, then confirm");
    expect(page).toContain("Confirm payment ¥12.34");
    expect((await ledger()).trades).toMatchObject([{ outTradeNo: "W1", status: "WAIT_BUYER_PAY" }]);
  });

  it("X2 only looking at the head is no scan", async () => {
    const text = await precreate("W2");
    expect((await fetch(text, { method: "HEAD" })).status).toBe(405);
    expect((await ledger()).trades).toEqual([]);
  });

  it("X2 confirm pays once, however often it is pressed", async () => {
    const text = await precreate("W3");
    await open(text);
    expect(await press(text, "pay")).toMatchObject({ status: 303 });
    const page = await pageAfter(text, "pay");
    expect(headline(page)).toBe("Paid");
    expect(page).not.toContain("<form");
    expect((await ledger()).movements).toMatchObject([{ kind: "payment", minor: "1234" }]);
  });

  it("X2 a GET never pays, declines or leaves", async () => {
    const text = await precreate("W4");
    await open(text);
    for (const button of ["pay", "decline", "leave"]) expect((await fetch(`${text}/${button}`)).status).toBe(405);
    expect((await call("query", { out_trade_no: "W4" })).trade_status).toBe("WAIT_BUYER_PAY");
  });

  it("X2 decline closes the trade", async () => {
    const text = await precreate("W5");
    expect(headline(await pageAfter(text, "decline"))).toBe("Payment did not go through");
    expect((await call("query", { out_trade_no: "W5" })).trade_status).toBe("TRADE_CLOSED");
  });

  it("X2 wait and leave change nothing at the shop, and the buyer can come back and pay", async () => {
    const text = await precreate("W6");
    expect(headline(await pageAfter(text, "wait"))).toBe("Scanned. The shop is waiting for you");
    const left = await pageAfter(text, "leave");
    expect(headline(left)).toBe("You left without paying");
    expect(left).toContain("Back to the payment");
    expect((await call("query", { out_trade_no: "W6" })).trade_status).toBe("WAIT_BUYER_PAY");
    expect(headline(await pageAfter(text, "pay"))).toBe("Paid");
  });

  it("X2 tells what became of a payment that the shop cancelled", async () => {
    const unpaid = await precreate("W7");
    await open(unpaid);
    await call("cancel", { out_trade_no: "W7" });
    expect(headline(await pageAfter(unpaid, "pay"))).toBe("The shop cancelled this payment");
    const paid = await precreate("W8");
    await press(paid, "pay");
    await call("cancel", { out_trade_no: "W8" });
    expect(headline(await pageAfter(paid, "pay"))).toBe("Cancelled. Your money is sent back");
  });

  it("X2 tells that a code has ended, and makes no trade of it", async () => {
    await simulator().control("POST", "settings", { timeFactor: 1_000_000 });
    const text = await precreate("W9", { qr_code_timeout_express: "1m" });
    await expect.poll(async () => headline(await (await open(text)).text())).toBe("This code has ended");
  });

  it("X2 does not know a code that nobody made", async () => {
    const answer = await open(`${simulator().origin}/w/nothing`);
    expect([answer.status, headline(await answer.text())]).toEqual([404, "No such code here"]);
  });

  it("X2 speaks Chinese to who wishes it, and can be switched", async () => {
    const text = await precreate("W10");
    const wished = await (await open(text, { "accept-language": "zh-CN,zh;q=0.9,en;q=0.8" })).text();
    expect([wished.includes('<html lang="zh-CN">'), headline(wished)]).toEqual([true, "请核对金额后确认付款"]);
    const english = await (await open(text, { "accept-language": "fr, en;q=0.5, zh;q=0.4" })).text();
    expect(english).toContain('<html lang="en">');
    expect(await (await open(`${text}?lang=zh-CN`)).text()).toContain("模拟钱包");
  });

  it("X2 says that no real money moves, and takes nothing from elsewhere", async () => {
    const answer = await open(await precreate("W11"));
    const page = await answer.text();
    expect(page).toContain("No real money moves.");
    expect(page).not.toMatch(/<script|style=|(?:src|href)="(?:https?:)?\/\//);
    const policy = answer.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe-inline");
  });

  it("X2 shows what the shop wrote as text, never as markup", async () => {
    const page = await (await open(await precreate("W12", { subject: `<img src=x onerror="alert('1')">&` }))).text();
    expect(page).toContain("&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;");
  });
});

describe("an amount", () => {
  it.each([
    ["JPY", "100", "JP¥100"],
    ["KRW", "1000000", "₩1,000,000"],
    ["USD", "0.01", "US$0.01"],
    ["HKD", "1234.5", "HK$1,234.50"],
    ["GBP", "8.8", "£8.80"],
    ["THB", "20", "THB 20.00"],
  ])("of %s is written with its own decimals and an unmistakable sign", async (trans_currency, total_fee, text) => {
    const answer = await simulator().mapi.call(PRECREATE, mapiOrder("M1", { trans_currency, total_fee }));
    expect(await (await open(answer.qr_code ?? "")).text()).toContain(`Confirm payment ${text}<`);
  });

  it("that is large is written with its thousands apart", async () => {
    const page = await (await open(await precreate("A1", { total_amount: "99999999.99" }))).text();
    expect(page).toContain("¥99,999,999.99");
  });
});

describe("the text of a code", () => {
  it("is at most 62 bytes on a home network, so that it fits a code of 33 modules", async () => {
    const path = new URL(await precreate("S1")).pathname;
    expect(Buffer.byteLength(`http://192.168.100.100:4100${path}`)).toBeLessThanOrEqual(62);
  });
});

describe("the payment page of intl", () => {
  const prepare = async (merchantTransId: string, changed = {}) =>
    (await simulator().intl.call(PREPARE, simulator().intl.order(merchantTransId, changed))).paymentSiteUrl ?? "";
  const wayBack = (page: string) => /href="(https:[^"]*)"/.exec(page)?.[1]?.replaceAll("&amp;", "&") ?? "none:";

  it("says that it stands for Alipay's page in a browser", async () => {
    const page = await (await open(await prepare("P1"))).text();
    expect(page).toContain("Practice payment page</span>");
    expect(page).toContain("This stands for Alipay&#39;s payment page in a browser. No real money moves.");
    expect(page).not.toContain("ractice wallet");
  });

  it.each([
    ["pay", "S", "SUCCESS"],
    ["decline", "F", "PROCESS_FAIL"],
  ])(
    "leads back to the shop after %s, with the parameters of the documents",
    async (button, resultStatus, resultCode) => {
      const merchantRedirectUrl = "https://shop.example/result?till=7";
      const address = await prepare("P2", { merchantRedirectUrl, extendInfo: '{"a":1}' });
      expect(wayBack(await (await open(address)).text())).toBe("none:");
      const back = new URL(wayBack(await pageAfter(address, button)));
      expect(`${back.origin}${back.pathname}`).toBe("https://shop.example/result");
      const { resultInfo, orderAmount, ...texts } = Object.fromEntries(back.searchParams);
      expect(texts).toEqual({
        till: "7",
        merchantId: simulator().intl.merchantId,
        merchantTransId: "P2",
        acquirementId: expect.stringMatching(/^\d{28}$/),
        createTime: expect.stringMatching(/\+08:00$/),
        extendInfo: '{"a":1}',
      });
      expect(JSON.parse(resultInfo ?? "")).toMatchObject({ resultStatus, resultCode });
      expect(JSON.parse(orderAmount ?? "")).toEqual({ currency: "USD", value: "1234" });
    },
  );

  it("leads nowhere when the order named no way back", async () => {
    expect(wayBack(await pageAfter(await prepare("P3"), "pay"))).toBe("none:");
  });
});
