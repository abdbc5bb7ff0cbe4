import type { Role } from "#lib/auth/roles.ts";
import { makePinStore } from "#lib/auth/testing/pin-shop.ts";
import type { Shop } from "#lib/process.ts";
import { by } from "#lib/testing/by.ts";
import type { SaveRoleInput } from "../commands.ts";
import { saveRole } from "../save-role.ts";

/** A store with one person of each role, and ways to look at who works there. */
export async function makeStaffStore(shop: Shop) {
  const store = await makePinStore(shop);
  const { prisma } = shop;
  const { merchantId } = await prisma.store.findUniqueOrThrow({ where: { id: store.storeId } });
  const roles = ["owner", "manager", "cashier", "auditor", "developer"] as const;
  const ids = await Promise.all(roles.map(async (role) => [role, await store.person(role, null)] as const));
  const people = Object.fromEntries(ids) as Record<Role, string>;
  return {
    ...store,
    merchantId,
    people,
    /** What somebody is in the store; null for nobody of it. */
    async roleOf(userId: string): Promise<string | null> {
      const key = { userId_storeId: { userId, storeId: store.storeId } };
      return (await prisma.membership.findUnique({ where: key }))?.role ?? null;
    },
    /** The id of a new copy. */
    async copy(rights: SaveRoleInput["rights"], base: Role = "cashier"): Promise<string> {
      const name = `Copy ${crypto.randomUUID()}`;
      const input = { roleId: null, merchantId, base, name, rights };
      const { kind } = await saveRole(shop, by(people.owner), input);
      const made = await prisma.roleCopy.findFirst({ where: { name } });
      if (!made) throw new Error(`the role was not made: ${kind}`);
      return made.id;
    },
    told: (subjectId: string) => prisma.auditEntry.findMany({ where: { subjectId }, orderBy: { id: "asc" } }),
  };
}

export type StaffStore = Awaited<ReturnType<typeof makeStaffStore>>;
