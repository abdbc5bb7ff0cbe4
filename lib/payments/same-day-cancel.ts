import { beijingMinute, isSameBeijingDay } from "#lib/calendar/beijing.ts";
import type { Traits } from "./traits.ts";

/** A cancel still works until 00:15 Beijing time of the next day (mapi.md 4.3). */
const GRACE_ENDS = 15;

/** True while the whole payment can still be undone by a cancel. `madeAt`: when it was begun. */
export function undoesWholeTrade({ sameDayCancel }: Traits, madeAt: Date, now: Date): boolean {
  if (!sameDayCancel) return false;
  const grace = beijingMinute(now) < GRACE_ENDS ? GRACE_ENDS * 60_000 : 0;
  return isSameBeijingDay(madeAt, now) || isSameBeijingDay(madeAt, new Date(now.getTime() - grace));
}
