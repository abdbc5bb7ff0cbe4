import { expect } from "@playwright/test";
import { type GatewayCall, genuineCode, genuineTrade, wellSigned } from "./fixtures/forge/answers.ts";
import { type BadAnswer, expectUnclearCodes, expectUnclearQueries } from "./fixtures/forge/ask.ts";
import type { LiveAccount } from "./fixtures/forge/live-accounts.ts";
import { test } from "./fixtures/forge/test.ts";

const GENERATIONS = ["openapi", "mapi", "intl"] as const;

/** What leads elsewhere or nowhere: why it is no code, and why no payment page; a page's address may be longer and odder. */
const ELSEWHERE: readonly (readonly [text: string, asCode: string, asPage: string | null])[] = [
  ...["javascript:alert(1)", "data:text/html,<b>", "alipays://platformapi", "//qr.alipay.com/x", "tea"].map(
    (text) => [text, "code_not_a_url", "page_not_a_url"] as const,
  ),
  ...[
    ...["http://qr.alipay.com/bax1", "https://qr.alipay.com.evil.example/x", "https://evilalipay.com/x"],
    ...["https://qr.alipay.com:8443/x", "https://127.0.0.1/x"],
  ].map((text) => [text, "code_foreign_host", "page_foreign_host"] as const),
  ["https://alipay.com@evil.example/x", "code_foreign_host", "page_not_a_url"],
  ["https://qr.alipay.com\\evil.example", "code_forbidden_character", "page_not_a_url"],
  [`https://qr.alipay.com/${"x".repeat(10_000)}`, "code_too_long", "bad_member"],
  ...["https://qr.alipay.com/a\nb", "https://qr.alipay.com/\u2028"].map(
    (text) => [text, "code_forbidden_character", "page_forbidden_character"] as const,
  ),
  ...["https://qr.alipay.com/a b", "https://qr.alipay.com/\u202e"].map(
    (text) => [text, "code_forbidden_character", null] as const,
  ),
];

for (const name of GENERATIONS) {
  test(`B32 ${name}: a code that leads elsewhere is not drawn`, async ({ live, sellAt, database, odd }) => {
    const account = live[name];
    const cases = ELSEWHERE.flatMap(([text, asCode, asPage]): [string, BadAnswer][] => {
      const why = name === "intl" ? asPage : asCode;
      return why === null ? [] : [[text.slice(0, 60), { say: (call) => genuineCode(call, text), why }]];
    });
    await expectUnclearCodes({ sellAt, database }, account, Object.fromEntries(cases));

    const drawn = [
      "https://qr.alipay.com/bax1",
      "https://mobilecodec.alipay.com/client_download.htm?qrcode=1",
      `${odd.origin}/x`,
    ];
    for (const text of drawn) {
      const sale = await sellAt(account, { plan: { code: (call) => genuineCode(call, text) } });
      expect(sale).toMatchObject({ status: "waiting", codeText: text });
    }
  });

  test(`B34 F26 ${name}: a redirect is not followed, whatever it says`, async ({
    live,
    sellAt,
    post,
    database,
    odd,
  }) => {
    const account = live[name];
    const redirects = [301, 302, 303, 307, 308].map((status): [string, BadAnswer] => [
      `${status}`,
      {
        say: (call) => ({
          status,
          headers: { location: `${odd.origin.replace("127.0.0.1", "localhost")}/elsewhere` },
          body: call.operation === "code" ? genuineCode(call).body : genuineTrade(call, "paid").body,
        }),
        why: "http_status",
      },
    ]);
    await expectUnclearCodes({ sellAt, database }, account, Object.fromEntries(redirects));
    await expectUnclearQueries({ sellAt, post, database }, account, Object.fromEntries(redirects));
    expect(odd.strays).toEqual([]);
  });
}

const UGLY = '<img src=x onerror="alert(1)">\u001b[31mred\u0007\r\n{"event":"payment"}';

/** A well-signed refusal that no page knows, with these texts. */
const refusal = (call: GatewayCall, text: string) => {
  if (call.account.generation === "openapi")
    return wellSigned(call, { code: "40004", msg: text, sub_code: text, sub_msg: text });
  if (call.account.generation === "mapi")
    // XML has no place for most control characters: a genuine gateway could not send them.
    return wellSigned(call, {
      result_code: "FAIL",
      detail_error_code: text.replace(/\p{Cc}/gu, ""),
      detail_error_des: "x",
    });
  const resultInfo = { resultStatus: "U", resultCode: text, resultCodeId: text, resultMsg: text };
  return wellSigned(call, { resultInfo });
};

test("B33 B49 in all generations: the gateway's texts are cut, plain, and forge no line of the log", async ({
  app,
  live,
  sellAt,
  database,
}) => {
  const texts = [UGLY, UGLY + "x".repeat(250_000), UGLY + "x".repeat(1024 * 1024)];
  const before = app.log().length;
  for (const name of GENERATIONS)
    for (const text of texts) {
      const sale = await sellAt(live[name], { plan: planOf(text) });
      const kept = await database.sale(sale.orderId);
      expect(kept, `${name} ${text.length}`).toMatchObject({ codeText: null, orderStatus: "open" });
      expect((kept.failureCode ?? "").length).toBeLessThanOrEqual(256);
      const [event] = (await database.eventsOf(sale.orderId)).filter(({ kind }) => kind === "code_answered");
      expect(JSON.stringify(event?.data).length).toBeLessThan(600);
    }
  const logged = app.log().slice(before);
  expect(logged).not.toContain("\u001b");
  for (const line of logged
    .split("\n")
    .slice(0, -1)
    .filter((text) => text.startsWith("{"))) {
    expect(line.length).toBeLessThan(2000);
    expect(JSON.parse(line)).not.toEqual({ event: "payment" });
  }
});

const planOf = (text: string) => ({
  code: (call: GatewayCall) => refusal(call, text),
  query: (call: GatewayCall) => genuineTrade(call, "waiting"),
});

test("B33 the till shows a refusal's text as text, behind Details", async ({ live, odd, openTill }) => {
  const account: LiveAccount = live.openapi;
  const markup = '<img src=x onerror="alert(1)">';
  odd.plan(account, "77777", { code: (call) => refusal(call, markup), query: () => ({ body: "{}" }) });
  const till = await openTill({ store: account.code });
  await till.charge("777.77");
  await till.shows("checking");
  await till.key("Details").click();
  const dialog = till.page.getByRole("dialog");
  await expect(dialog).toContainText(markup);
  await expect(dialog.locator("img")).toHaveCount(0);
});
