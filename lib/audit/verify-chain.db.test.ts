import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { closeShop, openShop } from "#lib/process.ts";
import { hashEntry } from "./build-record.ts";
import { readHeads } from "./keep-heads.ts";
import { createSealer, sealEntries } from "./seal-entries.ts";
import { insertEntry } from "./sql/insert-entry.ts";
import { type AuditShop, openAuditShop } from "./testing/audit-shop.ts";
import { verifyChain } from "./verify-chain.ts";

let audit: AuditShop;
beforeAll(async () => {
  audit = await openAuditShop();
});
afterAll(() => audit.close());
beforeEach(() => audit.clear());

const heads = async () => (await readHeads(audit.folder)).heads;
const verify = async () => verifyChain(audit.shop, await heads());
/** Without what was told outside. */
const verifyAlone = () => verifyChain(audit.shop, []);

/** Five entries, sealed in two goes, of which each was told outside. */
async function sealFive(): Promise<void> {
  const seal = createSealer(audit.shop, audit.folder);
  await audit.write(3);
  await seal();
  await audit.write(2);
  await seal();
}

it("I13 W5 verifies from the first entry to the last, with each newest hash kept outside the table", async () => {
  await sealFive();
  const sealed = await audit.sealed();
  expect(sealed.map(({ number }) => number)).toEqual([1n, 2n, 3n, 4n, 5n]);
  expect((await heads()).map(({ number, hash }) => [number, hash])).toEqual(
    [sealed[2], sealed[4]].map((one) => [one?.number, one?.hash]),
  );
  expect(await verify()).toEqual({
    ...{ breaks: [], sealed: 5, end: { number: 5n, hash: sealed[4]?.hash }, confirmed: 2 },
    unsealed: { count: 0, since: null },
  });
});

it("I13 has nothing to say of an empty audit, and counts what is not sealed yet", async () => {
  expect(await verify()).toMatchObject({ breaks: [], sealed: 0, end: null });
  await audit.write(2);
  expect(await verify()).toMatchObject({ breaks: [], unsealed: { count: 2, since: expect.any(Date) } });
});

it("F23 W5 names the row that was changed by hand", async () => {
  await sealFive();
  const id = (await audit.sealed())[2]?.id;
  await audit.tamper('update audit_entry set facts = \'{"amount": "1"}\' where number = 3');
  expect((await verify()).breaks).toEqual([{ why: "changed", number: 3n, id }]);
});

it("F23 names the row after one that was changed together with its own hash", async () => {
  await sealFive();
  await audit.tamper("update audit_entry set user_id = null where number = 2");
  const [first, second] = await audit.sealed();
  if (!first || !second) throw new Error("nothing is sealed");
  const { number, hash: _, ...entry } = second;
  await audit.tamper("update audit_entry set hash = $1 where number = 2", [hashEntry(first.hash, number, entry)]);
  expect((await verify()).breaks).toMatchObject([{ why: "changed", number: 3n }]);
});

it("F23 S21 takes no entry that would stand before the first one", async () => {
  const before = `insert into audit_entry (kind, subject, facts, number, hash) values ('signed_in', 'user', '{}', $1, $2)`;
  for (const number of [0, -5])
    await expect(audit.shop.pool.query(before, [number, "0".repeat(64)])).rejects.toThrow(/audit_entry_from_one/);
});

it("F23 names the rows that were removed from the middle or the beginning", async () => {
  await sealFive();
  await audit.tamper("delete from audit_entry where number in (2, 3)");
  expect((await verifyAlone()).breaks).toEqual([{ why: "missing", number: 2n, until: 3n }]);
  await audit.tamper("delete from audit_entry where number = 1");
  expect((await verifyAlone()).breaks).toEqual([{ why: "missing", number: 1n, until: 3n }]);
});

it("F23 finds the tail that was cut off by the hash outside, and by nothing else", async () => {
  await sealFive();
  await audit.tamper("delete from audit_entry where number > 3");
  expect((await verifyAlone()).breaks).toEqual([]);
  expect((await verify()).breaks).toEqual([{ why: "cut", number: 4n, until: 5n }]);
});

it("F23 still finds the cut tail after the worker has gone on in its place", async () => {
  await sealFive();
  await audit.tamper("delete from audit_entry where number > 3");
  await audit.write(3);
  await createSealer(audit.shop, audit.folder)();
  expect((await verifyAlone()).breaks).toEqual([]);
  expect((await verify()).breaks).toEqual([{ why: "forged", number: 5n }]);
});

