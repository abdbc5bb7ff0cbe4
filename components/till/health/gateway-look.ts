import type { GatewayHealth } from "#lib/orders/view.ts";

export type GatewayLook = "none" | "good" | "slow" | "down";

const SLOW_MS = 3_000;
const DOWN_AFTER = 3;

/** How Alipay does: slow over a median of 3 s, down at three failures in a row; "none" where nobody asked it lately. */
export function gatewayLook(health: GatewayHealth | null): GatewayLook {
  if (health === null || health.calls === 0) return "none";
  if (health.failedInARow >= DOWN_AFTER) return "down";
  return health.medianMs !== null && health.medianMs > SLOW_MS ? "slow" : "good";
}

/** "0.4" for 400 milliseconds; never below zero, where two clocks disagree. */
export const secondsText = (milliseconds: number): string => (Math.max(0, milliseconds) / 1_000).toFixed(1);
