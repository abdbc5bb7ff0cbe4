import type { Transaction } from "#lib/db/client.ts";

/** Whoever owns the installation, and is not switched off, owns each store that a file makes. */
export async function addOwners(tx: Transaction, storeId: string): Promise<void> {
  const owners = await tx.user.findMany({ where: { owner: true, disabledAt: null } });
  await tx.membership.createMany({
    data: owners.map(({ id }) => ({ userId: id, storeId, role: "owner" })),
    skipDuplicates: true,
  });
}
