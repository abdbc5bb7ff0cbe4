// npm run coverage:rows: which rows of the design a passing test proves, and which are open. `-- --json`: the proved ones.
import fs from "node:fs";
import path from "node:path";
import { ROOT } from "../server/launcher/root.mjs";
import { PROVED_FILE, readRows } from "./rows.mjs";

/** @type {{ [letter: string]: string }} */
const GROUPS = {
  I: "invariants",
  F: "faults",
  B: "bad input",
  S: "security",
  C: "cashier screen",
  D: "customer display",
  P: "payment flow",
  R: "refunds",
  Z: "shifts",
  E: "receipts",
  Q: "quick items",
  M: "manager's dashboard",
  K: "reconciliation",
  T: "stores, staff, keys",
  W: "incoming notices, audit",
  N: "outgoing notices",
  L: "language and access",
  O: "operation",
  X: "simulator and proofs",
  A: "accessibility",
};

/** @param {import("./rows.mjs").Proved} proved */
function report(proved) {
  const rows = readRows();
  const isOpen = (/** @type {import("./rows.mjs").Row} */ { row }) => !proved[row];
  for (const [letter, name] of Object.entries(GROUPS)) {
    const group = rows.filter(({ row }) => row.startsWith(letter));
    const open = group.filter(isOpen).length;
    console.log(`${letter}  ${name.padEnd(26)}${String(group.length - open).padStart(3)} of ${group.length}`);
  }
  console.log(
    `   ${"all".padEnd(26)}${String(rows.filter((row) => !isOpen(row)).length).padStart(3)} of ${rows.length}`,
  );
  console.log("\nopen:");
  for (const { row, title, mark } of rows.filter(isOpen))
    console.log(`${row.padEnd(4)} ${(mark ?? "").padEnd(4)}${title}`);
}

if (fs.existsSync(PROVED_FILE)) {
  const proved = JSON.parse(fs.readFileSync(PROVED_FILE, "utf8"));
  if (process.argv.includes("--json")) console.log(JSON.stringify(proved, null, 2));
  else report(proved);
} else {
  console.error(`${path.relative(ROOT, PROVED_FILE)} is missing: npm test writes it.`);
  process.exitCode = 2;
}
