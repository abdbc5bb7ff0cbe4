import { afterAll, expect, it } from "vitest";
import { staffOf } from "#lib/auth/testing/begin-session.ts";
import { receiveNotice } from "#lib/notices/receive-notice.ts";
import { acceptLate } from "#lib/orders/accept-late.ts";
import { askGateway } from "#lib/orders/calls/ask-gateway.ts";
import { trade } from "#lib/orders/states/testing/payment-state.ts";
import { found } from "#lib/orders/testing/scripted-gateway.ts";
import { openRefundShop, type RefundShop } from "#lib/refunds/testing/refund-shop.ts";
import { by } from "#lib/testing/by.ts";
import type { TakeBackInput } from "./commands.ts";
import { findExceptions } from "./queries.ts";
import { dismissNotice } from "./settle-notice.ts";
import { settleMismatch } from "./settle-sale.ts";
import { takeBack } from "./take-back.ts";
import type { Word } from "./view.ts";

const shops: RefundShop[] = [];
afterAll(() => Promise.all(shops.map((test) => test.close())));

const OTHER_MONEY = { amount: { minor: 100n, currency: "CNY" } };

/** A shop of its own with one case, and how its manager settles it. */
const CASES: Record<Word, (test: RefundShop) => Promise<{ id: string; settle: () => Promise<{ kind: string }> }>> = {
  async accept(test) {
    const { orderId: id } = await test.sellPaid();
    await test.shop.pool.query("update shop_order set anomaly = 'paid_late' where id = $1", [id]);
    return { id, settle: () => acceptLate(test.shop, by(test.userId), id) };
  },
  async settle(test) {
    const sold = await test.sell();
    await deliver(test, sold.merchantNumber);
    test.gateway.queries = [found("paid", OTHER_MONEY)];
    await askGateway(test.shop, sold, "system");
    await test.shop.pool.query("update payment_attempt set code_ends_at = now() - interval '5 minutes' where id = $1", [
      sold.attemptId,
    ]);
    const input = { orderId: sold.orderId, reason: "Given back in the portal" };
    return { id: sold.orderId, settle: () => settleMismatch(test.shop, by(test.userId), input) };
  },
  async dismiss(test) {
    const id = await deliver(test, "nobody");
    const input = { storeId: test.storeId, noticeId: id, reason: "Of the old till" };
    return { id, settle: () => dismissNotice(test.shop, by(test.userId), input) };
  },
};

/** A genuine notice about other money; its id. */
async function deliver({ shop, gateway, notifyToken: token }: RefundShop, merchantNumber: string): Promise<string> {
  const notifyId = crypto.randomUUID();
  const told = { notifyId, merchantNumber, trade: trade("paid", OTHER_MONEY), use: "settle" } as const;
  gateway.notice = { kind: "notice", ...told, verdicts: { signature: true } };
  await receiveNotice(shop, { generation: "openapi", token, body: Buffer.from("x"), query: "", contentType: null });
  const { id } = await shop.prisma.notification.findFirstOrThrow({ where: { notifyId } });
  return id;
}

async function openCase(word: Word) {
  const test = await openRefundShop();
  shops.push(test);
  const { shop, userId, storeId } = test;
  const { id, settle } = await CASES[word](test);
  const waiting = async () => {
    const { rows } = await findExceptions(shop, await staffOf(shop, userId), { storeId, kind: null });
    return rows.filter(({ kind }) => kind !== "account").map((row) => row.id);
  };
  const back = (who = userId, change: Partial<TakeBackInput> = {}) =>
    takeBack(shop, by(who), { word, storeId, id, ...change });
  const told = async () =>
    (await shop.prisma.auditEntry.findMany({ where: { subjectId: id }, orderBy: { id: "asc" } })).map(
      ({ kind, userId: who }) => ({ kind, userId: who }),
    );
  /** So many seconds pass since it was said. */
  const pass = async (seconds: number) => {
    const ago = "$2 * interval '1 second'";
    await shop.pool.query(`update notification set dismissed_at = dismissed_at - ${ago} where id = $1`, [id, seconds]);
    // Events are never changed: the same one again, longer ago, is the last one of its sale.
    await shop.pool.query(
      `insert into order_event (order_id, attempt_id, kind, actor, data, at)
       select order_id, attempt_id, kind, actor, data, at - ${ago} from order_event where order_id = $1 order by id desc limit 1`,
      [id, seconds],
    );
  };
  return { ...test, id, settle, waiting, back, told, pass };
}

const KINDS = { accept: "late_accepted", settle: "mismatch_settled", dismiss: "notice_dismissed" };

it.each(["accept", "settle", "dismiss"] as const)(
  "M8 W4 the word %s is taken back by who has just said it: the case waits again, and the audit has both",
  async (word) => {
    const test = await openCase(word);
    expect(await test.waiting()).toEqual([test.id]);
    expect(await test.back()).toEqual({ kind: "too_late" });
    await test.settle();
    expect(await test.waiting()).toEqual([]);
    expect(await test.back()).toEqual({ kind: "taken_back" });
    expect(await test.waiting()).toEqual([test.id]);
    const { userId } = test;
    expect(await test.told()).toEqual([
      { kind: KINDS[word], userId },
      { kind: "word_taken_back", userId },
    ]);
    expect(await test.back()).toEqual({ kind: "too_late" });
    // And it is settled once more as before.
    await test.settle();
    expect(await test.waiting()).toEqual([]);
  },
);

it.each(["accept", "settle", "dismiss"] as const)(
  "M8 I14 the word %s is not taken back by anybody else, at another store, or after its time",
  async (word) => {
    const test = await openCase(word);
    const [other, auditor] = [await test.hire("manager"), await test.hire("auditor")];
    await test.settle();
    expect(await test.back(other)).toEqual({ kind: "too_late" });
    for (const who of [auditor, test.strangerId]) expect(await test.back(who)).toEqual({ kind: "not_found" });
    expect(await test.back(test.userId, { storeId: crypto.randomUUID() })).toEqual({ kind: "not_found" });
    await test.pass(16);
    expect(await test.back()).toEqual({ kind: "too_late" });
    expect(await test.waiting()).toEqual([]);
  },
);

it("M8 a word about a sale is not taken back when something has happened to the sale since", async () => {
  const test = await openCase("accept");
  await test.settle();
  await test.shop.pool.query(
    "insert into order_event (order_id, kind, actor, data) values ($1, 'receipt_printed', $2, '{}')",
    [test.id, `cashier:${test.userId}`],
  );
  expect(await test.back()).toEqual({ kind: "too_late" });
});
