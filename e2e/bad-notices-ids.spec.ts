import { expect } from "@playwright/test";
import { type LiveAccount, MD5_KEY, md5Account } from "./fixtures/forge/live-accounts.ts";
import { changed, paidMessage, paidPairs, sealed, signedForm } from "./fixtures/forge/notices.ts";
import { type Bytes, utf8 } from "./fixtures/forge/signing.ts";
import { isSuccess, REFUSED, test } from "./fixtures/forge/test.ts";
import type { Sale } from "./fixtures/shop-database.ts";
import { applyStoreFile, MERCHANT } from "./fixtures/stores/store-file.ts";

type Changes = Readonly<Record<string, Bytes | null>>;

/** A well-signed notice of a payment with something else in it. */
const form = (account: LiveAccount, sale: Sale, changes: Changes): Bytes =>
  signedForm(account, changed(paidPairs(account, sale), changes));

const SUCCESS = { status: 200, body: "success" };

test("B2 I14 openapi: the genuine notice of another application or seller is refused, though Alipay's one key signed it", async ({
  live,
  sellAt,
  expectRefused,
  expectGenuineTaken,
}) => {
  const { openapi, neighbour } = live;
  const sale = await sellAt(openapi);
  const theirs = form(neighbour, sale, {});
  await expectRefused(openapi, sale, {
    "another merchant's": { body: theirs, why: "app_other,seller_other" },
    "another application": { body: form(openapi, sale, { app_id: neighbour.id }), why: "app_other" },
    "no application": { body: form(openapi, sale, { app_id: null }), why: "app_other" },
    "another seller": { body: form(openapi, sale, { seller_id: neighbour.seller }), why: "seller_other" },
    "an empty seller": { body: form(openapi, sale, { seller_id: "" }), why: "seller_other" },
  });
  await expectGenuineTaken(openapi, sale);
});

test("B2 openapi: without a seller a notice only makes the shop ask", async ({ live, sellAt, post, database }) => {
  const sale = await sellAt(live.openapi);
  expect(await post(live.openapi, { body: form(live.openapi, sale, { seller_id: null }) })).toEqual(SUCCESS);
  expect(await database.inboxOf(sale.orderId)).toMatchObject([{ effect: "asked" }]);
  expect(await database.sale(sale.orderId)).toMatchObject({ orderStatus: "open" });
});

test("B2 I14 mapi and intl: a stranger's genuine notice only makes the shop ask, and what is kept says that the seller is another", async ({
  live,
  sellAt,
  post,
  database,
}) => {
  const [mapi, intl] = [await sellAt(live.mapi), await sellAt(live.intl)];
  const notices = [
    [live.mapi, mapi, form(live.mapi, mapi, { seller_id: live.md5.seller })],
    [live.intl, intl, sealed("request", paidMessage(live.intl, intl, { body: { merchantId: "218" } }), live.intl)],
  ] as const;
  for (const [account, sale, body] of notices) {
    expect(isSuccess(account, await post(account, { body }))).toBe(true);
    const [notice] = await database.inboxOf(sale.orderId);
    expect(notice).toMatchObject({ effect: "asked", verdicts: { signature: true, seller: false } });
    expect(await database.sale(sale.orderId)).toMatchObject({ orderStatus: "open", tradeNumber: null });
  }
});

test("B13 I14 a genuine notice at another store's address is refused there, without a redirect, and changes nothing at home", async ({
  app,
  live,
  sellAt,
  post,
  database,
  expectRefused,
  expectGenuineTaken,
}) => {
  const { openapi, neighbour, mapi, md5, intl } = live;
  const sale = await sellAt(openapi);
  const their = await sellAt(neighbour);
  await expectRefused(neighbour, their, {
    "of the shop next door": { body: form(openapi, sale, {}), why: "app_other,seller_other" },
  });
  // Another number at the right address: the sale is not this account's.
  expect(await post(neighbour, { body: form(neighbour, sale, {}) })).toEqual(REFUSED.openapi);
  const overseas = await sellAt(mapi);
  await expectRefused(md5, await sellAt(md5), {
    "of another partner": { body: form(mapi, overseas, {}), why: "signature_malformed" },
  });
  const page = await sellAt(intl);
  const elsewhere = sealed("request", paidMessage(intl, page, { head: { clientId: "CLIENT6" } }), intl);
  await expectRefused(intl, page, { "of another client": { body: utf8(elsewhere), why: "head_other_client" } });
  for (const one of [sale, overseas, page]) {
    expect(await database.inboxOf(one.orderId)).toEqual([]);
    expect(await database.sale(one.orderId)).toMatchObject({ orderStatus: "open" });
  }
  // The right token below another generation is nobody's address.
  const path = (await database.notifyPath(openapi.code)).replace("openapi", "mapi");
  const lost = await fetch(app.baseURL + path, { method: "POST", body: form(openapi, sale, {}), redirect: "manual" });
  expect([lost.status, lost.headers.get("location")]).toEqual([415, null]);
  await expectGenuineTaken(openapi, sale);
});

