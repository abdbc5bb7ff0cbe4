import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { openTestShop, type TestShop } from "#lib/orders/testing/test-shop.ts";
import { uuid7 } from "#lib/uuid.ts";
import { findBuyer, forgetBuyer } from "./forget-buyer.ts";
import { forgetOldData } from "./forget-old-data.ts";

const DAY_MS = 86_400_000;
const ago = (days: number): Date => new Date(Date.now() - days * DAY_MS);

let test: TestShop;
beforeAll(async () => {
  test = await openTestShop();
});
afterAll(() => test.close());
beforeEach(async () => {
  vi.unstubAllEnvs();
  await test.shop.prisma.notification.deleteMany();
  await test.shop.prisma.refusedNotice.deleteMany();
  await test.shop.prisma.paymentAttempt.updateMany({ data: { buyer: null } });
  await test.shop.prisma.signInThrottle.deleteMany();
});

async function sale(buyer: string, days: number): Promise<{ orderId: string; attemptId: string }> {
  const { orderId, attemptId } = await test.sell();
  await test.shop.prisma.paymentAttempt.update({ where: { id: attemptId }, data: { buyer, createdAt: ago(days) } });
  return { orderId, attemptId };
}

async function notice(body: string, days: number, orderId: string | null = null): Promise<string> {
  const id = uuid7();
  const known = { generation: "openapi", accountId: test.accountId, verdicts: {}, effect: "applied", answer: "taken" };
  const envelope = { query: "", headers: {}, address: "203.0.113.7" };
  const data = { id, ...known, notifyId: id, orderId, ...wordsOf(body), envelope, receivedAt: ago(days) };
  await test.shop.prisma.notification.create({ data });
  return id;
}

const wordsOf = (body: string) => ({ body: new Uint8Array(Buffer.from(body)) });

async function refusal(body: string, days: number): Promise<string> {
  const id = uuid7();
  const known = { generation: "openapi", accountId: test.accountId, verdicts: {}, why: "form_bad", answer: "again" };
  const came = {
    envelope: {},
    digest: new Uint8Array(Buffer.from(id)),
    deliveries: 1,
    tookMs: 1,
    receivedAt: ago(days),
  };
  await test.shop.prisma.refusedNotice.create({ data: { id, ...known, ...came, ...wordsOf(body) } });
  return id;
}

const buyerOf = async (id: string) =>
  (await test.shop.prisma.paymentAttempt.findUniqueOrThrow({ where: { id } })).buyer;
const bodyOf = async (id: string) =>
  Buffer.from((await test.shop.prisma.notification.findUniqueOrThrow({ where: { id } })).body).toString();

/** Everything that there is to forget. */
async function forgetAll(): Promise<void> {
  while (await forgetOldData(test.shop));
}

it("W6 S27 W1 empties raw notices after 180 days and forgets buyers after 400, and keeps what they did", async () => {
  const [old, young] = [await notice("buyer_id=2088", 181), await notice("buyer_id=2088", 179)];
  const [early, late] = [await sale("159****5620", 401), await sale("159****5620", 399)];
  const before = await test.shop.prisma.notification.findUniqueOrThrow({ where: { id: old }, omit: { body: true } });
  const refusals = [await refusal("buyer_id=2088", 181), await refusal("buyer_id=2088", 179)];
  const paid = await test.shop.prisma.paymentAttempt.findUniqueOrThrow({ where: { id: early.attemptId } });
  await forgetAll();
  expect([await bodyOf(old), await bodyOf(young)]).toEqual(["", "buyer_id=2088"]);
  expect([await buyerOf(early.attemptId), await buyerOf(late.attemptId)]).toEqual([null, "159****5620"]);
  expect(await test.shop.prisma.notification.findUniqueOrThrow({ where: { id: old }, omit: { body: true } })).toEqual({
    ...before,
    envelope: null,
  });
  expect(await test.shop.prisma.refusedNotice.findMany({ select: { id: true } })).toEqual([{ id: refusals[1] }]);
  expect(await test.shop.prisma.paymentAttempt.findUniqueOrThrow({ where: { id: early.attemptId } })).toEqual({
    ...paid,
    buyer: null,
  });
});

it("W6 keeps as long as the installation says", async () => {
  vi.stubEnv("NOTICE_DAYS", "30");
  vi.stubEnv("BUYER_DAYS", "7");
  const [old, early] = [await notice("x", 31), await sale("159****5620", 8)];
  const [young, late] = [await notice("x", 29), await sale("159****5620", 6)];
  await forgetAll();
  expect([await bodyOf(old), await bodyOf(young)]).toEqual(["", "x"]);
  expect([await buyerOf(early.attemptId), await buyerOf(late.attemptId)]).toEqual([null, "159****5620"]);
});

it("W6 I18 forgets a little at a time, and neither waits for a payment that is being written nor holds one up", async () => {
  for (let at = 0; at < 450; at++) await notice("x", 200);
  const { attemptId } = await sale("159****5620", 500);
  const client = await test.shop.pool.connect();
  try {
    await client.query("begin");
    await client.query("update payment_attempt set checks = checks + 1 where id = $1", [attemptId]);
    const left = () => test.shop.prisma.notification.count({ where: { body: { not: new Uint8Array() } } });
    const seen: number[] = [];
    while (await forgetOldData(test.shop)) seen.push(await left());
    expect(seen).toEqual([250, 50, 0]);
    expect(await buyerOf(attemptId)).toBe("159****5620");
    await client.query("commit");
  } finally {
    client.release();
  }
  expect(await forgetOldData(test.shop)).toBe(true);
  expect(await buyerOf(attemptId)).toBeNull();
});

