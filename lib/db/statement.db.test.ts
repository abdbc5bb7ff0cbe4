import { afterAll, expect, it } from "vitest";
import { env } from "#lib/env.ts";
import { openPool } from "./pool.ts";
import { run, statement } from "./statement.ts";

const pool = openPool(env.databaseUrl());
// The app's own role makes no tables and no functions (S17).
const owner = openPool(process.env.MIGRATE_DATABASE_URL ?? "");
afterAll(() => Promise.all([pool.end(), owner.end()]));

/** A statement that the database takes back so many times with this code before it works; calls are counted for good. */
async function failing(times: number, code: string) {
  const name = `fail_${crypto.randomUUID().replaceAll("-", "")}`;
  await owner.query(`create sequence ${name}`);
  await owner.query(
    `create function ${name}() returns bigint language plpgsql as $$
     declare calls bigint := nextval('${name}');
     begin
       if calls <= ${times} then raise exception 'taken back' using errcode = '${code}'; end if;
       return calls;
     end $$`,
  );
  await owner.query(`grant usage, select on ${name} to public`);
  return {
    work: () => run(pool, statement<{ calls: bigint }>(name, `select ${name}() as calls`), []),
    calls: async () =>
      (await owner.query<{ last_value: bigint }>(`select last_value from ${name}`)).rows[0]?.last_value,
  };
}

it.each(["40001", "40P01"])("F17 tries again what the database took back with %s", async (code) => {
  const { work } = await failing(3, code);
  expect(await work()).toEqual([{ calls: 4n }]);
});

it("F17 gives up after three tries more", async () => {
  const { work, calls } = await failing(99, "40P01");
  await expect(work()).rejects.toThrow("taken back");
  expect(await calls()).toBe(4n);
});

it("F16 repeats nothing whose end is not known", async () => {
  const { work, calls } = await failing(1, "57P01");
  await expect(work()).rejects.toThrow("taken back");
  expect(await calls()).toBe(1n);
});
