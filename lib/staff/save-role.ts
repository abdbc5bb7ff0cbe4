import type { Doer } from "#lib/actor.ts";
import { doerValues } from "#lib/audit/sql/insert-entry.ts";
import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import { uuid7 } from "#lib/uuid.ts";
import { changeStaff, isTooWeak } from "./change-staff.ts";
import type { SaveRoleInput, SaveRoleResult } from "./commands.ts";
import { insertRole, readStoresOfMerchant, updateRole } from "./sql/write-role.ts";

/**
 * Makes a copy of a role, or changes one; what it is a copy of stays. Nobody puts a right into it, or takes one out, that is
 * not the own one in every store where the role is held (T8). It holds at once.
 */
export async function saveRole(
  shop: Shop,
  doer: Doer,
  { roleId, merchantId, base, name, rights }: SaveRoleInput,
): Promise<SaveRoleResult> {
  if (doer.byPin) return { kind: "not_allowed" };
  const stores = (await run(shop.pool, readStoresOfMerchant, [merchantId])).map(({ storeId }) => storeId);
  if (await isTooWeak(shop, doer, stores)) return { kind: "weak" };
  const by = doerValues(doer);
  try {
    const [saved] = await changeStaff(shop, stores, (run) =>
      roleId === null
        ? run(insertRole, [...by, uuid7(), merchantId, base, name, rights])
        : run(updateRole, [...by, roleId, name, rights, merchantId]),
    );
    return { kind: saved ? "saved" : "not_allowed" };
  } catch (error) {
    if (isDuplicate(error)) return { kind: "taken" };
    throw error;
  }
}

const isDuplicate = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "23505";
