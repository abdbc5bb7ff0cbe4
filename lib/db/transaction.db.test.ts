import { afterAll, expect, it } from "vitest";
import { env } from "#lib/env.ts";
import { openPool } from "./pool.ts";
import { run, statement } from "./statement.ts";
import { transact } from "./transaction.ts";

const pool = openPool(env.databaseUrl());
afterAll(() => pool.end());

const lock = statement<never>("test_lock", "select pg_advisory_xact_lock($1)");
const put = statement<never>(
  "test_put",
  "insert into sign_in_throttle (key, failures, locked_until) values ($1, 1, now())",
);
const count = statement<{ count: bigint }>("test_count", "select count(*) from sign_in_throttle where key = $1");

it("F17 does the whole work again when two wait for each other, and both come through", async () => {
  let tries = 0;
  const both = Promise.withResolvers<void>();
  const work = (first: number, second: number) =>
    transact(pool, async (run) => {
      tries++;
      await run(lock, [first]);
      // Each holds its first before either asks for the other's; later tries need not wait.
      if (tries === 2) both.resolve();
      await both.promise;
      await run(lock, [second]);
      return first;
    });
  expect(await Promise.all([work(7_001, 7_002), work(7_002, 7_001)])).toEqual([7_001, 7_002]);
  expect(tries).toBeGreaterThan(2);
});

it("leaves nothing behind when the work fails, and a connection that can be used", async () => {
  const key = crypto.randomUUID();
  const failing = transact(pool, async (run) => {
    await run(put, [key]);
    throw new Error("no more");
  });
  await expect(failing).rejects.toThrow("no more");
  expect(await run(pool, count, [key])).toEqual([{ count: 0n }]);
});
