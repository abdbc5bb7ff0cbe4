import { beijingMinute } from "#lib/calendar/beijing.ts";
import { FRESH_MS } from "#lib/orders/states/next-call.ts";
import { undoesWholeTrade } from "#lib/payments/same-day-cancel.ts";
import type { Traits } from "#lib/payments/traits.ts";
import type { RefundState } from "./status.ts";

/** What a due refund needs next. `wait`: nothing may be sent before `until`. */
export type RefundCall =
  | { kind: "refund" | "query_refund" | "query_trade" | "cancel" | "change_way" }
  | { kind: "wait"; until: Date };

/** Refunds of MAPI stand still until 01:30 Beijing time (mapi.md 4.4). */
const NIGHT_ENDS = 90;

/** One call to the gateway after the other. A cancel follows a query of its trade directly (I11). */
export function nextRefundCall(
  state: RefundState,
  traits: Traits,
  { madeAt, now }: { madeAt: Date; now: Date },
): RefundCall {
  if (state.way === "cancel") {
    // Asked before each cancel, and after each that did not say that the money went back.
    const asked = state.checkedAt === null ? FRESH_MS : now.getTime() - state.checkedAt.getTime();
    if (state.answer !== "paid" || asked >= FRESH_MS) return { kind: "query_trade" };
    return undoesWholeTrade(traits, madeAt, now) ? { kind: "cancel" } : { kind: "change_way" };
  }
  if (state.status === "checking" && traits.tellsRefund && state.answer !== "not_done") return { kind: "query_refund" };
  const until = traits.refundsPauseAtNight ? nightEnd(now) : null;
  return until === null ? { kind: "refund" } : { kind: "wait", until };
}

/** When the pause of the night is over, or null by day. */
export function nightEnd(now: Date): Date | null {
  const minute = beijingMinute(now);
  if (minute >= NIGHT_ENDS) return null;
  const wholeMinute = Math.floor(now.getTime() / 60_000);
  return new Date((wholeMinute + NIGHT_ENDS - minute) * 60_000);
}
