import type { Transaction } from "#lib/db/client.ts";
import { parseMoney } from "#lib/money/money.ts";
import type { Generation } from "#lib/payments/gateway.ts";
import { accountKind } from "#lib/payments/registry.ts";
import { DEFAULT_LARGEST, type StoreEntry } from "../schema.ts";
import { refuse } from "./refuse.ts";

/** Units of a currency; openapi.md section 1 has room for no more. */
const LARGEST_SALE = "100000000";

/** `at`: where in the file the limits stand. */
type Wanted = { code: string; minAmount: string | undefined; maxAmount: string; at: string };

/** Which accounts take a store's money, currency by currency, and the limits of one sale in each. True when that changed. */
export async function applyCurrencies(tx: Transaction, storeId: string, entry: StoreEntry): Promise<boolean> {
  let changed = false;
  for (const [currency, value] of Object.entries(entry.accounts)) {
    const at = `stores.${entry.code}.accounts.${currency}`;
    const wanted = wantedFor(entry, currency, value);
    const data = { accountId: await findAccount(tx, { entry, currency, code: wanted.code }, at) };
    const row = { ...data, ...limitsOf(wanted, currency) };
    const known = await tx.storeAccount.findUnique({ where: { storeId_currency: { storeId, currency } } });
    if (known && Object.entries(row).every(([name, field]) => known[name as keyof typeof row] === field)) continue;
    changed = true;
    await tx.storeAccount.upsert({
      where: { storeId_currency: { storeId, currency } },
      create: { storeId, currency, ...row },
      update: row,
    });
  }
  return changed;
}

/** The store's own limits are written in its own currency: they hold for it alone, and where it brings no others. */
function wantedFor(entry: StoreEntry, currency: string, value: StoreEntry["accounts"][string]): Wanted {
  const own = typeof value === "string" ? { account: value } : value;
  const isOwnCurrency = currency === entry.currency;
  const hasOwnLimits = own.minAmount !== undefined || own.maxAmount !== undefined;
  const { minAmount, maxAmount } = isOwnCurrency && !hasOwnLimits ? entry : own;
  const at = isOwnCurrency && !hasOwnLimits ? `stores.${entry.code}` : `stores.${entry.code}.accounts.${currency}`;
  return { code: own.account, minAmount, maxAmount: maxAmount ?? DEFAULT_LARGEST, at };
}

async function findAccount(
  tx: Transaction,
  { entry, currency, code }: { entry: StoreEntry; currency: string; code: string },
  at: string,
): Promise<string> {
  const account = await tx.gatewayAccount.findUnique({ where: { code } });
  if (!account) refuse([{ at, problem: `there is no account ${code}` }]);
  if (account.practice !== entry.practice) {
    refuse([{ at, problem: "a practice store uses practice accounts only, a live store live ones" }]);
  }
  const { generation } = account;
  if (!accountKind(generation as Generation).sells(currency)) {
    refuse([{ at, problem: `an account of generation ${generation} does not sell in ${currency}` }]);
  }
  return account.id;
}

function limitsOf({ minAmount, maxAmount, at }: Wanted, currency: string) {
  const minor = (text: string, field: string): bigint => {
    const parsed = parseMoney(text, currency);
    if (!parsed.ok) refuse([{ at: `${at}.${field}`, problem: `no amount of ${currency}` }]);
    return parsed.money.minor;
  };
  const limits = {
    minAmount: minAmount === undefined ? 1n : minor(minAmount, "minAmount"),
    maxAmount: minor(maxAmount, "maxAmount"),
  };
  if (limits.maxAmount > minor(LARGEST_SALE, "maxAmount")) {
    refuse([{ at: `${at}.maxAmount`, problem: `no sale is above ${LARGEST_SALE}` }]);
  }
  if (limits.minAmount < 1n || limits.maxAmount < limits.minAmount) {
    refuse([{ at: `${at}.minAmount`, problem: "the smallest sale must be above 0 and below the largest" }]);
  }
  return limits;
}
