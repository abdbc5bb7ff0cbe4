import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { closeShop, openShop } from "#lib/process.ts";
import { applyStoreFile } from "../apply/apply-store-file.ts";
import { findGateway } from "../find-gateway.ts";
import { findUnreadableAccount } from "../find-unreadable-account.ts";
import { sealSecrets } from "../seal-secrets.ts";
import { SEALED } from "../sql/sealed.ts";
import { mine } from "../testing/corner-file.ts";
import { wideFile } from "../testing/wide-file.ts";
import { rotateMasterKey } from "./rotate-master-key.ts";

const folder = mkdtempSync(join(tmpdir(), "scantill-rotate-"));
const FILE = join(folder, "master.key");
const shop = openShop();
const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
const PATIENCE = { timeout: 10_000 };
const newKey = () => randomBytes(32).toString("base64");
const kept = () => readFileSync(FILE, "utf8").trim().split("\n");

let accounts: { accountId: string; version: number }[] = [];
beforeAll(async () => {
  await client.connect();
  vi.stubEnv("MASTER_KEY_FILE", FILE);
  writeFileSync(FILE, `${newKey()}\n`, { mode: 0o600 });
  expect(await applyStoreFile(shop, wideFile, String)).toMatchObject({ kind: "applied" });
  accounts = await shop.prisma.credentialVersion.findMany({ select: { accountId: true, version: true } });
  expect(accounts).toHaveLength(3);
});
afterAll(async () => {
  await client.end();
  await closeShop(shop);
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  await expectAllOpen();
  vi.stubEnv("MASTER_KEY_FILE", FILE);
});
afterEach(() => vi.unstubAllEnvs());

/** Each account can sign, with what is in the key file at this moment. */
async function expectAllOpen(keys?: string[]): Promise<void> {
  const before = readFileSync(FILE);
  if (keys) writeFileSync(FILE, keys.join("\n"));
  shop.gateways.clear();
  vi.stubEnv("MASTER_KEY_FILE", FILE);
  for (const { accountId, version } of accounts) expect(await findGateway(shop, accountId, version)).not.toBeNull();
  if (keys) writeFileSync(FILE, before);
}

const sealedIds = async () => {
  const { rows } = await shop.pool.query(
    "select distinct encode(substring(sealed from 2 for 8), 'hex') as id from credential_version",
  );
  return rows.map(({ id }) => id);
};

it("F56 S13 changes the master key while payments run: no process is ever without the keys it needs", async () => {
  const [before = ""] = kept();
  const dataKeys = async () =>
    (await shop.prisma.credentialVersion.findMany()).map(({ sealed }) => Buffer.from(sealed).toString("hex"));
  const old = await dataKeys();
  // Another process of the shop, which opens the accounts anew for each payment.
  const other = openShop();
  let opened = 0;
  const selling = new AbortController();
  const sell = async () => {
    while (!selling.signal.aborted)
      for (const { accountId, version } of accounts) {
        other.gateways.clear();
        expect(await findGateway(other, accountId, version)).not.toBeNull();
        opened += 1;
      }
  };
  const sellers = [sell(), sell(), sell()];
  try {
    for (let times = 1; times <= 5; times++) {
      const rotation = await rotateMasterKey(shop);
      expect(rotation).toMatchObject({ kind: "rotated", resealed: accounts.length, file: FILE });
      expect(await sealedIds()).toEqual([rotation.kind === "rotated" && rotation.keyId]);
      await vi.waitFor(() => expect(opened).toBeGreaterThan(20 * times));
    }
  } finally {
    selling.abort();
    await Promise.all(sellers);
    await closeShop(other);
  }
  expect(kept()).toHaveLength(1);
  expect(kept()).not.toContain(before);
  expect((await dataKeys()).filter((value) => old.includes(value))).toEqual([]);
  expect(await findUnreadableAccount(shop)).toBeNull();
  await expectAllOpen();
});