it("W6 S11 forgets wrong tries to sign in after a day, but none of a person's PIN", async () => {
  const person = `pin user ${crypto.randomUUID()} ${crypto.randomUUID()}`;
  const keys = {
    "li 203.0.113.7": 2,
    "wang 203.0.113.7": 0.9,
    [`pin device ${crypto.randomUUID()}`]: 8,
    [person]: 400,
  };
  for (const [key, days] of Object.entries(keys))
    await test.shop.prisma.signInThrottle.create({ data: { key, failures: 9, lockedUntil: ago(days) } });
  await test.shop.pool.query("insert into sign_in_throttle values ('pin user x', 10, 'infinity')");
  await forgetAll();
  const kept = (await test.shop.prisma.signInThrottle.findMany({ select: { key: true } })).map(({ key }) => key);
  expect(kept.toSorted()).toEqual(["pin user x", person, "wang 203.0.113.7"].toSorted());
});

it("W6 S27 shows a person what is kept, by the name that Alipay gave or the one they know, in notices of every form", async () => {
  const mine = await sale("138****5620", 1);
  const other = await sale("139****0000", 1);
  const third = await sale("li***@example.com", 1);
  await notice("buyer_logon_id=138****5620&buyer_id=2088102146225135", 1, mine.orderId);
  await notice("buyer_id=2088999999999999", 1, other.orderId);
  await notice('{"buyer":"li%2A%2A%2A%40example.com"}', 1, third.orderId);
  const ordersOf = async (id: string) => (await findBuyer(test.shop, id)).map(({ orderId }) => orderId);
  for (const id of ["138****5620", "13812345620", "2088102146225135"])
    expect(await ordersOf(id), id).toEqual([mine.orderId]);
  expect(await ordersOf("li***@example.com")).toEqual([third.orderId]);
  for (const nobody of ["2088", "", "%", "138****5621", "' or 1=1 --"])
    expect(await ordersOf(nobody), nobody).toEqual([]);
  const [sold] = await findBuyer(test.shop, "138****5620");
  expect(sold).toMatchObject({ amount: 12850n, currency: "CNY", storeName: "Corner shop", buyers: ["138****5620"] });
  const [told] = sold?.notices ?? [];
  expect(Buffer.from(told?.body ?? "", "base64").toString()).toContain("2088102146225135");
});

it("W6 S27 I13 forgets a person in payments and notices, keeps money and events, and says so once in the audit without the name", async () => {
  const [mine, other] = [await sale("138****5620", 1), await sale("139****0000", 1)];
  const own = await notice("buyer_id=2088102146225135", 1, mine.orderId);
  const lost = await notice("buyer_logon_id=138%2A%2A%2A%2A5620", 1);
  const foreign = await notice("buyer_id=2088999999999999", 1, other.orderId);
  const [, kept] = [await refusal("buyer_logon_id=138****5620", 1), await refusal("buyer_id=2088999999999999", 1)];
  const events = await test.events(mine.orderId);
  const paid = await test.shop.prisma.paymentAttempt.findUniqueOrThrow({ where: { id: mine.attemptId } });
  expect(await forgetBuyer(test.shop, "138****5620")).toEqual({ payments: 1, notices: 3 });
  expect(await test.shop.prisma.refusedNotice.findMany({ select: { id: true } })).toEqual([{ id: kept }]);
  expect(await forgetBuyer(test.shop, "138****5620")).toEqual({ payments: 0, notices: 0 });
  expect([await buyerOf(mine.attemptId), await buyerOf(other.attemptId)]).toEqual([null, "139****0000"]);
  expect([await bodyOf(own), await bodyOf(lost), await bodyOf(foreign)]).toEqual(["", "", "buyer_id=2088999999999999"]);
  expect(await test.events(mine.orderId)).toEqual(events);
  const after = await test.shop.prisma.paymentAttempt.findUniqueOrThrow({ where: { id: mine.attemptId } });
  expect(after).toEqual({ ...paid, buyer: null });
  const entries = await test.shop.prisma.auditEntry.findMany({ where: { kind: "buyer_forgotten" } });
  expect(entries).toMatchObject([{ subject: "installation", facts: { payments: 1, notices: 3 } }]);
  expect(await findBuyer(test.shop, "138****5620")).toEqual([]);
});

it("S27 keeps nothing else of a buyer: neither events nor the audit have a place for one", async () => {
  const { orderId } = await sale("138****5620", 1);
  const { rows } = await test.shop.pool.query<{ name: string }>(
    "select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public' and column_name ~ 'buyer|logon|customer|payer'",
  );
  expect(rows.map(({ name }) => name)).toEqual(["payment_attempt.buyer"]);
  const events = await test.shop.prisma.orderEvent.findMany({ where: { orderId } });
  expect(JSON.stringify(events.map(({ data }) => data))).not.toContain("5620");
});
