import type { Doer } from "#lib/actor.ts";
import type { Right } from "#lib/auth/roles.ts";
import type { PrismaClient, Transaction } from "#lib/db/client.ts";
import { readRoles } from "./sql/read-roles.ts";

type On = PrismaClient | Transaction;

/** Stores in which somebody who is not switched off has a right, by a role or a copy of one. */
export async function whereMay(on: On, userId: string, right: Right) {
  const roles = await on.$queryRawUnsafe<{ role: string }[]>(readRoles(right).text);
  return { memberships: { some: { userId, user: { disabledAt: null }, role: { in: roles.map(({ role }) => role) } } } };
}

/** A store that this person may set up, or null. By PIN nobody may. */
export const findManaged = async (tx: On, { userId, byPin }: Doer, storeId: string) =>
  byPin ? null : tx.store.findFirst({ where: { id: storeId, ...(await whereMay(tx, userId, "manage_stores")) } });

/** Who is paid in a live store is said with more than a password (T11); practice may be tried by everybody who has the right. */
export const isTooWeak = ({ strong }: Doer, { practice }: { practice: boolean }): boolean => !practice && !strong;

type StoreOf = { id: string; merchantId: string; practice: boolean };

/** The accounts that a store may use: its own, those that its merchant shares, and what it uses already. */
export const whereUsable = ({ id, merchantId, practice }: StoreOf) => ({
  ...{ merchantId, practice, removedAt: null },
  OR: [{ storeId: null }, { storeId: id }, { stores: { some: { storeId: id } } }],
});

/** The same, as far as this person may change them: whoever changes an account changes it for every store that uses it. */
export const whereChangeable = async (tx: On, store: StoreOf, userId: string) => ({
  ...whereUsable(store),
  stores: { every: { store: await whereMay(tx, userId, "manage_stores") } },
});
