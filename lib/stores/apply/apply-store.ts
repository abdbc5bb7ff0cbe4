import type { Transaction } from "#lib/db/client.ts";
import type { StoreEntry } from "../schema.ts";
import { applyCurrencies } from "./apply-currencies.ts";
import { differs } from "./compare-rows.ts";
import { refuse } from "./refuse.ts";

type Change = "made" | "changed" | "kept";

/** Makes a store with its registers and accounts, or changes it to what the entry says. */
export async function applyStore(tx: Transaction, entry: StoreEntry, merchantId: string): Promise<Change> {
  const at = `stores.${entry.code}`;
  const known = await tx.store.findUnique({ where: { code: entry.code } });
  if (known && known.practice !== entry.practice) {
    refuse([{ at: `${at}.practice`, problem: "practice and live stores never become one another" }]);
  }
  if (known && known.currency !== entry.currency && (await tx.order.count({ where: { storeId: known.id } })) > 0) {
    refuse([{ at: `${at}.currency`, problem: "a store that has sold keeps its currency" }]);
  }
  const data = storeData(entry);
  const isChanged = known !== null && differs(known, data);
  // A PIN of another length opens nothing any more.
  if (known && known.pinLength !== entry.pinLength) {
    await tx.membership.updateMany({ where: { storeId: known.id }, data: { pinHash: null } });
  }
  const store = known
    ? await tx.store.update({ where: { id: known.id }, data })
    : await tx.store.create({ data: { ...data, merchantId, code: entry.code, practice: entry.practice } });
  const registers = await applyRegisters(tx, store.id, entry);
  const currencies = await applyCurrencies(tx, store.id, entry);
  if (!known) return "made";
  return isChanged || registers || currencies ? "changed" : "kept";
}

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
  };
}

async function applyRegisters(tx: Transaction, storeId: string, entry: StoreEntry): Promise<boolean> {
  let changed = false;
  for (const { code, ...members } of entry.registers) {
    const key = { storeId_code: { storeId, code } };
    const known = await tx.register.findUnique({ where: key });
    if (known && !differs(known, members)) continue;
    changed = true;
    await tx.register.upsert({ where: key, create: { storeId, code, ...members }, update: members });
  }
  return changed;
}
