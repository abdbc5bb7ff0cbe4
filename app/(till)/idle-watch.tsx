import { currentTill, tillPlace } from "#app/session.ts";
import { IdleLeave } from "#components/lock/idle/idle-leave.tsx";
import { SessionWatch } from "#components/lock/idle/session-watch.tsx";

/**
 * For pages beside the till's own one: whoever is signed in no more leaves them within seconds (S2), and on a registered till they
 * lock by themselves too (T9).
 */
export async function IdleWatch() {
  const till = await currentTill();
  const place = till && (await tillPlace(till));
  return (
    <>
      <SessionWatch />
      {place && <IdleLeave minutes={place.store.idleLockMinutes} />}
    </>
  );
}
