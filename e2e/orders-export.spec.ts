import http from "node:http";
import { expect } from "@playwright/test";
import type { App } from "./fixtures/app.ts";
import type { Gateway } from "./fixtures/gateway.ts";
import { makeRegisteredTill } from "./fixtures/people/registered.ts";
import { test } from "./fixtures/refunds.ts";
import type { ShopDatabase } from "./fixtures/shop-database.ts";
import { callAction } from "./rights/call-action.ts";

/** More than all buffers on the way hold. */
const SALES = 40_000;

/** Paid sales beside one that was paid. */
const COPY = `
  with one as (select o.*, a.id as attempt from shop_order o join payment_attempt a on a.order_id = o.id
    where o.store_id = $1 and o.status = 'paid' limit 1),
  made as (
    insert into shop_order (id, store_id, register_id, cashier_id, client_key, amount, currency, lines, status, paid_at, created_at)
    select gen_random_uuid(), store_id, register_id, cashier_id, gen_random_uuid(), amount, currency, lines, 'paid', now(),
      now() - make_interval(secs => n)
    from one, generate_series(1, $2::int) n returning id)
  insert into payment_attempt (id, order_id, account_id, credential_version, merchant_number, amount, currency, subject,
    code_life_minutes, status, status_since, code_ends_at, trade_number)
  select gen_random_uuid(), made.id, a.account_id, a.credential_version, gen_random_uuid()::text, a.amount, a.currency, a.subject,
    a.code_life_minutes, 'paid', now(), now(), made.id::text
  from made, payment_attempt a where a.id = (select attempt from one)`;

type Tools = { app: App; database: ShopDatabase; gateway: Gateway };

/** A store with many sales, and its owner, who asks for the table of them. */
async function sellMuch({ app, database, gateway }: Tools) {
  const { storeId, registerId, hire } = await makeRegisteredTill({ app, database });
  const owner = await hire("Zhou Fang", "8150", "owner");
  const cookies = await owner.signIn();
  const sale = {
    registerId,
    clientKey: crypto.randomUUID(),
    currency: "CNY",
    amount: "2.50",
    lines: [],
    reference: "",
  };
  expect((await callAction(app, "charge", { cookies, input: sale })).kind).toBe("created");
  const [sold] = await database.salesOf(registerId);
  await gateway.pay(sold?.merchantNumber ?? "");
  await expect.poll(async () => (await database.sale(sold?.orderId ?? "")).orderStatus).toBe("paid");
  await database.rows(COPY, [storeId, SALES]);
  const ask = () =>
    new Promise<http.IncomingMessage>((resolve, reject) => {
      const headers = { origin: app.baseURL, cookie: cookies };
      const address = `${app.baseURL}/orders/export?day=all&storeId=${storeId}`;
      http.request(address, { method: "POST", headers, agent: false }, resolve).on("error", reject).end();
    });
  return { storeId, owner, cookies, ask, hire };
}

test("M5 S23 F10 a long table comes whole, one at a time, and ends when its browser has gone", async ({
  app,
  database,
  gateway,
}) => {
  const { storeId, cookies, ask } = await sellMuch({ app, database, gateway });
  const statusOf = async () => {
    const answer = await ask();
    answer.destroy();
    return answer.statusCode;
  };
  const first = await ask();
  expect(first.statusCode).toBe(200);
  // Nobody reads: what was asked for waits on the way, and goes on to be the one download of this person.
  expect(await statusOf()).toBe(429);
  first.destroy();
  await expect.poll(statusOf).toBe(200);

  const whole = await (async () => {
    let answer = await ask();
    await expect(async () => {
      if (answer.statusCode !== 200) answer = await ask();
      expect(answer.statusCode).toBe(200);
    }).toPass();
    return answer;
  })();
  const chunks: Buffer[] = [];
  for await (const chunk of whole) chunks.push(chunk);
  const lines = Buffer.concat(chunks).toString("utf8").split("\r\n").slice(1, -1);
  expect(lines).toHaveLength(SALES + 1);
  expect(lines.every((line) => line.includes('"Payment",2.50,"CNY"'))).toBe(true);
  // The page goes on to be served beside it.
  const page = await fetch(`${app.baseURL}/orders?day=all&storeId=${storeId}`, { headers: { cookie: cookies } });
  expect(page.status).toBe(200);
});

test("M5 S2 T8 a table that is on its way breaks off for whoever is removed from the store meanwhile", async ({
  app,
  database,
  gateway,
}) => {
  const { storeId, owner, ask, hire } = await sellMuch({ app, database, gateway });
  const second = await hire("Olga", "9265", "owner");
  const running = await ask();
  expect(running.statusCode).toBe(200);
  // Nobody reads yet: the rest waits on the way.
  const input = { userId: owner.id, storeId, role: "none" };
  expect((await callAction(app, "assignRole", { cookies: await second.signIn(), input })).kind).toBe("assigned");
  let bytes = 0;
  const end = await (async () => {
    for await (const chunk of running) bytes += chunk.length;
    return "whole";
  })().catch(() => "broken off");
  expect(end).toBe("broken off");
  expect(bytes).toBeGreaterThan(0);
});
