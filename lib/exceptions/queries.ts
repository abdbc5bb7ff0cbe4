import { createHash } from "node:crypto";
import type { Staff } from "#lib/auth/find-staff.ts";
import { seesOrders } from "#lib/auth/find-staff.ts";
import type { StoreRow } from "#lib/auth/sql/read-staff.ts";
import { run } from "#lib/db/statement.ts";
import { toMoneyText } from "#lib/money/money.ts";
import { showMessage } from "#lib/notices/show-message.ts";
import type { Shop } from "#lib/process.ts";
import { decideSteps } from "./decide-steps.ts";
import { type DeadAccount, findDeadAccounts } from "./find-dead-accounts.ts";
import { countExceptions, type ExceptionRow, listExceptions, sumExceptions } from "./sql/list-exceptions.ts";
import {
  EXCEPTION_KINDS,
  type ExceptionKind,
  type ExceptionPage,
  type ExceptionView,
  type InboxCount,
  type RiskSum,
} from "./view.ts";

/** More than that nobody works off from one page. */
const MOST = 200;
/** From here on the badge says "and more". */
const MOST_COUNTED = 99;

export type ExceptionFilter = { storeId: string | null; kind: ExceptionKind | null };

/** The stores of which the inbox tells: the chosen one, else the real ones, else those of practice (C17). */
function storesOf({ stores }: Staff, storeId: string | null): StoreRow[] {
  const seen = stores.filter(seesOrders);
  const chosen = seen.filter((store) => store.storeId === storeId);
  if (chosen.length > 0) return chosen;
  const real = seen.filter(({ practice }) => !practice);
  return real.length > 0 ? real : seen;
}

/** What waits for a person, in the order of the inbox (docs/inbox.md). */
export async function findExceptions(shop: Shop, staff: Staff, filter: ExceptionFilter): Promise<ExceptionPage> {
  const stores = storesOf(staff, filter.storeId);
  const whose = [staff.user.id, stores.map(({ storeId }) => storeId)];
  const { kind } = filter;
  const [rows, sums, dead] = await Promise.all([
    run(shop.pool, listExceptions, [...whose, kind, MOST]),
    run(shop.pool, sumExceptions, whose),
    findDeadAccounts(
      shop,
      staff.user.id,
      stores.map(({ storeId }) => storeId),
    ),
  ]);
  const at = new Map(stores.map((store) => [store.storeId, store]));
  const risk = riskOf(sums.filter((sum) => kind === null || sum.kind === kind));
  const accounts = kind === null || kind === "account" ? dead : [];
  const views = [
    ...accounts.map((account) => accountView(account, at)),
    ...inOrder(rows, risk).map((row) => toView(row, at)),
  ];
  const counts = Object.fromEntries(
    EXCEPTION_KINDS.map((one) => [
      one,
      sums.filter((sum) => sum.kind === one).reduce((all, { count }) => all + count, 0),
    ]),
  ) as Record<ExceptionKind, number>;
  counts.account = dead.length;
  const all = kind === null ? Object.values(counts).reduce((sum, count) => sum + count, 0) : counts[kind];
  const shown = views.filter((view) => view !== null);
  return { rows: shown, risk, counts, more: all - shown.length };
}

/** How many exceptions wait, for the badge: bounded, whatever waits. Null for who sees none, or not those of this store. */
export async function countInbox(shop: Shop, staff: Staff, storeId: string | null = null): Promise<InboxCount | null> {
  const storeIds = storesOf(staff, storeId).map((store) => store.storeId);
  if (storeIds.length === 0 || (storeId !== null && !storeIds.includes(storeId))) return null;
  const [[waiting], dead] = await Promise.all([
    run(shop.pool, countExceptions, [staff.user.id, storeIds, MOST_COUNTED + 1]),
    findDeadAccounts(shop, staff.user.id, storeIds),
  ]);
  const all = (waiting?.count ?? 0) + dead.length;
  const mark = createHash("sha256").update(waiting?.mark ?? "");
  for (const { accountId, variant } of dead) mark.update(`${accountId} ${variant} `);
  return { count: Math.min(all, MOST_COUNTED), isMore: all > MOST_COUNTED, mark: mark.digest("hex").slice(0, 16) };
}

/** Most cards first: the currency that keeps people busy stands on top. */
function riskOf(sums: readonly { currency: string | null; count: number; minor: bigint | null }[]): RiskSum[] {
  const all = new Map<string, { count: number; minor: bigint }>();
  for (const { currency, count, minor } of sums) {
    if (currency === null || minor === null) continue;
    const before = all.get(currency) ?? { count: 0, minor: 0n };
    all.set(currency, { count: before.count + count, minor: before.minor + minor });
  }
  return [...all]
    .map(([currency, { count, minor }]) => ({ currency, count, amount: toMoneyText({ minor, currency }) }))
    .toSorted((a, b) => b.count - a.count || (a.currency < b.currency ? -1 : 1));
}

/** Currency by currency; what names no money comes last. Within a currency the rows are in order already. */
const inOrder = (rows: readonly ExceptionRow[], risk: readonly RiskSum[]): ExceptionRow[] => {
  const place = (currency: string | null) => {
    const at = risk.findIndex((one) => one.currency === currency);
    return at < 0 ? risk.length : at;
  };
  return rows.toSorted((a, b) => place(a.currency) - place(b.currency));
};

type Stores = ReadonlyMap<string, StoreRow>;

const storeView = ({ storeId, storeName, timeZone }: StoreRow) => ({ id: storeId, name: storeName, timeZone });

function accountView(
  { accountId, code, generation, storeId, variant, since }: DeadAccount,
  at: Stores,
): ExceptionView | null {
  const store = at.get(storeId);
  if (!store) return null;
  return {
    ...{ kind: "account", variant, id: accountId, since: since.toISOString(), store: storeView(store) },
    ...{ amount: null, told: null, back: null, order: null, checked: null, message: null },
    account: { id: accountId, code, generation },
    steps: decideSteps(variant, store, true),
  };
}

function toView(row: ExceptionRow, at: Stores): ExceptionView | null {
  const store = at.get(row.storeId);
  if (!store) return null;
  const { kind, variant, id, accountId, accountCode, generation, orderId, registerId, registerName, createdAt } = row;
  return {
    ...{ kind, variant, id, since: row.since.toISOString(), store: storeView(store) },
    amount: moneyOf(row.minor, row.currency),
    told: kind === "mismatch" ? moneyOf(row.toldMinor, row.toldCurrency) : null,
    order:
      orderId === null || registerId === null || createdAt === null
        ? null
        : {
            id: orderId,
            registerId,
            registerName: registerName ?? "",
            reference: row.reference,
            createdAt: createdAt.toISOString(),
          },
    back: moneyOf(row.left, row.currency),
    account: accountId === null || generation === null ? null : { id: accountId, code: accountCode ?? "", generation },
    checked: row.checks === null ? null : { count: row.checks, at: row.checkedAt?.toISOString() ?? null },
    message: row.body === null || row.body.length === 0 ? null : showMessage(row.body),
    steps: decideSteps(variant, store, row.isEnded),
  };
}

const moneyOf = (minor: bigint | string | null, currency: string | null) =>
  minor === null || currency === null ? null : toMoneyText({ minor: BigInt(minor), currency });
