import { expect } from "@playwright/test";
import { test } from "./fixtures/shop.ts";
import { makeStoreByFile } from "./fixtures/stores/store-file.ts";

type Sent = {
  biz_content?: string;
  total_fee?: string;
  trans_currency?: string;
  currency?: string;
  body?: { order: { orderAmount: { currency: string; value: string } } };
};

/** What each generation writes for the price (openapi.md 1, mapi.md 1, intl.md 1). */
const AMOUNTS = {
  openapi: ({ biz_content }: Sent) => JSON.parse(biz_content ?? "{}").total_amount,
  mapi: ({ total_fee, trans_currency, currency }: Sent) => ({ total_fee, trans_currency, currency }),
  intl: ({ body }: Sent) => body?.order.orderAmount,
};

/** MAPI tells the currency of the settlement apart from that of the price: the practice account settles in USD. */
const mapi = (total_fee: string, trans_currency: string) => ({ total_fee, trans_currency, currency: "USD" });

const SALES = [
  { generation: "openapi", store: "practice", currency: "CNY", typed: "88.88", minor: "8888", sent: "88.88" },
  {
    generation: "mapi",
    store: "practice-overseas",
    currency: "USD",
    typed: "0.01",
    minor: "1",
    sent: mapi("0.01", "USD"),
  },
  {
    generation: "mapi",
    store: "practice-overseas",
    currency: "JPY",
    typed: "100",
    minor: "100",
    sent: mapi("100", "JPY"),
  },
  {
    generation: "mapi",
    store: "practice-overseas",
    currency: "GBP",
    typed: "12.3",
    minor: "1230",
    sent: mapi("12.30", "GBP"),
  },
  { generation: "mapi", store: "in won", currency: "KRW", typed: "5000", minor: "5000", sent: mapi("5000", "KRW") },
  {
    generation: "intl",
    store: "practice-page",
    currency: "USD",
    typed: "0.01",
    minor: "1",
    sent: { currency: "USD", value: "1" },
  },
  {
    generation: "intl",
    store: "practice-page",
    currency: "JPY",
    typed: "100",
    minor: "100",
    sent: { currency: "JPY", value: "100" },
  },
] as const;

test("P16 I9 the amount that is typed is the amount that is sent, in each generation's own words, and the amount that is paid", async ({
  app,
  openTill,
  sell,
  gateway,
  database,
}) => {
  const inWon = await makeStoreByFile(app, { accounts: { KRW: { account: "practice-mapi", maxAmount: "5000000" } } });
  const tills = new Map<string, Awaited<ReturnType<typeof openTill>>>();
  for (const { generation, store, currency, typed, minor, sent } of SALES) {
    await test.step(`${generation} ${currency} ${typed}`, async () => {
      const till = tills.get(store) ?? (await openTill({ store: store === "in won" ? inWon.code : store }));
      tills.set(store, till);
      const hasChoice = generation !== "openapi" && store !== "in won";
      const { orderId, merchantNumber } = await sell(till, typed, hasChoice ? { currency } : {});
      const { requests, codes } = await gateway.of(merchantNumber);
      expect(AMOUNTS[generation](requests[0]?.content as Sent)).toEqual(sent);
      expect(codes).toMatchObject([{ minor, currency }]);
      await gateway.pay(merchantNumber);
      await till.shows("paid");
      expect(await database.sale(orderId)).toMatchObject({ amount: minor, orderStatus: "paid", anomaly: null });
      expect((await gateway.of(merchantNumber)).movements).toMatchObject([{ kind: "payment", minor, currency }]);
    });
  }
});
