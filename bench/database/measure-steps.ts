// In a process of its own, which has the shop's settings: our steps beside the bare statements that they consist of.
import { randomUUID } from "node:crypto";
import type { Statement } from "#lib/db/statement.ts";
import { run } from "#lib/db/statement.ts";
import { applyOutcome } from "#lib/orders/apply-outcome.ts";
import { insertOrder } from "#lib/orders/sql/create-order.ts";
import type { NoticeRecord } from "#lib/orders/sql/insert-notice.ts";
import type { PaymentRow } from "#lib/orders/sql/payment-row.ts";
import { readPaymentByNumber } from "#lib/orders/sql/read-payment.ts";
import { changeStatement, changeValues } from "#lib/orders/sql/write-change.ts";
import { describeNews } from "#lib/orders/states/describe-news.ts";
import { CODE_CLAIM_MS } from "#lib/orders/states/schedule.ts";
import { type News, transition } from "#lib/orders/states/transition.ts";
import { closeShop } from "#lib/process.ts";
import { uuid7 } from "#lib/uuid.ts";
import { drain, inTurn } from "../measure/throughput.ts";
import type { Copy } from "../shop/copy-sale.ts";
import { openSeller } from "../shop/open-seller.ts";

const AT_ONCE = 8;
const SALES = 1000;

const { dataDir, rounds }: { dataDir: string; rounds: number } = JSON.parse(process.argv[2] ?? "");
const seller = await openSeller(dataDir);
const { shop } = seller;
const news: News = {
  kind: "noticed",
  trade: {
    state: "paid",
    tradeNumber: "2026030122001404630500001234",
    amount: { minor: 8888n, currency: "CNY" },
    buyer: "159****5620",
    wasPaid: false,
  },
};
const body = seller.sign("01a2004d7c32732d95d28761f1a899eb");

const noticeOf = (orderId: string): NoticeRecord => ({
  id: randomUUID(),
  generation: "openapi",
  accountId: seller.accountId,
  notifyId: randomUUID(),
  orderId,
  body,
  envelope: { query: "", headers: { "content-type": "application/x-www-form-urlencoded" }, address: "127.0.0.1" },
  tookMs: 1.5,
  deliveries: 1,
  verdicts: { form: true, signature: true, app: true, seller: true, shape: true, order: true, money: true },
  effect: "applied",
  answer: "taken",
  money: null,
});

async function read({ merchantNumber }: Copy): Promise<PaymentRow> {
  const [row] = await run(shop.pool, readPaymentByNumber, [merchantNumber]);
  if (!row) throw new Error(`no payment ${merchantNumber}`);
  return row;
}

async function apply(row: PaymentRow): Promise<void> {
  const { changed } = await applyOutcome(shop, row, { news, actor: "gateway", notice: noticeOf(row.orderId) });
  if (!changed) throw new Error("a payment was not changed");
}

/** The very writes of `apply`, with everything but the database done beforehand. */
function valuesOf(row: PaymentRow): unknown[] {
  const next = transition(row, news, row.now);
  return changeValues(row, next, {
    fact: { ...describeNews(news, row, next), actor: "gateway" },
    notice: noticeOf(row.orderId),
    fresh: null,
    risky: null,
  });
}

const noticeStatement = changeStatement({ notice: noticeOf(randomUUID()), fresh: null, risky: null });

async function bare<Row>({ name, text }: Statement<Row>, values: unknown[]): Promise<void> {
  const { rowCount } = await shop.pool.query({ name, text, values });
  if (rowCount !== 1) throw new Error("a bare statement changed nothing");
}

/** What createOrder hands to its statement. */
function orderValues(): unknown[] {
  const [orderId, attemptId, clientKey] = [uuid7(), uuid7(), randomUUID()];
  const [registerId] = seller.registerIds;
  return [
    ...[registerId, seller.cashierId, clientKey, 8888n, "CNY", null, []],
    ...[orderId, attemptId, attemptId.replaceAll("-", ""), clientKey, CODE_CLAIM_MS],
    ...[`cashier:${seller.cashierId}`, JSON.stringify({ amount: "8888", currency: "CNY", reference: null })],
  ];
}

const rowsOf = async (copies: readonly Copy[]) => Promise.all(copies.map(read));

const turns = Array.from({ length: SALES }, () => null);

const played = await inTurn(
  {
    bareApply: async () => {
      const prepared = (await rowsOf(await seller.copies(SALES))).map(valuesOf);
      return drain(prepared, (values) => bare(noticeStatement, values), AT_ONCE);
    },
    apply: async () => drain(await rowsOf(await seller.copies(SALES)), apply, AT_ONCE),
    readAndApply: async () => drain(await seller.copies(SALES), async (copy) => apply(await read(copy)), AT_ONCE),
    bareCreate: () => drain(turns.map(orderValues), (values) => bare(insertOrder, values), AT_ONCE),
    create: () => drain(turns, seller.createOrder, AT_ONCE),
  },
  rounds,
);
export type Steps = (typeof played)[number];
process.send?.(played);
process.once("disconnect", () => void closeShop(shop));
