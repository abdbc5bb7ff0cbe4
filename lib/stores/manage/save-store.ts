import type { Doer } from "#lib/actor.ts";
import type { Transaction } from "#lib/db/client.ts";
import { env } from "#lib/env.ts";
import type { Shop } from "#lib/process.ts";
import { applyStore, insertStore } from "../apply/apply-store.ts";
import { tellAudit } from "../apply/tell-audit.ts";
import { type StoreGeneral, storeGeneral } from "../schema.ts";
import { applyForm, misfitOf } from "./apply-form.ts";
import type { AddStoreInput, SaveStoreInput, SaveStoreResult } from "./commands.ts";
import { findManaged } from "./find-managed.ts";
import { makeUnderCode } from "./make-under-code.ts";

/** Changes what is set for a store as a whole: by the same door as the store file, which is where the rules are. */
export async function saveStore(
  shop: Shop,
  doer: Doer,
  { storeId, general }: SaveStoreInput,
): Promise<SaveStoreResult> {
  const parsed = storeGeneral.safeParse(general);
  return applyForm(shop, async (tx) => {
    const store = await findManaged(tx, doer, storeId);
    if (!store) return { kind: "not_found" };
    if (!parsed.success) return misfitOf(parsed.error.issues);
    const { code, practice, merchantId } = store;
    const entry = { ...parsed.data, code, practice, registers: [], accounts: {} };
    const applied = await applyStore(tx, entry, merchantId);
    await tellAudit(tx, "store", { ...applied, name: code, doer });
    return { kind: "saved", storeId };
  });
}

/**
 * Makes a further store of a merchant, with one register. Whoever makes it owns it, and nobody else yet. Where practice is switched
 * off it makes none for practice.
 */
export async function addStore(
  shop: Shop,
  doer: Doer,
  { storeId, practice, general }: AddStoreInput,
): Promise<SaveStoreResult> {
  const parsed = storeGeneral.safeParse(general);
  return applyForm(shop, async (tx) => {
    const beside = await findManaged(tx, doer, storeId);
    if (!beside) return { kind: "not_found" };
    if (!parsed.success) return misfitOf(parsed.error.issues);
    if (practice && env.practiceGateway() === undefined) return { kind: "misfit", fields: ["practice"] };
    return makeStore(tx, doer, { merchantId: beside.merchantId, practice, general: parsed.data });
  });
}

type Making = { merchantId: string; practice: boolean; general: StoreGeneral };

export async function makeStore(tx: Transaction, doer: Doer, { merchantId, practice, general }: Making) {
  const base = latinOf(general.name);
  const taken = await tx.store.findMany({ where: { code: { startsWith: base } }, select: { code: true } });
  const { code, made } = await makeUnderCode({ base, taken }, (code) => {
    const entry = { ...general, code, practice, registers: [{ code: "1", name: "1" }], accounts: {} };
    return insertStore(tx, entry, merchantId);
  });
  await tx.membership.create({ data: { userId: doer.userId, storeId: made.id, role: "owner" } });
  await tellAudit(tx, "store", { ...made, name: code, doer });
  return { kind: "saved" as const, storeId: made.id };
}

const LONGEST = 30;

/** The name that files and commands use: what its own name has of Latin letters. */
const latinOf = (name: string): string =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, "") || "store";