it("F23 finds a chain that was made anew by the hash outside, and by nothing else", async () => {
  await sealFive();
  await audit.tamper("update audit_entry set address = '203.0.113.1' where number = 2");
  await audit.forge();
  expect((await verifyAlone()).breaks).toEqual([]);
  expect((await verify()).breaks).toEqual([
    { why: "forged", number: 3n },
    { why: "forged", number: 5n },
  ]);
});

it("F23 says in the log that the end of the chain is gone, once", async () => {
  await sealFive();
  const seal = createSealer(audit.shop, audit.folder);
  await seal();
  await audit.tamper("delete from audit_entry");
  const said: string[] = [];
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((line) => said.push(String(line)) > 0);
  await seal();
  await seal();
  spy.mockRestore();
  expect(said.map((line) => JSON.parse(line))).toMatchObject([{ level: "error", event: "audit_differs", number: "5" }]);
  expect((await verify()).breaks).toEqual([{ why: "cut", number: 1n, until: 5n }]);
});

it("I13 skips no entry that is committed late with a smaller id, and makes nobody wait for it", async () => {
  const late = await audit.shop.pool.connect();
  await late.query("begin");
  const { rows } = await late.query(`${insertEntry.text} returning id`, audit.values());
  await audit.write(2);
  await sealEntries(audit.shop);
  expect(await verifyAlone()).toMatchObject({ sealed: 2, breaks: [] });
  await late.query("commit");
  late.release();
  await sealEntries(audit.shop);
  const sealed = await audit.sealed();
  expect(sealed.map(({ number }) => number)).toEqual([1n, 2n, 3n]);
  expect(sealed[2]?.id).toBe(rows[0].id);
  expect(sealed[2]?.id).toBeLessThan(sealed[0]?.id ?? 0n);
  expect(await verifyAlone()).toMatchObject({ breaks: [], unsealed: { count: 0 } });
});

it("F23 I13 stays one chain when two workers seal at once while entries are written", async () => {
  const second = openShop();
  const sealers = [createSealer(audit.shop, audit.folder), createSealer(second, audit.folder)];
  const writing = Promise.all(Array.from({ length: 8 }, () => audit.write(25)));
  let isWritten = false;
  void writing.finally(() => {
    isWritten = true;
  });
  while (!isWritten) await Promise.all(sealers.map((seal) => seal()));
  await Promise.all(sealers.map((seal) => seal()));
  await sealers[0]?.();
  await closeShop(second);
  expect(await verify()).toMatchObject({ breaks: [], sealed: 200, unsealed: { count: 0 } });
  // Two that tell at the same moment may write their lines in either order.
  expect((await heads()).map(({ number }) => number)).toContain(200n);
});

it("F23 has the hash told by the next worker when one is killed after it has sealed", async () => {
  await audit.write(2);
  await sealEntries(audit.shop); // and killed: nothing was told
  expect(await heads()).toEqual([]);
  await createSealer(audit.shop, audit.folder)();
  expect(await heads()).toMatchObject([{ number: 2n }]);
  expect(await verify()).toMatchObject({ breaks: [], confirmed: 1 });
});

it("F23 seals all or nothing when a worker is killed while it seals", async () => {
  await audit.write(3);
  const dying = await audit.shop.pool.connect();
  await dying.query("begin");
  await dying.query("select pg_try_advisory_xact_lock(7346282)");
  await dying.query(
    "update audit_entry set number = 1, hash = repeat('a', 64) where id = (select min(id) from audit_entry)",
  );
  // While it lives the other one leaves the sealing to it.
  expect(await sealEntries(audit.shop)).toBeNull();
  dying.release(new Error("killed"));
  await vi.waitFor(async () => {
    await sealEntries(audit.shop);
    expect(await verifyAlone()).toMatchObject({ breaks: [], sealed: 3 });
  });
});

it("I13 S17 refuses to change or remove an entry, to the application and to the owner, but for its seal, once", async () => {
  await sealFive();
  const attempts = [
    "update audit_entry set facts = '{}', user_id = null",
    "update audit_entry set number = number + 100",
    "update audit_entry set number = null, hash = null",
    "delete from audit_entry",
    "truncate audit_entry",
  ];
  const stays = /stays as it was written|never removed/;
  for (const sql of attempts) {
    await expect(audit.shop.pool.query(sql), sql).rejects.toThrow(/permission denied|stays as it was written/);
    await expect(audit.asOwner(sql), sql).rejects.toThrow(stays);
  }
  await expect(audit.shop.pool.query("alter table audit_entry disable trigger user")).rejects.toThrow(/must be owner/);
  expect(await verify()).toMatchObject({ breaks: [], sealed: 5 });
});
