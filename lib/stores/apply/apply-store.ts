import type { Transaction } from "#lib/db/client.ts";
import { parseMoney } from "#lib/money/money.ts";
import type { Generation } from "#lib/payments/gateway.ts";
import { accountKind } from "#lib/payments/registry.ts";
import type { StoreEntry } from "../schema.ts";
import { refuse } from "./refuse.ts";

/** In minor units; openapi.md section 1, and mapi.md has room for no more. */
const LARGEST_SALE = 10_000_000_000n;

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
  const data = storeData(entry, at);
  const isChanged =
    known !== null && Object.entries(data).some(([name, value]) => known[name as keyof typeof data] !== value);
  const store = known
    ? await tx.store.update({ where: { id: known.id }, data })
    : await tx.store.create({ data: { ...data, merchantId, code: entry.code, practice: entry.practice } });
  const registers = await applyRegisters(tx, store.id, entry);
  const accounts = await applyAccounts(tx, store.id, entry);
  if (!known) return "made";
  return isChanged || registers || accounts ? "changed" : "kept";
}

function storeData(entry: StoreEntry, at: string) {
  const [hours = "0", minutes = "0"] = entry.dayStart.split(":");
  const limit = (text: string, field: string): bigint => {
    const parsed = parseMoney(text, entry.currency);
    if (!parsed.ok) refuse([{ at: `${at}.${field}`, problem: `no amount of ${entry.currency}` }]);
    return parsed.money.minor;
  };
  const data = {
    name: entry.name,
    timeZone: entry.timeZone,
    dayStartMinute: Number(hours) * 60 + Number(minutes),
    currency: entry.currency,
    codeLifeMinutes: entry.codeLifeMinutes,
    minAmount: entry.minAmount === undefined ? 1n : limit(entry.minAmount, "minAmount"),
    maxAmount: limit(entry.maxAmount, "maxAmount"),
  };
  if (data.maxAmount > LARGEST_SALE) {
    refuse([{ at: `${at}.maxAmount`, problem: "no gateway takes a sale above 100000000.00" }]);
  }
  if (data.minAmount < 1n || data.maxAmount < data.minAmount) {
    refuse([{ at: `${at}.minAmount`, problem: "the smallest sale must be above 0 and below the largest" }]);
  }
  return data;
}

async function applyRegisters(tx: Transaction, storeId: string, entry: StoreEntry): Promise<boolean> {
  let changed = false;
  for (const { code, name } of entry.registers) {
    const known = await tx.register.findUnique({ where: { storeId_code: { storeId, code } } });
    if (known?.name === name) continue;
    changed = true;
    await tx.register.upsert({
      where: { storeId_code: { storeId, code } },
      create: { storeId, code, name },
      update: { name },
    });
  }
  return changed;
}

async function applyAccounts(tx: Transaction, storeId: string, entry: StoreEntry): Promise<boolean> {
  let changed = false;
  for (const [currency, code] of Object.entries(entry.accounts)) {
    const at = `stores.${entry.code}.accounts.${currency}`;
    const account = await tx.gatewayAccount.findUnique({ where: { code } });
    if (!account) refuse([{ at, problem: `there is no account ${code}` }]);
    if (account.practice !== entry.practice) {
      refuse([{ at, problem: "a practice store uses practice accounts only, a live store live ones" }]);
    }
    const { generation } = account;
    if (accountKind(generation as Generation)?.sells(currency) !== true) {
      refuse([{ at, problem: `an account of generation ${generation} does not sell in ${currency}` }]);
    }
    const known = await tx.storeAccount.findUnique({ where: { storeId_currency: { storeId, currency } } });
    if (known?.accountId === account.id) continue;
    changed = true;
    await tx.storeAccount.upsert({
      where: { storeId_currency: { storeId, currency } },
      create: { storeId, currency, accountId: account.id },
      update: { accountId: account.id },
    });
  }
  return changed;
}
