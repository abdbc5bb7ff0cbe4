import type { Doer } from "#lib/actor.ts";
import type { Shop } from "#lib/process.ts";
import { applyForm, misfitOf } from "#lib/stores/manage/apply-form.ts";
import { makeStore } from "#lib/stores/manage/save-store.ts";
import { storeGeneral } from "#lib/stores/schema.ts";
import { uuid7 } from "#lib/uuid.ts";
import type { AddFirstStoreInput, AddFirstStoreResult } from "./commands.ts";
import { insertFirstMerchant } from "./sql/first-merchant.ts";

/** Makes the first store of a new installation, a live one, with its merchant. Every further one is made beside it. */
export async function addFirstStore(
  shop: Shop,
  doer: Doer,
  { general }: AddFirstStoreInput,
): Promise<AddFirstStoreResult> {
  const parsed = storeGeneral.safeParse(general);
  const owner = { id: doer.userId, owner: true, disabledAt: null };
  return applyForm(shop, async (tx): Promise<AddFirstStoreResult> => {
    if (doer.byPin || (await tx.user.count({ where: owner })) === 0) return { kind: "not_found" };
    if (!parsed.success) return misfitOf(parsed.error.issues);
    const values = [uuid7(), doer.userId, parsed.data.name];
    const [made] = await tx.$queryRawUnsafe<{ id: string }[]>(insertFirstMerchant.text, ...values);
    if (!made) return { kind: "exists" };
    return makeStore(tx, doer, { merchantId: made.id, practice: false, general: parsed.data });
  });
}
