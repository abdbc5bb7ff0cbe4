import type { Doer } from "#lib/actor.ts";
import type { Right } from "#lib/auth/roles.ts";
import type { Generation } from "#lib/payments/gateway.ts";
import { accountKind } from "#lib/payments/registry.ts";
import type { Shop } from "#lib/process.ts";
import { checkConnection } from "../connection/check-connection.ts";
import { hasPassed } from "../connection/count-as-tested.ts";
import type { Subject, Verdict } from "../connection/view.ts";
import type { AccountInput, TestAccountResult, TypedAccount } from "../manage/commands.ts";
import { whereMay, whereUsable } from "../manage/find-managed.ts";
import { unsealSecrets } from "../seal-secrets.ts";
import { splitEntries } from "./check-entries.ts";
import { findTyped } from "./merge-entries.ts";
import { untilNo, watchRights } from "./watch-rights.ts";

/** Tries the stored credentials of an account with what a store sells in; a test that has passed is noted beside the version. */
export async function testAccount(
  shop: Shop,
  doer: Doer,
  { storeId, accountId }: AccountInput,
): Promise<TestAccountResult> {
  const store = await shop.prisma.store.findFirst({
    where: { id: storeId, ...(await whereMay(shop.prisma, doer.userId, "see_store")) },
    include: { accounts: { where: { accountId }, orderBy: { currency: "asc" } } },
  });
  const account =
    store &&
    (await shop.prisma.gatewayAccount.findFirst({
      where: { id: accountId, ...whereUsable(store) },
      include: { versions: { orderBy: { version: "desc" }, take: 1 } },
    }));
  const [current] = account?.versions ?? [];
  if (!account || !current) return { kind: "not_found" };
  const opened = unsealSecrets(current.sealed, account.id, current.version);
  const generation = account.generation as Generation;
  const subject: Subject = {
    ...{ account: account.code, generation, practice: account.practice, notifyToken: account.notifyToken },
    ...{ settings: current.settings, secrets: opened.ok ? opened.secrets : null, title: store.name },
    sales: salesOf(store, generation),
  };
  const holds = mayStill(shop, { userId: doer.userId, storeId, right: "see_store" });
  return { kind: "testing", verdicts: noting(shop, { accountId, version: current.version, holds }, subject) };
}

/** Part of an address that no account has; the front looks at nothing before the type of what is sent there. */
const NO_TOKEN = "new";

/** The same with credentials that were only typed yet. */
export async function testTyped(shop: Shop, doer: Doer, typed: TypedAccount): Promise<TestAccountResult> {
  const found = await findTyped(shop.prisma, doer, typed);
  if (found === null) return { kind: "not_found" };
  const { store, known, entries, sealedElsewhere } = found;
  const { generation } = typed;
  const { settings, secrets } = splitEntries(generation, entries);
  const accounts =
    known === null
      ? []
      : await shop.prisma.storeAccount.findMany({ where: { storeId: store.id, accountId: known.id } });
  const verdicts = checkConnection({
    ...{ account: known?.code ?? store.code, generation, practice: store.practice, settings },
    ...{ notifyToken: known?.notifyToken ?? NO_TOKEN, title: store.name },
    secrets: sealedElsewhere && Object.keys(secrets).length === 0 ? null : secrets,
    sales: salesOf({ ...store, accounts }, generation),
  });
  const holds = mayStill(shop, { userId: doer.userId, storeId: store.id, right: "manage_stores" });
  return { kind: "testing", verdicts: watchRights(verdicts, holds) };
}

/** Whether somebody has a right in a store now, and has had it all the time. */
const mayStill = (shop: Shop, { userId, storeId, right }: { userId: string; storeId: string; right: Right }) =>
  untilNo(async () => {
    const may = await whereMay(shop.prisma, userId, right);
    return (await shop.prisma.store.count({ where: { id: storeId, ...may } })) > 0;
  });

type Selling = { currency: string; accounts: readonly { currency: string; minAmount: bigint }[] };

/** What the store sells in with the account; before it sells with it, its own currency. */
function salesOf({ currency, accounts }: Selling, generation: Generation): Subject["sales"] {
  if (accounts.length > 0) return accounts.map((one) => ({ currency: one.currency, minor: one.minAmount }));
  return accountKind(generation).sells(currency) ? [{ currency, minor: 1n }] : [];
}

type Noting = { accountId: string; version: number; holds: () => Promise<boolean> };

/** Passes the verdicts on; once all of them have come and are good, the version counts as tested with these currencies. */
async function* noting(shop: Shop, { accountId, version, holds }: Noting, subject: Subject): AsyncGenerator<Verdict> {
  const verdicts: Verdict[] = [];
  for await (const verdict of watchRights(checkConnection(subject), holds)) {
    verdicts.push(verdict);
    yield verdict;
  }
  if (!(await holds())) return;
  const currencies = subject.sales.map(({ currency }) => currency);
  await noteTest(shop, { accountId, version }, hasPassed(verdicts) ? currencies : null);
}

/** `currencies`: null after a test that has not passed. Stores that share an account test it one by one, each with its own. */
async function noteTest(
  shop: Shop,
  { accountId, version }: { accountId: string; version: number },
  currencies: readonly string[] | null,
): Promise<void> {
  await shop.prisma.$transaction(async (tx) => {
    const current = { id: accountId, currentVersion: version };
    const before = await tx.gatewayAccount.findFirst({ where: current });
    const known = before?.testedVersion === version ? before.testedCurrencies : [];
    const data =
      currencies === null
        ? { testedVersion: null, testedAt: null, testedCurrencies: [] }
        : { testedVersion: version, testedAt: new Date(), testedCurrencies: [...new Set([...known, ...currencies])] };
    await tx.gatewayAccount.updateMany({ where: current, data });
  });
}
