import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { headsFile } from "#lib/audit/keep-heads.ts";
import { createSealer } from "#lib/audit/seal-entries.ts";
import { type AuditShop, openAuditShop } from "#lib/audit/testing/audit-shop.ts";

let audit: AuditShop;
beforeAll(async () => {
  audit = await openAuditShop();
});
afterAll(() => audit.close());
beforeEach(() => audit.clear());

/** `npm run scantill -- audit check`, without what finds the installation. */
function check() {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, "audit-check.ts")], {
    env: { ...process.env, DATA_DIR: audit.folder, NODE_OPTIONS: "" },
    encoding: "utf8",
  });
  return { status, said: stdout + stderr };
}

async function seal(count: number): Promise<string> {
  await audit.write(count);
  await createSealer(audit.shop, audit.folder)();
  return (await audit.sealed()).at(-1)?.hash ?? "";
}

it("W5 says that the audit is whole, how long it is, and what waits", async () => {
  expect(check()).toEqual({ status: 0, said: "Nothing is sealed yet.\nThe audit is whole.\n" });
  const hash = await seal(3);
  await audit.write(1);
  const file = headsFile(audit.folder);
  expect(check()).toEqual({
    status: 0,
    said: expect.stringMatching(
      new RegExp(
        `^3 entries read, the newest 3 ${hash}; 1 line of ${file} confirms them\\.\n1 not sealed yet, since \\S+\\.\nThe audit is whole\\.\n$`,
      ),
    ),
  });
});

it("W5 F23 says plainly which entries are not what they were", async () => {
  await seal(3);
  await seal(6);
  const file = headsFile(audit.folder);
  const { id } = (await audit.sealed())[1] ?? {};
  await audit.tamper("update audit_entry set kind = 'refund' where number = 2");
  await audit.tamper("delete from audit_entry where number in (5, 8, 9)");
  const { status, said } = check();
  expect(status).toBe(1);
  expect(said.split("\n").slice(1)).toEqual([
    `Entry 2 (id ${id}) is not what was sealed: it was changed, or the one before it with its hash.`,
    "Entry 5 was removed: the chain goes on with 6.",
    `Entries 8 to 9 were removed from the end: ${file} knows 9.`,
    "",
  ]);
});

it("W5 F23 says so when there is no hash from outside, and when it differs", async () => {
  await seal(2);
  await audit.tamper("update audit_entry set kind = 'refund' where number = 1");
  await audit.forge();
  const file = headsFile(audit.folder);
  const differs = `Entry 2 has another hash than ${file} says: it or one before it was changed, and the chain made anew.`;
  expect(check()).toEqual({ status: 1, said: expect.stringContaining(differs) });
  rmSync(file);
  const alone = "Without a hash from outside, a chain that was made anew as a whole looks like this one.";
  expect(check()).toEqual({ status: 1, said: expect.stringContaining(alone) });
});
