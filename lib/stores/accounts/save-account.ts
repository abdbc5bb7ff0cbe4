import type { Doer } from "#lib/actor.ts";
import type { Transaction } from "#lib/db/client.ts";
import type { Generation } from "#lib/payments/gateway.ts";
import type { Shop } from "#lib/process.ts";
import { applyAccount, insertAccount } from "../apply/apply-account.ts";
import { tellAudit } from "../apply/tell-audit.ts";
import { accountContext } from "../find-gateway.ts";
import type {
  AccountInput,
  CheckAccountResult,
  RemoveAccountResult,
  SaveAccountInput,
  SaveAccountResult,
  TypedAccount,
} from "../manage/commands.ts";
import { countOpen } from "../manage/count-open.ts";
import { findManaged, isTooWeak, whereChangeable } from "../manage/find-managed.ts";
import { makeUnderCode } from "../manage/make-under-code.ts";
import { lockAccountById } from "../sql/lock-account.ts";
import { checkEntries } from "./check-entries.ts";
import { findTyped } from "./merge-entries.ts";

/** What is wrong with entries while they are typed; nothing is stored. */
export async function checkAccount(shop: Shop, doer: Doer, typed: TypedAccount): Promise<CheckAccountResult> {
  const found = await findTyped(shop.prisma, doer, typed);
  if (found === null) return { kind: "not_found" };
  const { generation } = typed;
  const context = accountContext({ practice: found.store.practice, generation, notifyToken: "" }, shop);
  return { kind: "checked", ...checkEntries(generation, found.entries, context) };
}

/** Makes an account of a store, or gives it new credentials, by the same door as the store file. A version that exists is never changed. */
export async function saveAccount(shop: Shop, doer: Doer, input: SaveAccountInput): Promise<SaveAccountResult> {
  const { generation, shared, accepted } = input;
  return shop.prisma.$transaction(async (tx): Promise<SaveAccountResult> => {
    // What was not typed anew is kept of the version before, which may be about to come.
    if (input.accountId !== null) await tx.$executeRawUnsafe(lockAccountById.text, input.accountId);
    const found = await findTyped(tx, doer, input);
    if (found === null) return { kind: "not_found" };
    const { store, known, entries } = found;
    if (isTooWeak(doer, store)) return { kind: "weak" };
    const { practice, merchantId } = store;
    const context = accountContext({ practice, generation, notifyToken: "" }, shop);
    const { problems } = checkEntries(generation, entries, context);
    if (problems.length > 0) return { kind: "wrong", problems };
    const live = known?.stores.filter(({ store }) => !store.practice) ?? [];
    if (live.length > 0 && !accepted) return { kind: "untested", stores: new Set(live.map((one) => one.storeId)).size };
    const storeId = shared ? null : store.id;
    const entry = { ...entries, generation, practice };
    const applying = { merchantId, readSecret: String, context, storeId, savedById: doer.userId };
    const { code, made: applied } = known
      ? { code: known.code, made: await applyAccount(tx, { ...entry, code: known.code }, applying) }
      : await makeUnderCode(await codesOf(tx, store.code, generation), (code) =>
          insertAccount(tx, { ...entry, code }, applying),
        );
    const { id, change } = applied;
    if (known && known.storeId !== storeId && isOthers(known, store.id) === false) {
      await tx.gatewayAccount.update({ where: { id }, data: { storeId } });
    }
    await tellAudit(tx, "account", { id, change, changed: applied.changed, name: code, doer });
    return { kind: "saved", accountId: id };
  });
}

/** An account that others use too stays shared. */
const isOthers = ({ stores }: { stores: readonly { storeId: string }[] }, storeId: string): boolean =>
  stores.some((one) => one.storeId !== storeId);

/** Takes an account out of use that no store sells with. Where it has sold, its credentials stay: refunds need them. */
export async function removeAccount(
  shop: Shop,
  doer: Doer,
  { storeId, accountId }: AccountInput,
): Promise<RemoveAccountResult> {
  return shop.prisma.$transaction(async (tx): Promise<RemoveAccountResult> => {
    const store = await findManaged(tx, doer, storeId);
    const account =
      store &&
      (await tx.gatewayAccount.findFirst({
        where: { id: accountId, ...(await whereChangeable(tx, store, doer.userId)) },
        include: { stores: true, versions: { where: { attempts: { some: {} } }, take: 1 } },
      }));
    if (!account) return { kind: "not_found" };
    if (isTooWeak(doer, account)) return { kind: "weak" };
    const count = await countOpen(tx, { accountId });
    if (count > 0) return { kind: "open_orders", count };
    if (account.stores.length > 0) return { kind: "in_use" };
    const { id, code } = account;
    if (account.versions.length > 0) {
      await tx.gatewayAccount.update({ where: { id }, data: { removedAt: new Date() } });
    } else {
      await tx.credentialVersion.deleteMany({ where: { accountId: id } });
      await tx.gatewayAccount.delete({ where: { id } });
    }
    await tellAudit(tx, "account", { id, name: code, change: "changed", changed: ["removed"], doer });
    return { kind: "removed" };
  });
}

const LONGEST = 30;

async function codesOf(tx: Transaction, store: string, generation: Generation) {
  const base = `${store.slice(0, LONGEST).replace(/-+$/, "")}-${generation}`;
  const taken = await tx.gatewayAccount.findMany({ where: { code: { startsWith: base } }, select: { code: true } });
  return { base, taken };
}
