import type { Doer } from "#lib/actor.ts";
import type { Shop } from "#lib/process.ts";
import { applyRegisters } from "../apply/apply-store.ts";
import { tellAudit } from "../apply/tell-audit.ts";
import { registerName } from "../schema.ts";
import { applyForm, misfitOf } from "./apply-form.ts";
import type { NameRegisterInput, NameRegisterResult } from "./commands.ts";
import { findManaged } from "./find-managed.ts";

const MOST = 100;

/** Gives a register another name, or a store a further register. How it sounds and prints, people set at it. */
export async function nameRegister(
  shop: Shop,
  doer: Doer,
  { storeId, registerId, name }: NameRegisterInput,
): Promise<NameRegisterResult> {
  const parsed = registerName.safeParse({ name });
  return applyForm(shop, async (tx) => {
    const store = await findManaged(tx, doer, storeId);
    if (!store) return { kind: "not_found" };
    const registers = await tx.register.findMany({ where: { storeId }, select: { id: true, code: true } });
    const known = registers.find(({ id }) => id === registerId);
    if (registerId !== null && !known) return { kind: "not_found" };
    if (!parsed.success || (!known && registers.length >= MOST)) {
      return parsed.success ? { kind: "misfit", fields: ["registers"] } : misfitOf(parsed.error.issues);
    }
    const code = known?.code ?? nextCode(registers.map((register) => register.code));
    const changed = await applyRegisters(tx, storeId, [{ code, name: parsed.data.name }]);
    const change = changed.length === 0 ? "kept" : "changed";
    await tellAudit(tx, "store", { id: storeId, name: store.code, change, changed, doer });
    return { kind: "saved" };
  });
}

const nextCode = (codes: readonly string[]): string => {
  const numbers = codes.map(Number).filter(Number.isSafeInteger);
  return String(Math.max(0, ...numbers) + 1);
};
