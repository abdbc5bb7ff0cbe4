import { expect } from "@playwright/test";
import type { LiveAccount } from "./fixtures/forge/live-accounts.ts";
import { changed, paidMessage, paidPairs, sealed, signedForm, tradeNumberOf, yuan } from "./fixtures/forge/notices.ts";
import { type Bytes, utf8 } from "./fixtures/forge/signing.ts";
import { type BadNotice, isSuccess, REFUSED, test } from "./fixtures/forge/test.ts";
import type { Sale } from "./fixtures/shop-database.ts";

type Changes = Readonly<Record<string, Bytes | null>>;

/** A well-signed notice of a payment with something else in it. */
const form = (account: LiveAccount, sale: Sale, changes: Changes): Bytes =>
  signedForm(account, changed(paidPairs(account, sale), changes));

const SUCCESS = { status: 200, body: "success" };

/** Readable as the sale's own money by none of Alipay's grammars (openapi.md section 1). */
const NO_AMOUNTS = [
  ...["", "1e1", "+12.34", "012.34", "12,34", " 12.34", "12.34 ", "NaN", "Infinity", "0x10", "1".repeat(30)],
  ...["-12.34", "0.00", "12.340", ".34", "12.", "１２.３４"],
];

test("B16 B17 openapi: an amount that is none is refused, one that differs is parked: neither pays", async ({
  live,
  sellAt,
  post,
  database,
  expectRefused,
}) => {
  const { openapi } = live;
  const sale = await sellAt(openapi);
  const bad = NO_AMOUNTS.map((amount): [string, BadNotice] => [
    `total_amount ${amount}`,
    { body: form(openapi, sale, { total_amount: utf8(amount) }), why: "shape_bad_amount" },
  ]);
  await expectRefused(openapi, sale, {
    ...Object.fromEntries(bad),
    missing: { body: form(openapi, sale, { total_amount: null }), why: "shape_bad_amount" },
    "a refund of no amount": { body: form(openapi, sale, { refund_fee: "1e1" }), why: "shape_bad_amount" },
  });
  const minor = BigInt(sale.amount);
  for (const other of [minor - 1n, minor + 1n, minor * 10n])
    expect(await post(openapi, { body: form(openapi, sale, { total_amount: yuan(`${other}`) }) })).toEqual(
      REFUSED.openapi,
    );
  const effects = (await database.inboxOf(sale.orderId)).map(({ effect }) => effect);
  expect(effects).toEqual(["parked_mismatch", "parked_mismatch", "parked_mismatch"]);
  expect(await database.sale(sale.orderId)).toEqual(sale);
});

test("B18 I14 a trade number other than the known one, another store's order, and numbers that are none", async ({
  live,
  sellAt,
  post,
  database,
  expectRefused,
  expectGenuineTaken,
}) => {
  const { openapi, neighbour } = live;
  const [sale, their] = [await sellAt(openapi), await sellAt(neighbour)];
  const waiting = { trade_status: "WAIT_BUYER_PAY", gmt_payment: null };
  expect(await post(openapi, { body: form(openapi, sale, waiting) })).toEqual(SUCCESS);
  const scanned = await database.sale(sale.orderId);
  expect(scanned).toMatchObject({ status: "scanned", tradeNumber: tradeNumberOf(sale) });
  expect(await post(openapi, { body: form(openapi, sale, { trade_no: "2026112299" }) })).toEqual(REFUSED.openapi);
  // Our own notice, but about the sale of the shop next door.
  expect(await post(openapi, { body: form(openapi, their, {}) })).toEqual(REFUSED.openapi);
  const [parked] = await database.rows(
    "select effect, order_id from notification where account_id = (select id from gateway_account where code = $1) order by received_at desc",
    [openapi.code],
  );
  expect(parked).toEqual({ effect: "parked_unknown_order", order_id: null });
  expect(await database.inboxOf(their.orderId)).toEqual([]);
  expect(await database.sale(their.orderId)).toEqual(their);

  const number = sale.merchantNumber;
  for (const account of [openapi, live.mapi]) {
    const about = account === openapi ? scanned : await sellAt(account);
    const odd = (changes: Changes, why: string): BadNotice => ({ body: form(account, about, changes), why });
    const before = await database.inboxOf(about.orderId);
    const texts = ["9".repeat(1000), `${number}'`, `${number}"`, `${number}' or '1'='1`, `${number} `, ""];
    const bad = texts.map((text): [string, BadNotice] => [
      `out_trade_no ${text.slice(0, 60)}`,
      odd({ out_trade_no: text }, "shape_bad_out_trade_no"),
    ]);
    await expectRefused(account, about, {
      ...Object.fromEntries(bad),
      "a NUL behind the number": odd({ out_trade_no: `${about.merchantNumber}\0` }, "form_forbidden_character"),
      "a trade number with a quote": odd({ trade_no: "1;--" }, "shape_bad_trade_no"),
      "no trade number": odd({ trade_no: null }, "shape_bad_trade_no"),
      "a notice number with a blank": odd({ notify_id: "1 2" }, "shape_bad_notify_id"),
      "a notice number without end": odd({ notify_id: "1".repeat(129) }, "shape_bad_notify_id"),
    });
    expect(await database.inboxOf(about.orderId)).toEqual(before);
  }
  await expect(post(openapi, { body: form(openapi, sale, {}) })).resolves.toEqual(SUCCESS);
  expect(await database.sale(sale.orderId)).toMatchObject({ orderStatus: "paid" });
  await expectGenuineTaken(neighbour, their);
});

