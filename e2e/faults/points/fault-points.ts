import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Call } from "../../checker/history.ts";
import { CALLS, type Order, type Role, STRUCK, type Start } from "./order.ts";

const PRELOAD = pathToFileURL(path.resolve("e2e/faults/points/preload.mjs")).href;
const ROLES: readonly Role[] = ["front", "web", "worker"];

export type FaultPoints = ReturnType<typeof openFaultPoints>;

/** The hand of a test inside the app's processes. `env` is what the app has to be started with. */
export function openFaultPoints() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "scantill-points-"));
  const started: ChildProcess[] = [];
  for (const name of [...ROLES, STRUCK]) fs.mkdirSync(path.join(folder, name));
  return {
    env: { NODE_OPTIONS: `--import=${PRELOAD}`, FAULT_POINTS: folder },
    /** Places an order; the returned question tells whether it was obeyed. */
    place(order: Order): () => boolean {
      const id = `${Date.now()}-${randomUUID()}`;
      const half = path.join(folder, id);
      fs.writeFileSync(half, JSON.stringify(order));
      fs.renameSync(half, path.join(folder, order.in, id));
      return () => fs.existsSync(path.join(folder, STRUCK, id));
    },
    /** Takes back what was not obeyed. */
    clear(): void {
      for (const role of ROLES)
        for (const id of fs.readdirSync(path.join(folder, role)))
          fs.rmSync(path.join(folder, role, id), { force: true });
    },
    /** One more process of a role, beside the one that the launcher keeps. */
    startAnother(role: Role): ChildProcess {
      const { file, words, env } = JSON.parse(fs.readFileSync(path.join(folder, `${role}.json`), "utf8")) as Start;
      const child = spawn(file, words, { env, stdio: "ignore" });
      started.push(child);
      return child;
    },
    /** Every call to the gateway in the order of their leaving, whoever was killed since. */
    calls(): Call[] {
      const file = path.join(folder, CALLS);
      if (!fs.existsSync(file)) return [];
      const lines = fs.readFileSync(file, "utf8").trimEnd().split("\n");
      return lines.map((line) => JSON.parse(line) as Call);
    },
    /** Also ends what was started beside the launcher's own and did not end. */
    remove(): void {
      for (const child of started) child.kill("SIGKILL");
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
