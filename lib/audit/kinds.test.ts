import fs from "node:fs";
import { expect, it } from "vitest";
import { AUDIT_KINDS } from "./view.ts";

/** Where entries are made up, to be listed or sealed: no use case writes these. */
const MADE_UP = /^lib\/audit\/(?:find-entries|verify-chain)\.db\.test\.ts$/;

it("W4 each kind of entry has a test with a database in which its use case writes it", () => {
  const tests = fs
    .readdirSync("lib", { recursive: true, encoding: "utf8" })
    .map((file) => `lib/${file}`)
    .filter((file) => file.endsWith(".db.test.ts") && !MADE_UP.test(file))
    .map((file) => fs.readFileSync(file, "utf8"))
    // Only what a test looks at, in what the audit tells.
    .filter((text) => /\btold\w*\(|auditEntry\.(?:find|count)/.test(text))
    .join("\n");
  expect(AUDIT_KINDS.filter((kind) => !new RegExp(`"${kind}"`).test(tests))).toEqual([]);
});
