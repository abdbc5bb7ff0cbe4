import { currentStaff, currentTill, tillPlace } from "#app/session.ts";
import { IdleLeave } from "#components/lock/idle/idle-leave.tsx";
import { SessionWatch } from "#components/lock/idle/session-watch.tsx";
import { standingOf } from "#lib/auth/sessions/standing.ts";

/**
 * For pages beside the till's own one: whoever is signed in no more, or may not what they show, leaves them within seconds (S2),
 * and on a registered till they lock by themselves too (T9).
 */
export async function IdleWatch() {
  const [staff, till] = await Promise.all([currentStaff(), currentTill()]);
  const place = till && (await tillPlace(till));
  return (
    <>
      <SessionWatch standing={standingOf(staff)} />
      {place && <IdleLeave minutes={place.store.idleLockMinutes} />}
    </>
  );
}
