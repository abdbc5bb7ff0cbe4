import type { Transaction } from "#lib/db/client.ts";
import type { Generation } from "#lib/payments/gateway.ts";
import { accountKind } from "#lib/payments/registry.ts";
import { DEFAULT_LARGEST, type StoreEntry } from "../schema.ts";
import { applyRefundLimits } from "./apply-refund-limits.ts";
import { differences } from "./compare-rows.ts";
import { minorOf, needMinor } from "./read-amount.ts";
import { refuse } from "./refuse.ts";

/** Units of a currency; openapi.md section 1 has room for no more. */
const LARGEST_SALE = "100000000";

/** The part of a store's entry that tells what it sells in. */
type SellingEntry = Pick<StoreEntry, "code" | "practice" | "currency" | "accounts" | Member>;
type Member = "minAmount" | "maxAmount" | "confirmFrom" | "refundLimits";

/** Which accounts take a store's money, currency by currency, and the limits in each. What has changed comes back. */
export async function applyCurrencies(tx: Transaction, storeId: string, entry: SellingEntry): Promise<string[]> {
  const changed: string[] = [];
  for (const [currency, own] of Object.entries(entry.accounts)) {
    const at = `stores.${entry.code}.accounts.${currency}`;
    const account = { accountId: await findAccount(tx, { entry, storeId, currency, code: own.account }, at) };
    const row = { ...account, ...saleLimits(entry, currency) };
    const known = await tx.storeAccount.findUnique({ where: { storeId_currency: { storeId, currency } } });
    const changes = differences(known, row);
    if (changes.length > 0) {
      changed.push(...changes.map((name) => `${currency}.${name}`));
      await tx.storeAccount.upsert({
        where: { storeId_currency: { storeId, currency } },
        create: { storeId, currency, ...row },
        update: row,
      });
    }
    const { members, at: place } = holderOf(entry, currency, ["refundLimits"]);
    const where = { storeId, currency, at: `${place}.refundLimits` };
    changed.push(...(await applyRefundLimits(tx, where, members.refundLimits ?? {})));
  }
  return changed;
}

/** The store's own limits are written in its own currency: they hold for it alone, and where it brings no others. */
function holderOf(
  entry: SellingEntry,
  currency: string,
  names: readonly Member[],
): { members: Partial<Pick<StoreEntry, Member>>; at: string } {
  const own = entry.accounts[currency];
  const bringsNone = own === undefined || names.every((name) => own[name] === undefined);
  return bringsNone && currency === entry.currency
    ? { members: entry, at: `stores.${entry.code}` }
    : { members: own ?? {}, at: `stores.${entry.code}.accounts.${currency}` };
}

async function findAccount(
  tx: Transaction,
  { entry, storeId, currency, code }: { entry: SellingEntry; storeId: string; currency: string; code: string },
  at: string,
): Promise<string> {
  // Money goes to an account of the store's own merchant.
  const own = { code, removedAt: null, merchant: { stores: { some: { id: storeId } } } };
  const account = await tx.gatewayAccount.findFirst({ where: own });
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

function saleLimits(entry: SellingEntry, currency: string) {
  const { members, at } = holderOf(entry, currency, ["minAmount", "maxAmount"]);
  const read = holderOf(entry, currency, ["confirmFrom"]);
  const limits = {
    minAmount: minorOf(members.minAmount, currency, `${at}.minAmount`) ?? 1n,
    maxAmount: needMinor(members.maxAmount ?? DEFAULT_LARGEST, currency, `${at}.maxAmount`),
    confirmFrom: minorOf(read.members.confirmFrom, currency, `${read.at}.confirmFrom`),
  };
  if (limits.maxAmount > needMinor(LARGEST_SALE, currency, `${at}.maxAmount`)) {
    refuse([{ at: `${at}.maxAmount`, problem: `no sale is above ${LARGEST_SALE}` }]);
  }
  if (limits.minAmount < 1n || limits.maxAmount < limits.minAmount) {
    refuse([{ at: `${at}.minAmount`, problem: "the smallest sale must be above 0 and below the largest" }]);
  }
  if (limits.confirmFrom === 0n) refuse([{ at: `${read.at}.confirmFrom`, problem: "an amount above 0" }]);
  return limits;
}
