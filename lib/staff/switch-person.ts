import type { Doer, TooWeak } from "#lib/actor.ts";
import { doerValues } from "#lib/audit/sql/insert-entry.ts";
import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import { changeStaff, isTooWeak } from "./change-staff.ts";
import type { SwitchPersonInput } from "./commands.ts";
import { readStoresOf } from "./sql/standing.ts";
import { switchOff, switchOn } from "./sql/write-member.ts";

/**
 * Switches a person off everywhere, or on again (T14). For whoever manages all stores in which the person works and may
 * there what the person may; for nobody of oneself.
 */
export async function switchPerson(
  shop: Shop,
  doer: Doer,
  { userId, isOn }: SwitchPersonInput,
): Promise<{ kind: "switched" | "not_allowed" } | TooWeak> {
  if (doer.byPin) return { kind: "not_allowed" };
  const stores = (await run(shop.pool, readStoresOf, [userId])).map(({ storeId }) => storeId);
  // Whoever is on again may what the roles say: that gives rights.
  if (isOn && (await isTooWeak(shop, doer, stores))) return { kind: "weak" };
  const [changed] = await changeStaff(shop, stores, (run) =>
    run(isOn ? switchOn : switchOff, [userId, ...doerValues(doer)]),
  );
  return { kind: changed ? "switched" : "not_allowed" };
}
