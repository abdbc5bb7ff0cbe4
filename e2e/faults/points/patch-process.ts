import fs from "node:fs";
import path from "node:path";
import type { Call } from "../../checker/history.ts";
import { CALLS, type Role, type Start } from "./order.ts";
import { patchCalls, patchNoticeAnswers } from "./patch-http.ts";
import { patchStatements } from "./patch-statements.ts";
import { trueNow } from "./shift-clock.ts";
import { createReach } from "./strike.ts";

/** Makes every border of this process a point, and keeps a record of its calls to the gateway. */
export function patchProcess(role: Role, folder: string): void {
  const start: Start = { file: process.execPath, words: process.argv.slice(1), env: process.env };
  fs.writeFileSync(path.join(folder, `${role}.json`), JSON.stringify(start), { mode: 0o600 });
  const reach = createReach(role, folder);
  const file = path.join(folder, CALLS);
  const note = (call: Pick<Call, "operation" | "merchantNumber" | "phase">) =>
    fs.appendFileSync(file, `${JSON.stringify({ at: trueNow(), role, pid: process.pid, ...call })}\n`);
  patchStatements(reach);
  patchCalls(reach, note);
  if (role === "front") patchNoticeAnswers(reach);
}
