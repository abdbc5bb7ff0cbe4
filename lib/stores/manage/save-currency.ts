import type { Doer } from "#lib/actor.ts";
import type { Shop } from "#lib/process.ts";
import { applyCurrencies } from "../apply/apply-currencies.ts";
import { tellAudit } from "../apply/tell-audit.ts";
import { testedAtWith } from "../connection/count-as-tested.ts";
import { currencyLimits } from "../schema.ts";
import { applyForm, misfitOf } from "./apply-form.ts";
import type { SaveCurrencyInput, SaveCurrencyResult, TakeCurrencyInput, TakeCurrencyResult } from "./commands.ts";
import { countOpen } from "./count-open.ts";
import { findManaged, isTooWeak, whereUsable } from "./find-managed.ts";

/** Lets a store sell in a currency with one of its accounts, or changes account and limits of one that it sells in. */
export async function saveCurrency(
  shop: Shop,
  doer: Doer,
  { storeId, accountId, accepted, ...wish }: SaveCurrencyInput,
): Promise<SaveCurrencyResult> {
  const parsed = currencyLimits.safeParse(Object.fromEntries(Object.entries(wish).filter(([, typed]) => typed !== "")));
  return applyForm(shop, async (tx): Promise<SaveCurrencyResult> => {
    const store = await findManaged(tx, doer, storeId);
    const account = store && (await tx.gatewayAccount.findFirst({ where: { id: accountId, ...whereUsable(store) } }));
    if (!store || !account) return { kind: "not_found" };
    if (!parsed.success) return misfitOf(parsed.error.issues);
    const { currency, ...own } = parsed.data;
    const known = await tx.storeAccount.findUnique({ where: { storeId_currency: { storeId, currency } } });
    if (known?.accountId !== accountId) {
      if (isTooWeak(doer, store)) return { kind: "weak" };
      const count = known ? await countOpen(tx, { storeId, currency, accountId: known.accountId }) : 0;
      if (count > 0) return { kind: "open_orders", count };
      const tested = testedAtWith(account, [currency]) !== null;
      if (!store.practice && !tested && !accepted) return { kind: "untested" };
    }
    const accounts = { [currency]: { account: account.code, ...own } };
    const { code, practice } = store;
    const changed = await applyCurrencies(tx, storeId, { code, practice, currency: store.currency, accounts });
    const change = changed.length === 0 ? "kept" : "changed";
    await tellAudit(tx, "store", { id: storeId, name: code, change, changed, doer });
    return { kind: "saved" };
  });
}

/** Takes a currency from a store, and with it the account behind: it sells no more in it. Not while a sale is open (F57). */
export async function takeCurrency(
  shop: Shop,
  doer: Doer,
  { storeId, currency }: TakeCurrencyInput,
): Promise<TakeCurrencyResult> {
  return shop.prisma.$transaction(async (tx): Promise<TakeCurrencyResult> => {
    const store = await findManaged(tx, doer, storeId);
    if (!store) return { kind: "not_found" };
    const count = await countOpen(tx, { storeId, currency });
    if (count > 0) return { kind: "open_orders", count };
    const taken = await tx.storeAccount.deleteMany({ where: { storeId, currency } });
    const change = taken.count > 0 ? "changed" : "kept";
    const changed = [`${currency}.accountId`];
    await tellAudit(tx, "store", { id: storeId, name: store.code, change, changed, doer });
    return { kind: "taken" };
  });
}
