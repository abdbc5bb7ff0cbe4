import { type Staff, seesOrders } from "#lib/auth/find-staff.ts";
import type { Shop } from "#lib/process.ts";

export type Choice = { id: string; name: string; storeName: string };
export type OrderChoices = { registers: Choice[]; cashiers: { id: string; name: string }[]; currencies: string[] };

/** By what the list of orders can be narrowed, in the stores where this person sees it; of one store when it is chosen. */
export async function findChoices(shop: Shop, staff: Staff, storeId: string | null): Promise<OrderChoices> {
  const { prisma } = shop;
  const seen = staff.stores.filter(seesOrders).map((store) => store.storeId);
  const wanted = { in: seen.filter((id) => storeId === null || id === storeId) };
  const [registers, people, accounts] = await Promise.all([
    prisma.register.findMany({
      where: { storeId: wanted },
      select: { id: true, name: true, store: { select: { name: true } } },
      orderBy: [{ store: { name: "asc" } }, { code: "asc" }],
    }),
    prisma.user.findMany({
      where: { memberships: { some: { storeId: wanted } } },
      select: { id: true, name: true },
      orderBy: [{ name: "asc" }, { id: "asc" }],
    }),
    prisma.storeAccount.findMany({ where: { storeId: wanted }, select: { currency: true }, distinct: ["currency"] }),
  ]);
  return {
    registers: registers.map(({ store, ...register }) => ({ ...register, storeName: store.name })),
    cashiers: people,
    currencies: accounts.map(({ currency }) => currency).toSorted(),
  };
}
