import { beijingMinute, isSameBeijingDay } from "#lib/calendar/beijing.ts";
import { FRESH_MS } from "#lib/orders/states/next-call.ts";
import type { Traits } from "#lib/payments/traits.ts";
import type { RefundState } from "./status.ts";

/** What a due refund needs next. `wait`: nothing may be sent before `until`. */
export type RefundCall =
  | { kind: "refund" | "query_refund" | "query_trade" | "cancel" | "change_way" }
  | { kind: "wait"; until: Date };

/** Refunds of MAPI stand still until 01:30 Beijing time (mapi.md 4.4). */
const NIGHT_ENDS = 90;

/** A cancel still works until 00:15 Beijing time of the next day (mapi.md 4.3). */
const GRACE_ENDS = 15;

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
    return canCancel(traits, madeAt, now) ? { kind: "cancel" } : { kind: "change_way" };
  }
  if (state.status === "checking" && traits.tellsRefund && state.answer !== "not_done") return { kind: "query_refund" };
  const until = traits.refundsPauseAtNight ? nightEnd(now) : null;
  return until === null ? { kind: "refund" } : { kind: "wait", until };
}

/** True while the whole trade can still be undone by a cancel. `madeAt`: when the payment was begun. */
export function canCancel({ sameDayCancel }: Traits, madeAt: Date, now: Date): boolean {
  if (!sameDayCancel) return false;
  const grace = beijingMinute(now) < GRACE_ENDS ? GRACE_ENDS * 60_000 : 0;
  return isSameBeijingDay(madeAt, now) || isSameBeijingDay(madeAt, new Date(now.getTime() - grace));
}

/** When the pause of the night is over, or null by day. */
export function nightEnd(now: Date): Date | null {
  const minute = beijingMinute(now);
  if (minute >= NIGHT_ENDS) return null;
  const wholeMinute = Math.floor(now.getTime() / 60_000);
  return new Date((wholeMinute + NIGHT_ENDS - minute) * 60_000);
}
