import { expect } from "@playwright/test";
import { ANSWERED_MS } from "../fixtures/bounds.ts";
import { signIn } from "../fixtures/sign-in.ts";
import { newPress } from "../fixtures/teller.ts";
import { test } from "./fixture.ts";

const ROUNDS = 5;

test("F47 I18 while strangers guess passwords, forge notices and somebody loads lists, charges and notices keep their limits", async ({
  app,
  sessions,
  teller,
  database,
  gateway,
  ends,
}) => {
  const target = `${app.baseURL}${await database.notifyPath("practice-openapi")}`;
  const forged = new URLSearchParams({ out_trade_no: "1", trade_status: "TRADE_SUCCESS", sign: "AAAA" });
  const guess = () => signIn(app.baseURL, { name: crypto.randomUUID(), password: crypto.randomUUID() });
  const guessed = () => database.rows("select from sign_in_throttle");
  const read = (answer: Response) => answer.arrayBuffer();
  const attacks: (() => Promise<unknown>)[] = [
    ...Array.from({ length: 8 }, () => () => fetch(target, { method: "POST", body: forged }).then(read)),
    ...Array.from({ length: 8 }, () => guess),
    () => fetch(`${app.baseURL}/orders`, { headers: { cookie: sessions.owner } }).then(read),
  ];
  const over = new AbortController();
  const attackers = attacks.map(async (attack) => {
    let made = 0;
    for (; !over.signal.aborted; made++) await attack();
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
  expect(Math.min(...made)).toBeGreaterThan(0);
  // A login that nobody has is hashed and counted like any other.
  expect((await guessed()).length).toBeGreaterThan(ROUNDS);
  // Whoever comes next from this address is no stranger of those.
  await database.rows("delete from sign_in_throttle");
});
