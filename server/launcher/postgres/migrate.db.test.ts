import crypto from "node:crypto";
import pg from "pg";
import { expect, inject, test } from "vitest";
import { migrate } from "./migrate.mjs";

const sha256 = (text: string) => crypto.createHash("sha256").update(text).digest("hex");
const migration = (name: string, sql: string) => ({ name, sql, checksum: sha256(sql) });
const FIRST = migration("1_first", "create table shelf (id int primary key); create table order_event (id int);");

function freshUrls() {
  const name = `m_${crypto.randomUUID().replaceAll("-", "")}`;
  const at = (base: string) => base.replace(/\/[^/]*$/, `/${name}`);
  return { migrateUrl: at(inject("ownerUrl")), databaseUrl: at(inject("appUrl")) };
}

async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test("makes the database, applies in order, and has nothing to do the second time", async () => {
  const urls = freshUrls();
  const second = migration("2_second", "alter table shelf add column label text");
  expect(await migrate({ ...urls, migrations: [FIRST, second] })).toEqual({
    ok: true,
    applied: ["1_first", "2_second"],
  });
  expect(await migrate({ ...urls, migrations: [FIRST, second] })).toEqual({ ok: true, applied: [] });
});

test("leaves the row that Prisma would leave", async () => {
  const urls = freshUrls();
  await migrate({ ...urls, migrations: [FIRST] });
  expect(await query(urls.migrateUrl, "select * from _prisma_migrations")).toEqual([
    {
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      checksum: sha256(FIRST.sql),
      migration_name: "1_first",
      logs: null,
      rolled_back_at: null,
      started_at: expect.any(Date),
      finished_at: expect.any(Date),
      applied_steps_count: 1,
    },
  ]);
});

test("a migration that fails leaves nothing behind, so that the repaired one can be applied", async () => {
  const urls = freshUrls();
  const broken = migration("2_broken", "create table half (id int); select 1/0;");
  expect(await migrate({ ...urls, migrations: [FIRST, broken] })).toEqual({
    ok: false,
    sentence: "Migration 2_broken failed: division by zero.",
  });
  const repaired = migration("2_broken", "create table half (id int);");
  expect(await migrate({ ...urls, migrations: [FIRST, repaired] })).toEqual({ ok: true, applied: ["2_broken"] });
});

test("two at the same time apply everything once", async () => {
  const urls = freshUrls();
  await migrate({ ...urls, migrations: [] });
  const both = await Promise.all([1, 2].map(() => migrate({ ...urls, migrations: [FIRST] })));
  expect(both.map((one) => (one.ok ? one.applied.length : one.sentence)).sort()).toEqual([0, 1]);
});

test("refuses data of a newer version, and a migration that was changed afterwards", async () => {
  const urls = freshUrls();
  await migrate({ ...urls, migrations: [FIRST] });
  expect(await migrate({ ...urls, migrations: [] })).toMatchObject({
    ok: false,
    sentence: expect.stringContaining("newer version"),
  });
  expect(await migrate({ ...urls, migrations: [migration("1_first", "select 1")] })).toMatchObject({
    ok: false,
    sentence: expect.stringContaining("was changed"),
  });
});

test("says in one sentence that the database cannot be reached", async () => {
  expect(await migrate({ databaseUrl: "postgresql://a:b@127.0.0.1:1/shop" })).toEqual({
    ok: false,
    sentence: "The database shop at 127.0.0.1:1 cannot be used: connect ECONNREFUSED 127.0.0.1:1.",
  });
});

test("S17 the application's role reads and writes, but makes no tables and changes no facts", async () => {
  const urls = freshUrls();
  await migrate({ ...urls, migrations: [FIRST] });
  const app = (sql: string) => query(urls.databaseUrl, sql);
  await app(
    "insert into shelf values (1); update shelf set id = 2; delete from shelf; insert into order_event values (1)",
  );
  for (const sql of [
    "update order_event set id = 2",
    "delete from order_event",
    "truncate shelf",
    "create table mine (id int)",
    "alter table shelf add column x int",
    "delete from _prisma_migrations",
  ])
    await expect(app(sql), sql).rejects.toThrow(/permission denied|must be owner/);
});

test("without the owner's address there is nothing to do, or one sentence", async () => {
  const { migrateUrl, databaseUrl } = freshUrls();
  await migrate({ databaseUrl: migrateUrl, migrations: [] });
  const sentence = (why: string) => ({
    ok: false,
    sentence: `The user scantill_app may not migrate the database (${why}): name its owner in MIGRATE_DATABASE_URL.`,
  });
  expect(await migrate({ databaseUrl, migrations: [FIRST] })).toEqual(
    sentence("permission denied for table _prisma_migrations"),
  );
  await migrate({ databaseUrl, migrateUrl, migrations: [FIRST] });
  expect(await migrate({ databaseUrl, migrations: [FIRST] })).toEqual({ ok: true, applied: [] });
  const second = migration("2_second", "create table label (id int)");
  expect(await migrate({ databaseUrl, migrations: [FIRST, second] })).toEqual(
    sentence("permission denied for schema public"),
  );
});
