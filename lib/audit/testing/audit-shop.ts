import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { run } from "#lib/db/statement.ts";
import { closeShop, openShop, type Shop } from "#lib/process.ts";
import { hashEntry } from "../build-record.ts";
import { insertEntry } from "../sql/insert-entry.ts";
import { readSealed, type SealedEntry } from "../sql/seal.ts";

/** A shop with its audit and a data folder; `tamper` is somebody who has the database whole. */
export type AuditShop = {
  shop: Shop;
  folder: string;
  write(count: number): Promise<void>;
  /** The values that `insertEntry` takes. */
  values(): unknown[];
  sealed(): Promise<SealedEntry[]>;
  asOwner(sql: string): Promise<unknown>;
  tamper(sql: string, values?: unknown[]): Promise<void>;
  /** Makes all hashes anew, so that the chain holds together whatever stands in it. */
  forge(): Promise<void>;
  /** No entries, no folder. */
  clear(): Promise<void>;
  close(): Promise<void>;
};

export async function openAuditShop(): Promise<AuditShop> {
  const shop = openShop();
  const owner = new pg.Client({ connectionString: process.env.MIGRATE_DATABASE_URL });
  await owner.connect();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "scantill-audit-"));
  const values = () => ["cancel", crypto.randomUUID(), null, null, null, null, "order", crypto.randomUUID(), "{}"];
  const sealed = () => run(shop.pool, readSealed, [0n, 10_000]);
  const tamper = async (sql: string, given: unknown[] = []): Promise<void> => {
    await owner.query("alter table audit_entry disable trigger user");
    await owner.query(sql, given);
    await owner.query("alter table audit_entry enable trigger user");
  };
  return {
    ...{ shop, folder, values, sealed, tamper, asOwner: (sql) => owner.query(sql) },
    async write(count) {
      for (let at = 0; at < count; at++) await run(shop.pool, insertEntry, values());
    },
    async forge() {
      let previous = "0".repeat(64);
      for (const { number, hash: _, ...entry } of await sealed()) {
        previous = hashEntry(previous, number, entry);
        await tamper("update audit_entry set hash = $2 where number = $1", [number, previous]);
      }
    },
    async clear() {
      await tamper("truncate audit_entry");
      fs.rmSync(folder, { recursive: true, force: true });
      fs.mkdirSync(folder);
    },
    async close() {
      await owner.end();
      await closeShop(shop);
      fs.rmSync(folder, { recursive: true });
    },
  };
}
