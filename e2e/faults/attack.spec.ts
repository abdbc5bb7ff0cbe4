import { expect } from "@playwright/test";
import { test } from "./fixture.ts";

/** The hard limit of an answer to a notification; a charge has the gateway's own time beside it (reliability.md section 3). */
const LIMIT_MS = 3000;
const ROUNDS = 5;

test("I18 while strangers guess passwords, forge notices and somebody loads lists, charges and notices keep their limits", async ({
  app,
  sessions,
  openTeller,
  database,
  gateway,
  ends,
  expectSound,
}) => {
  test.setTimeout(120_000);
  const teller = await openTeller();
  const target = `${app.baseURL}${await database.notifyPath("practice-openapi")}`;
  const { csrfToken } = (await (await fetch(`${app.baseURL}/api/auth/csrf`)).json()) as { csrfToken: string };
  const forged = new URLSearchParams({ out_trade_no: "1", trade_status: "TRADE_SUCCESS", sign: "AAAA" });
  const guess = () => ({ login: "owner", password: crypto.randomUUID(), csrfToken, json: "true" });
  const attacks = [
    () => fetch(target, { method: "POST", body: forged }),
    () => fetch(target, { method: "POST", body: forged }),
    () =>
      fetch(`${app.baseURL}/api/auth/callback/credentials`, {
        method: "POST",
        headers: { origin: app.baseURL },
        body: new URLSearchParams(guess()),
      }),
    () => fetch(`${app.baseURL}/orders`, { headers: { cookie: sessions.owner } }),
  ];
  const over = new AbortController();
  const attackers = attacks.map(async (attack) => {
    let made = 0;
    for (; !over.signal.aborted; made++) await (await attack()).arrayBuffer();
    return made;
  });
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const from = performance.now();
    const made = await teller.charge({ amount: "18.00", currency: "CNY", clientKey: crypto.randomUUID() });
    times.push(performance.now() - from);
    if (made.kind !== "created") throw new Error(`the charge was answered ${made.kind}`);
    const { merchantNumber } = await database.sale(made.order.id);
    const paid = performance.now();
    await gateway.pay(merchantNumber);
    await ends(made.order.id, "paid", LIMIT_MS);
    times.push(performance.now() - paid);
  }
  over.abort();
  const made = await Promise.all(attackers);
  expect(Math.max(...times)).toBeLessThan(LIMIT_MS);
  // Otherwise nobody was attacked.
  expect(Math.min(...made)).toBeGreaterThan(ROUNDS);
  await expectSound(teller);
});
