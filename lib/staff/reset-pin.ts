import type { Doer } from "#lib/actor.ts";
import { doerValues } from "#lib/audit/sql/insert-entry.ts";
import { forgetPinTries } from "#lib/auth/sql/pin.ts";
import type { Shop } from "#lib/process.ts";
import { changeStaff } from "./change-staff.ts";
import type { ResetPinInput } from "./commands.ts";
import { deletePin } from "./sql/write-member.ts";

/** Takes a PIN away, with the lock that wrong ones brought (T10): the person sets a new one with the own password. */
export async function resetPin(
  shop: Shop,
  doer: Doer,
  { userId, storeId }: ResetPinInput,
): Promise<{ kind: "reset" | "not_allowed" }> {
  if (doer.byPin) return { kind: "not_allowed" };
  return changeStaff(shop, [storeId], async (run) => {
    const [changed] = await run(deletePin, [userId, storeId, ...doerValues(doer)]);
    if (!changed) return { kind: "not_allowed" };
    await run(forgetPinTries, [userId, storeId]);
    return { kind: "reset" };
  });
}