it("F56 a change that was killed at any point is gone on with, and meanwhile everything opens", async () => {
  const [old = ""] = kept();
  const next = newKey();
  // Killed when the new key stands in the file and nothing is sealed with it.
  writeFileSync(FILE, `${next}\n${old}\n`);
  await expectAllOpen();
  // Killed in the middle of writing the file.
  writeFileSync(`${FILE}.new`, "torn");
  expect(await rotateMasterKey(shop)).toMatchObject({ kind: "rotated", resealed: accounts.length });
  expect(kept()).toEqual([next]);
  // Killed when some are sealed anew: one more was restored under the former key.
  const [{ accountId, version } = { accountId: "", version: 0 }] = accounts;
  writeFileSync(FILE, `${old}\n`);
  const sealed = new Uint8Array(sealSecrets({ privateKey: mine.privateKey }, accountId, version));
  await shop.prisma.credentialVersion.update({
    where: { accountId_version: { accountId, version } },
    data: { sealed },
  });
  writeFileSync(FILE, `${next}\n${old}\n`);
  await expectAllOpen();
  expect(await rotateMasterKey(shop)).toMatchObject({ kind: "rotated", resealed: 1 });
  // Killed when everything is sealed anew, and the former key stands in the file still.
  writeFileSync(FILE, `${next}\n${old}\n`);
  expect(await rotateMasterKey(shop)).toMatchObject({ kind: "rotated", resealed: 0 });
  expect(kept()).toEqual([next]);
});

it("F56 what somebody seals with the former key while it is changed is not left behind", async () => {
  const [old = ""] = kept();
  const [{ accountId } = { accountId: "" }] = accounts;
  await client.query("begin");
  await client.query("select 1");
  // Read before the change began, and not yet committed.
  const late = sealSecrets({ privateKey: mine.privateKey }, accountId, 7);
  const rotation = rotateMasterKey(shop);
  await vi.waitFor(() => expect(kept()).toHaveLength(2));
  expect(kept()[1]).toBe(old);
  await client.query(
    "insert into credential_version (id, account_id, version, settings, sealed) select gen_random_uuid(), account_id, 7, settings, $2 from credential_version where account_id = $1 and version = 1",
    [accountId, late],
  );
  await client.query("commit");
  accounts = [...accounts, { accountId, version: 7 }];
  expect(await rotation).toMatchObject({ kind: "rotated", resealed: accounts.length });
  expect(kept()).not.toContain(old);
  await expectAllOpen();
});

it("F56 what somebody seals with the new key while it is changed is not put back to the former secret", async () => {
  const [{ accountId, version } = { accountId: "", version: 0 }] = accounts;
  const other = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await other.connect();
  try {
    await client.query("begin");
    const { rows } = await client.query<{ began: string }>("select now()::text as began");
    const rotation = rotateMasterKey(shop);
    const asks = async (what: string) => {
      const { rowCount } = await other.query(
        `select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and ${what}`,
      );
      expect(rowCount).toBeGreaterThan(0);
    };
    // It has begun to wait for the transactions from before: the next one is none of them.
    await vi.waitFor(() => asks(`query like '%xact_start <= $1%' and query_start > '${rows[0]?.began}'`), PATIENCE);
    const newer = sealSecrets({ privateKey: mine.privateKey }, accountId, version);
    await other.query("begin");
    await other.query("update credential_version set sealed = $3 where account_id = $1 and version = $2", [
      ...[accountId, version, newer],
    ]);
    await client.query("commit");
    await vi.waitFor(() => asks("wait_event_type = 'Lock'"), PATIENCE);
    await other.query("commit");
    expect(await rotation).toMatchObject({ kind: "rotated" });
    const where = { accountId_version: { accountId, version } };
    const { sealed } = await shop.prisma.credentialVersion.findUniqueOrThrow({ where });
    expect(Buffer.from(sealed).toString("hex")).toBe(Buffer.from(newer).toString("hex"));
    expect(kept()).toHaveLength(1);
  } finally {
    await client.query("rollback");
    await other.end();
  }
  await expectAllOpen();
});

it("F56 does not wait for ever for somebody's transaction, and both keys work meanwhile", async () => {
  const [old = ""] = kept();
  await client.query("begin");
  await client.query("select 1");
  expect(await rotateMasterKey(shop, { patienceMs: 60 })).toEqual({ kind: "held_up" });
  await client.query("rollback");
  expect(kept()).toEqual([expect.any(String), old]);
  await expectAllOpen();
  expect(await rotateMasterKey(shop)).toMatchObject({ kind: "rotated", resealed: accounts.length });
});

