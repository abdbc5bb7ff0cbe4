import { expect } from "@playwright/test";
import { ANSWERED_MS } from "../fixtures/bounds.ts";
import { newPress } from "../fixtures/teller.ts";
import { test } from "./fixture.ts";

const ROUNDS = 5;

test("I18 while strangers guess passwords, forge notices and somebody loads lists, charges and notices keep their limits", async ({
  app,
  sessions,
  teller,
  database,
  gateway,
  ends,
}) => {
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
    const made = await teller.charge(newPress("18.00"));
    times.push(performance.now() - from);
    if (made.kind !== "created") throw new Error(`the charge was answered ${made.kind}`);
    const { merchantNumber } = await database.sale(made.order.id);
    const paid = performance.now();
    await gateway.pay(merchantNumber);
    await ends(made.order.id, "paid", ANSWERED_MS);
    times.push(performance.now() - paid);
  }
  over.abort();
  const made = await Promise.all(attackers);
  expect(Math.max(...times)).toBeLessThan(ANSWERED_MS);
  // Otherwise nobody was attacked.
  expect(Math.min(...made)).toBeGreaterThan(ROUNDS);
});
