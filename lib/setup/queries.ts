import type { Staff } from "#lib/auth/find-staff.ts";
import type { Generation } from "#lib/payments/gateway.ts";
import type { Shop } from "#lib/process.ts";
import { testedAtWith } from "#lib/stores/connection/count-as-tested.ts";
import { whereMay, whereUsable } from "#lib/stores/manage/find-managed.ts";
import { PRACTICE_MERCHANT } from "#lib/stores/schema.ts";
import { type SetupView, STEPS, type Step, type Trial } from "./view.ts";

/** True as long as nobody has chosen the owner's password, or there are practice stores alone: whoever signs in is asked to set it up. */
export async function isNew(shop: Shop): Promise<boolean> {
  const [issued, merchant] = await Promise.all([
    shop.prisma.user.findFirst({
      where: { owner: true, passwordIssued: true, disabledAt: null },
      select: { id: true },
    }),
    shop.prisma.merchant.findFirst({ where: { code: { not: PRACTICE_MERCHANT } }, select: { id: true } }),
  ]);
  return issued !== null || merchant === null;
}

/** How far the installation is, for its owner after a sign-in by password; null for anybody else. */
export async function findSetup(shop: Shop, { user, tillId }: Staff): Promise<SetupView | null> {
  const { prisma } = shop;
  const owner = await prisma.user.findFirst({ where: { id: user.id, owner: true, disabledAt: null } });
  if (owner === null || tillId !== null) return null;
  const managed = await whereMay(prisma, user.id, "manage_stores");
  const beside = { merchant: { code: { not: PRACTICE_MERCHANT } } };
  const [own, practice] = await Promise.all([
    prisma.store.findFirst({ where: { ...managed, ...beside, practice: false }, orderBy: { createdAt: "asc" } }),
    prisma.store.findMany({
      where: { ...managed, merchant: { code: PRACTICE_MERCHANT }, practice: true },
      orderBy: { createdAt: "asc" },
      take: 3,
    }),
  ]);
  const trials = (
    await Promise.all([...(own ? [own] : []), ...practice].map((store) => findTrials(prisma, store)))
  ).flat();
  const done: Record<Step, boolean> = {
    owner: !owner.passwordIssued,
    store: own !== null,
    credentials: trials.some(({ practice }) => !practice),
    test: trials.some(({ testedAt, currencies }) => testedAt !== null && currencies.length > 0),
    sale: trials.some(({ sold }) => sold),
  };
  // Whoever has a store and tries a practice account enters the own one later.
  const since = own?.createdAt.toISOString() ?? null;
  const practises = since !== null && trials.some(({ practice, testedAt }) => practice && (testedAt ?? "") > since);
  return {
    owner: { name: owner.name, login: owner.login },
    storeId: own?.id ?? null,
    ...{ done, next: STEPS.find((step) => !done[step] && !(step === "credentials" && practises)) ?? null, trials },
  };
}

type Store = { id: string; name: string; merchantId: string; practice: boolean };

async function findTrials(prisma: Shop["prisma"], store: Store): Promise<Trial[]> {
  const usable = whereUsable(store);
  const accounts = await prisma.gatewayAccount.findMany({
    // A practice store is for the one account that it came with.
    where: store.practice ? { ...usable, stores: { some: { storeId: store.id } } } : usable,
    include: { stores: { where: { storeId: store.id }, orderBy: { currency: "asc" } } },
    orderBy: { createdAt: "asc" },
  });
  return Promise.all(
    accounts.map(async ({ id, code, generation, stores, ...account }) => ({
      ...{ storeId: store.id, storeName: store.name, practice: store.practice, accountId: id, code },
      generation: generation as Generation,
      currencies: stores.map(({ currency }) => currency),
      testedAt: testedAtWith(
        account,
        stores.map(({ currency }) => currency),
      ),
      sold:
        (await prisma.order.findFirst({
          where: { storeId: store.id, paidAt: { not: null }, attempts: { some: { accountId: id } } },
          select: { id: true },
        })) !== null,
    })),
  );
}
