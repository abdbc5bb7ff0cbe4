import type { Transaction } from "#lib/db/client.ts";
import type { StoreEntry } from "../schema.ts";
import { applyCurrencies } from "./apply-currencies.ts";
import { differences } from "./compare-rows.ts";
import { refuse, TAKEN } from "./refuse.ts";

export type AppliedStore = { change: "made" | "changed" | "kept"; id: string; changed: string[] };

/** Makes a store with its registers and accounts, or changes the merchant's one of this code to what the entry says. */
export async function applyStore(tx: Transaction, entry: StoreEntry, merchantId: string): Promise<AppliedStore> {
  const at = `stores.${entry.code}`;
  const known = await tx.store.findUnique({ where: { code: entry.code } });
  if (!known) return (await insertStore(tx, entry, merchantId)) ?? refuse([{ at, problem: TAKEN }]);
  if (known.merchantId !== merchantId) refuse([{ at, problem: TAKEN }]);
  if (known.practice !== entry.practice) {
    refuse([{ at: `${at}.practice`, problem: "practice and live stores never become one another" }]);
  }
  if (known.currency !== entry.currency && (await tx.order.count({ where: { storeId: known.id } })) > 0) {
    refuse([{ at: `${at}.currency`, problem: "a store that has sold keeps its currency" }]);
  }
  const data = storeData(entry);
  // A PIN of another length opens nothing any more.
  if (known.pinLength !== entry.pinLength) {
    await tx.membership.updateMany({ where: { storeId: known.id }, data: { pinHash: null } });
  }
  await tx.store.update({ where: { id: known.id }, data });
  const changed = [...differences(known, data), ...(await applyMembers(tx, known.id, entry))];
  return { change: changed.length === 0 ? "kept" : "changed", id: known.id, changed };
}

/** Makes a store with its registers and accounts; null where its code is taken, by whomever. */
export async function insertStore(
  tx: Transaction,
  entry: StoreEntry,
  merchantId: string,
): Promise<AppliedStore | null> {
  const data = storeData(entry);
  const row = { ...data, merchantId, code: entry.code, practice: entry.practice };
  const [made] = await tx.store.createManyAndReturn({ data: [row], skipDuplicates: true });
  if (!made) return null;
  const changed = [...differences(null, data), ...(await applyMembers(tx, made.id, entry))];
  return { change: "made", id: made.id, changed };
}

const applyMembers = async (tx: Transaction, storeId: string, entry: StoreEntry): Promise<string[]> => [
  ...(await applyRegisters(tx, storeId, entry.registers)),
  ...(await applyCurrencies(tx, storeId, entry)),
];

function storeData(entry: StoreEntry) {
  const [hours = "0", minutes = "0"] = entry.dayStart.split(":");
  return {
    name: entry.name,
    timeZone: entry.timeZone,
    dayStartMinute: Number(hours) * 60 + Number(minutes),
    currency: entry.currency,
    codeLifeMinutes: entry.codeLifeMinutes,
    language: entry.language,
    secondLanguage: entry.secondLanguage ?? null,
    address: entry.address ?? null,
    taxId: entry.taxId ?? null,
    receiptFooter: entry.receiptFooter ?? null,
    requireShift: entry.requireShift,
    centsFirst: entry.centsFirst,
    returnSeconds: entry.returnSeconds,
    pinLength: entry.pinLength,
    idleLockMinutes: entry.idleLockMinutes,
    lockAfterSale: entry.lockAfterSale,
    officeIdleMinutes: entry.officeIdleMinutes,
    freshMinutes: entry.freshMinutes,
  };
}

/** Makes registers or changes them. What has changed comes back. */
export async function applyRegisters(
  tx: Transaction,
  storeId: string,
  registers: StoreEntry["registers"],
): Promise<string[]> {
  const changed: string[] = [];
  for (const { code, ...members } of registers) {
    const key = { storeId_code: { storeId, code } };
    const known = await tx.register.findUnique({ where: key });
    const changes = differences(known, members);
    if (known && changes.length === 0) continue;
    changed.push(...changes.map((name) => `registers.${code}.${name}`));
    await tx.register.upsert({ where: key, create: { storeId, code, ...members }, update: members });
  }
  return changed;
}
