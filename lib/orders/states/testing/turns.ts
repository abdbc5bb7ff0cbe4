import type { AttemptStatus } from "../status.ts";

/** From each status, all that may follow it (P1). The rules and the database must both agree with this. */
export const TURNS: Readonly<Record<AttemptStatus, readonly AttemptStatus[]>> = {
  creating: ["checking", "waiting", "scanned", "cancelling", "paid", "closed", "failed"],
  checking: ["waiting", "scanned", "cancelling", "paid", "closed", "failed"],
  waiting: ["checking", "scanned", "cancelling", "paid", "closed", "failed"],
  scanned: ["checking", "cancelling", "paid", "closed", "failed"],
  cancelling: ["checking", "paid", "closed", "failed"],
  paid: [],
  closed: ["paid"],
  failed: ["paid"],
};

export const STATUSES = Object.keys(TURNS) as AttemptStatus[];
