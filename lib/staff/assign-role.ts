import type { Doer, TooWeak } from "#lib/actor.ts";
import { doerValues } from "#lib/audit/sql/insert-entry.ts";
import type { Shop } from "#lib/process.ts";
import { changeStaff, isTooWeak } from "./change-staff.ts";
import type { AssignRoleInput } from "./commands.ts";
import { deleteMember, writeRole } from "./sql/write-member.ts";

/**
 * Gives a member of a store another role there, or none: then the person has left it. Only somebody who may there what the
 * person may and what the role may, and nobody for oneself, so that each store keeps an owner (T8).
 */
export async function assignRole(
  shop: Shop,
  doer: Doer,
  { userId, storeId, role }: AssignRoleInput,
): Promise<{ kind: "assigned" | "not_allowed" } | TooWeak> {
  if (doer.byPin) return { kind: "not_allowed" };
  if (await isTooWeak(shop, doer, [storeId])) return { kind: "weak" };
  const values = [userId, storeId, ...doerValues(doer)];
  const [changed] = await changeStaff(shop, [storeId], (run) =>
    role === "none" ? run(deleteMember, values) : run(writeRole, [...values, role]),
  );
  return { kind: changed ? "assigned" : "not_allowed" };
}
