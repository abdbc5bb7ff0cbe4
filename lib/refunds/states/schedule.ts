import { patientPause } from "#lib/orders/states/schedule.ts";
import type { RefundState } from "./status.ts";

const SECOND = 1000;

/** Longer than a refund and the questions after it may take: what was claimed and not written within it belongs to nobody. */
export const REFUND_CLAIM_MS = 30 * SECOND;

/** Between two calls that give money back on one trade (openapi.md 6.5: at least 3 s). */
export const REFUND_GAP_MS = 3 * SECOND;

/** A refund is asked about 10 s after it was sent at the earliest (openapi.md 6.6), then less and less often. */
function unclearPause(checks: number, age: number): number {
  const first = [10, 10, 15, 30][checks];
  return first === undefined ? patientPause(age) : first * SECOND;
}

/** When the gateway is to be asked next after it was asked now; null when there is nothing left to learn. */
export function nextRefundCheck(state: RefundState, now: Date): Date | null {
  if (state.status === "done" || state.status === "refused") return null;
  return new Date(
    now.getTime() + unclearPause(Math.max(0, state.checks - 1), now.getTime() - state.statusSince.getTime()),
  );
}