it("F56 two changes at the same moment are one", async () => {
  const all = await Promise.all([rotateMasterKey(shop), rotateMasterKey(shop), rotateMasterKey(shop)]);
  expect(all.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["rotated", "busy"]));
  expect(kept()).toHaveLength(1);
  await expectAllOpen();
});

it("F56 with another key, with none, or with one that opens only a part, nothing is changed", async () => {
  const [right = ""] = kept();
  for (const [content, kind] of [
    [newKey(), "unreadable"],
    ["", "no_key"],
    ["c2hvcnQ=", "no_key"],
  ] as const) {
    writeFileSync(FILE, content);
    const before = await shop.prisma.credentialVersion.findMany();
    const rotation = await rotateMasterKey(shop);
    expect(rotation).toMatchObject({ kind });
    if (rotation.kind === "unreadable") expect(rotation.places).toHaveLength(accounts.length);
    expect(readFileSync(FILE, "utf8")).toBe(content);
    expect(await shop.prisma.credentialVersion.findMany()).toEqual(before);
  }
  writeFileSync(FILE, `${right}\n`);
});

it("F56 a key in the environment is changed by whoever owns that, in two steps", async () => {
  const [old = ""] = kept();
  vi.stubEnv("MASTER_KEY", old);
  expect(await rotateMasterKey(shop)).toEqual({ kind: "second_key_needed" });
  const next = newKey();
  vi.stubEnv("MASTER_KEY", `${next},${old}`);
  expect(await rotateMasterKey(shop)).toMatchObject({ kind: "rotated", resealed: accounts.length, file: null });
  vi.stubEnv("MASTER_KEY", next);
  shop.gateways.clear();
  for (const { accountId, version } of accounts) expect(await findGateway(shop, accountId, version)).not.toBeNull();
  vi.stubEnv("MASTER_KEY", "");
  writeFileSync(FILE, `${next}\n`);
});

it("F56 a key file that cannot be written is named, and left as it is", async () => {
  const before = kept();
  mkdirSync(`${FILE}.new`);
  expect(await rotateMasterKey(shop)).toEqual({ kind: "not_written", file: FILE, why: "EISDIR" });
  rmSync(`${FILE}.new`, { recursive: true });
  expect(kept()).toEqual(before);
});

it("F56 S13 the key file stays readable for whom it was, and for nobody else", async () => {
  chmodSync(FILE, 0o640);
  expect(await rotateMasterKey(shop)).toMatchObject({ kind: "rotated" });
  expect(statSync(FILE).mode & 0o777).toBe(0o640);
  chmodSync(FILE, 0o600);
});

it("I13 W4 a change of the master key stands in the audit, with what was sealed anew and without a key", async () => {
  await shop.pool.query("select 1");
  const before = await shop.prisma.auditEntry.count({ where: { kind: "key_rotated" } });
  const rotation = await rotateMasterKey(shop);
  const entries = await shop.prisma.auditEntry.findMany({ where: { kind: "key_rotated" }, orderBy: { id: "desc" } });
  expect(entries).toHaveLength(before + 1);
  const name = rotation.kind === "rotated" && rotation.keyId;
  expect(entries[0]).toMatchObject({ subject: "installation", userId: null, facts: { name, sealed: accounts.length } });
  expect(JSON.stringify(entries[0]?.facts)).not.toContain(kept()[0]);
});

/** What the database keeps as bytes that are no secret to be opened again: hashes, public keys, and Alipay's own words. */
const NOT_SEALED = [
  ...["device.token_hash", "membership.pin_hash", "notification.body", "passkey.public_key"],
  ...["refused_notice.body", "refused_notice.digest"],
];

it("F56 S13 knows every column that holds sealed values", async () => {
  const { rows } = await client.query<{ name: string }>(
    "select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public' and data_type = 'bytea'",
  );
  const unknown = rows.map(({ name }) => name).filter((name) => !NOT_SEALED.includes(name) && !/hash$/.test(name));
  expect(unknown.toSorted()).toEqual(SEALED.map(({ table, column }) => `${table}.${column}`).toSorted());
});