test("B13 F46 a notice that comes again a day later is taken once more and changes nothing", async ({
  live,
  sellAt,
  post,
  database,
  expectGenuineTaken,
}) => {
  const { openapi, intl } = live;
  const sale = await sellAt(openapi);
  const late = form(openapi, sale, { notify_time: "2026-11-20 10:00:00", gmt_payment: "2026-11-20 09:59:00" });
  await expectGenuineTaken(openapi, sale, late);
  const before = await database.eventsOf(sale.orderId);
  expect(await post(openapi, { body: late })).toEqual(SUCCESS);
  expect(await database.eventsOf(sale.orderId)).toEqual(before);
  expect(await database.inboxOf(sale.orderId)).toMatchObject([{ deliveries: 2 }]);

  const page = await sellAt(intl);
  await expectGenuineTaken(intl, page);
  const reqTime = new Date(Date.now() - 25 * 3_600_000).toISOString().replace(/\..*/, "+00:00");
  const again = await post(intl, { body: sealed("request", paidMessage(intl, page, { head: { reqTime } }), intl) });
  expect(isSuccess(intl, again)).toBe(true);
  expect(await database.inboxOf(page.orderId)).toMatchObject([{ deliveries: 2 }]);
});

test("B4 mapi: an empty or short MD5 key opens no account; with a good one Alipay is asked whether a notice is its own", async ({
  app,
  live,
  odd,
  sellAt,
  database,
  expectRefused,
  expectGenuineTaken,
}) => {
  const { md5 } = live;
  const refused = ["", "1".repeat(31)].map(async (md5Key) => {
    const account = md5Account("md5-refused", { md5Key, gateway: `${odd.origin}/mapi/gateway.do` });
    await expect(applyStoreFile(app, { merchant: MERCHANT, accounts: [account] })).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/accounts\.md5-refused\.md5Key: (?:empty|not_32_characters)/),
    });
  });
  await Promise.all(refused);
  expect(await database.rows("select code from gateway_account where code = 'md5-refused'")).toEqual([]);

  const sale = await sellAt(md5);
  const pairs = paidPairs(md5, sale);
  const by = (md5Key: string) => signedForm(md5, pairs, { md5Key });
  await expectRefused(md5, sale, {
    "an empty key": { body: by(""), why: "signature_wrong" },
    "half the key": { body: by(MD5_KEY.slice(0, 16)), why: "signature_wrong" },
    "in capitals": {
      body: by(MD5_KEY).replace(/(?<=&sign=).*/, (sign) => sign.toUpperCase()),
      why: "signature_malformed",
    },
    "cut short": { body: by(MD5_KEY).slice(0, -1), why: "signature_malformed" },
    "by Alipay's RSA key": { body: signedForm(md5, pairs, live.mapi.hand), why: "signature_malformed" },
  });
  expect(odd.verifications).toEqual([]);
  await expectGenuineTaken(md5, sale, by(MD5_KEY));
  const [, id] = pairs.find(([name]) => name === "notify_id") ?? [];
  await expect.poll(async () => (await database.inboxOf(sale.orderId))[0]?.verdicts).toMatchObject({ alipay: false });
  expect(odd.verifications.map((asked) => [asked.get("partner"), asked.get("notify_id")])).toEqual([[md5.id, id]]);
  expect(app.log()).toMatch(new RegExp(`"event":"notice_denied".*"${id}"`));
  expect(await database.sale(sale.orderId)).toMatchObject({ orderStatus: "open" });
});