test("B18 intl: ids that are no order of ours are kept, and settle nothing", async ({
  live,
  sellAt,
  post,
  database,
}) => {
  const { intl } = live;
  const sale = await sellAt(intl);
  const count = () => database.rows("select 1 from notification where order_id is null and generation = 'intl'");
  const before = (await count()).length;
  const ids = ["9".repeat(1000), `${sale.merchantNumber}'`, "", 1, null];
  for (const [at, merchantTransId] of ids.entries()) {
    const message = paidMessage(intl, sale, { body: { merchantTransId, acquirementId: `A${at}` } });
    expect(isSuccess(intl, await post(intl, { body: sealed("request", message, intl) }))).toBe(true);
  }
  expect((await count()).length).toBe(before + ids.length);
  expect(await database.sale(sale.orderId)).toEqual(sale);
});

test("B19 openapi: known states that are no payment are recorded; a word that nobody knows is parked", async ({
  live,
  sellAt,
  post,
  database,
}) => {
  const { openapi } = live;
  const [sale, closed] = [await sellAt(openapi), await sellAt(openapi)];
  const words = ["TRADE_PENDING", "trade_success", "TRADE_SUCCESS ", "", "SUCCESS"];
  for (const word of words)
    expect(await post(openapi, { body: form(openapi, sale, { trade_status: word }) }), word).toEqual(REFUSED.openapi);
  expect((await database.inboxOf(sale.orderId)).map(({ effect }) => effect)).toEqual(words.map(() => "parked"));
  expect(await database.sale(sale.orderId)).toEqual(sale);

  const waiting = { trade_status: "WAIT_BUYER_PAY", gmt_payment: null };
  expect(await post(openapi, { body: form(openapi, sale, waiting) })).toEqual(SUCCESS);
  expect(await database.sale(sale.orderId)).toMatchObject({ orderStatus: "open", status: "scanned" });
  const over = { trade_status: "TRADE_CLOSED", gmt_payment: null };
  expect(await post(openapi, { body: form(openapi, closed, over) })).toEqual(SUCCESS);
  expect((await database.sale(closed.orderId)).orderStatus).not.toBe("paid");
  expect(await database.inboxOf(closed.orderId)).toMatchObject([{ effect: "applied" }]);
});

test("B19 mapi: whatever word a notice has, the gateway is asked", async ({ live, sellAt, post, database }) => {
  const { mapi } = live;
  const sale = await sellAt(mapi);
  for (const word of ["TRADE_PENDING", "trade_success", "WAIT_BUYER_PAY", "TRADE_CLOSED", "TRADE_FINISHED", ""])
    expect(await post(mapi, { body: form(mapi, sale, { trade_status: word }) }), word).toEqual(SUCCESS);
  const effects = new Set((await database.inboxOf(sale.orderId)).map(({ effect }) => effect));
  expect([...effects]).toEqual(["asked"]);
  expect(await database.sale(sale.orderId)).toEqual(sale);
});

for (const name of ["openapi", "mapi"] as const) {
  test(`B20 ${name}: bytes that are not of the charset they claim are refused, never mended`, async ({
    live,
    sellAt,
    post,
    expectRefused,
    expectGenuineTaken,
  }) => {
    const account = live[name];
    const sale = await sellAt(account);
    const notice = (charset: string, subject: Bytes) => form(account, sale, { charset, subject });
    const coffee = "\xbf\xa7\xb7\xc8"; // 咖啡 in GBK
    const why = "form_not_in_charset";
    await expectRefused(account, sale, {
      "UTF-8 that says GBK": { body: notice("GBK", utf8("咖啡 5€")), why },
      "GBK that says UTF-8": { body: notice("utf-8", coffee), why },
      "invalid UTF-8": { body: notice("utf-8", "\xff\xfe"), why },
      "half a character": { body: notice("utf-8", "\xe5\x92"), why },
      "an overlong slash": { body: notice("utf-8", "\xc0\xaf"), why },
      "a surrogate": { body: notice("utf-8", "\xed\xa0\x80"), why },
      "another charset": { body: notice("utf-7", "tea"), why: "form_unknown_charset" },
      "a mark before the first name": {
        body: `%EF%BB%BF${notice("utf-8", "tea")}`,
        why: "form_bad_name",
      },
      "bare bytes": { body: notice("GBK", coffee).replace("%BF", "\xbf"), why: "form_broken_encoding" },
    });
    // GBK whose second byte is a backslash, and a mark inside a value: as signed, so as meant.
    expect(await post(account, { body: notice("GBK", `${coffee}\x95\x5c`) })).toEqual(SUCCESS);
    expect(await post(account, { body: notice("utf-8", utf8("\ufefftea")) })).toEqual(SUCCESS);
    if (name === "openapi") return;
    await expectGenuineTaken(account, await sellAt(account));
  });
}
