import { currentTill, tillPlace } from "#app/session.ts";
import { IdleLeave } from "#components/lock/idle/idle-leave.tsx";

/** For pages beside the till's own one: on a registered till they lock by themselves too (T9). */
export async function IdleWatch() {
  const till = await currentTill();
  const place = till && (await tillPlace(till));
  return place ? <IdleLeave minutes={place.store.idleLockMinutes} /> : null;
}
