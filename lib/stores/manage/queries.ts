import { certificateEnd } from "#lib/alipay/openapi/certificate-end.ts";
import type { Staff } from "#lib/auth/find-staff.ts";
import { may } from "#lib/auth/roles.ts";
import { run } from "#lib/db/statement.ts";
import { decimalText } from "#lib/money/money.ts";
import type { Generation } from "#lib/payments/gateway.ts";
import type { Shop } from "#lib/process.ts";
import { marksOf, splitEntries } from "../accounts/check-entries.ts";
import type { Entries } from "../accounts/merge-entries.ts";
import { type Tested, testedAtWith } from "../connection/count-as-tested.ts";
import { notifyUrl } from "../find-gateway.ts";
import type { StoreGeneral } from "../schema.ts";
import { unsealSecrets } from "../seal-secrets.ts";
import type { AccountInput } from "./commands.ts";
import { whereMay, whereUsable } from "./find-managed.ts";
import { readLastNotice } from "./sql/open-orders.ts";
import {
  type AccountSummary,
  type AccountView,
  CERTIFICATES,
  type CertificateWarning,
  type StoreSummary,
  type StoreView,
} from "./view.ts";

/** The stores whose set-up this person sees; of whom a PIN let in, those of its till. */
const whereSeen = async ({ prisma }: Shop, { user, stores }: Staff) => ({
  id: { in: stores.map(({ storeId }) => storeId) },
  ...(await whereMay(prisma, user.id, "see_store")),
});

const mayManage = ({ stores, tillId }: Staff, id: string): boolean =>
  tillId === null && stores.some((store) => store.storeId === id && may(store, "manage_stores"));

export async function findStores(shop: Shop, staff: Staff): Promise<StoreSummary[]> {
  const seen = await whereSeen(shop, staff);
  const stores = await shop.prisma.store.findMany({
    where: seen,
    include: { accounts: { orderBy: { currency: "asc" } }, registers: { select: { id: true } } },
    orderBy: [{ practice: "asc" }, { name: "asc" }],
  });
  return stores.map(({ id, name, practice, accounts, registers }) => ({
    ...{ id, name, practice, registers: registers.length, mayManage: mayManage(staff, id) },
    currencies: accounts.map(({ currency }) => currency),
  }));
}

const currentVersion = { versions: { orderBy: { version: "desc" }, take: 1 } } as const;

/** How a store is set up; null for those who may not see it. */
export async function findStore(shop: Shop, staff: Staff, storeId: string): Promise<StoreView | null> {
  const seen = await whereSeen(shop, staff);
  const { prisma } = shop;
  const store = await prisma.store.findFirst({
    where: { AND: [{ id: storeId }, seen] },
    include: {
      merchant: true,
      registers: { orderBy: { createdAt: "asc" } },
      accounts: { include: { account: true }, orderBy: { currency: "asc" } },
    },
  });
  if (!store) return null;
  const [accounts, sold] = await Promise.all([
    prisma.gatewayAccount.findMany({
      where: whereUsable(store),
      include: { ...currentVersion, stores: { where: { store: seen }, include: { store: true } } },
      orderBy: { createdAt: "desc" },
    }),
    prisma.order.findFirst({ where: { storeId }, select: { id: true } }),
  ]);
  const { id, code, name, practice, timeZone, merchant, registers } = store;
  return {
    ...{ id, code, name, practice, timeZone, merchant: merchant.name, hasSold: sold !== null },
    mayManage: mayManage(staff, storeId),
    general: generalOf(store),
    registers: registers.map((register) => ({ id: register.id, name: register.name })),
    currencies: store.accounts.map(({ currency, accountId, account, minAmount, maxAmount, confirmFrom }) => ({
      ...{ currency, accountId, account: account.code },
      minAmount: decimalText({ minor: minAmount, currency }),
      maxAmount: decimalText({ minor: maxAmount, currency }),
      confirmFrom: confirmFrom === null ? null : decimalText({ minor: confirmFrom, currency }),
    })),
    accounts: accounts.map((account) => summaryOf(account, storeId)),
  };
}

type Row = Tested & {
  id: string;
  code: string;
  generation: string;
  storeId: string | null;
  stores: readonly { storeId: string; currency: string; store: { name: string } }[];
  versions: readonly { settings: unknown }[];
};

function summaryOf(account: Row, storeId: string): AccountSummary {
  const { id, code, generation, stores, versions } = account;
  const here = stores.filter((one) => one.storeId === storeId);
  const { signType } = (versions[0]?.settings ?? {}) as Entries;
  return {
    ...{ id, code, generation: generation as Generation, shared: account.storeId === null },
    usedBy: [...new Set(stores.map(({ store }) => store.name))],
    usedHere: here.length > 0,
    testedAt: testedAtWith(
      account,
      here.map(({ currency }) => currency),
    ),
    // SHA-1 is the one hash that intl's own pages know (S14, T16).
    weak: generation !== "intl" && signType !== undefined && signType !== "RSA2",
  };
}

function generalOf(row: Record<keyof Omit<StoreGeneral, "dayStart">, unknown> & { dayStartMinute: number }) {
  const { name, timeZone, currency, codeLifeMinutes, language, secondLanguage, address, taxId, receiptFooter } = row;
  const { requireShift, centsFirst, returnSeconds, pinLength, idleLockMinutes, lockAfterSale, dayStartMinute } = row;
  const { officeIdleMinutes, freshMinutes } = row;
  const two = (part: number) => String(part).padStart(2, "0");
  return {
    ...{ name, timeZone, currency, codeLifeMinutes, language, requireShift, centsFirst, returnSeconds, pinLength },
    ...{ idleLockMinutes, lockAfterSale, officeIdleMinutes, freshMinutes },
    dayStart: `${two(Math.trunc(dayStartMinute / 60))}:${two(dayStartMinute % 60)}`,
    secondLanguage: secondLanguage ?? undefined,
    address: address ?? undefined,
    taxId: taxId ?? undefined,
    receiptFooter: receiptFooter ?? undefined,
  } as StoreGeneral;
}

/** An account of a store without its secrets; null for those who may not see the store. */
export async function findAccount(
  shop: Shop,
  staff: Staff,
  { storeId, accountId }: AccountInput,
): Promise<AccountView | null> {
  const seen = await whereSeen(shop, staff);
  const store = await shop.prisma.store.findFirst({
    where: { AND: [{ id: storeId }, seen] },
    include: {
      registers: { orderBy: { createdAt: "asc" }, take: 1 },
      accounts: { where: { accountId }, orderBy: { currency: "asc" }, take: 1 },
    },
  });
  const account =
    store &&
    (await shop.prisma.gatewayAccount.findFirst({
      where: { id: accountId, ...whereUsable(store) },
      include: {
        stores: { where: { store: seen }, include: { store: true } },
        versions: { include: { savedBy: true }, orderBy: { version: "desc" } },
      },
    }));
  const [current] = account?.versions ?? [];
  if (!account || !current) return null;
  const generation = account.generation as Generation;
  const opened = unsealSecrets(current.sealed, account.id, current.version);
  const settings = current.settings as Entries;
  const all = { ...settings, ...(opened.ok ? opened.secrets : {}) };
  const { secrets } = splitEntries(generation, all);
  const marks = marksOf(all, (name) => name in secrets);
  const shown = Object.entries(settings).filter(([name]) => !marks.some(({ field }) => field === name));
  const [notice] = await run(shop.pool, readLastNotice, [accountId]);
  return {
    ...summaryOf(account, storeId),
    ...{ practice: account.practice, settings: Object.fromEntries(shown), marks, readable: opened.ok },
    certificates: certificateEnds(settings, new Date()).map(({ field, end }) => ({
      ...{ field, endsOn: end.endsAt.toISOString().slice(0, 10), daysLeft: end.daysLeft },
      state: end.state === "ended" ? "ended" : end.state.startsWith("ends_in") ? "soon" : "good",
    })),
    formerKeyUntil: typeof settings.formerKeyUntil === "string" ? settings.formerKeyUntil : null,
    versions: account.versions.map(({ version, createdAt, savedBy }) => ({
      ...{ version, savedAt: createdAt.toISOString(), savedBy: savedBy?.name ?? null },
    })),
    notify: {
      address: notifyUrl({ practice: account.practice, generation, notifyToken: account.notifyToken }),
      lastNotice: notice?.at?.toISOString() ?? null,
    },
    testSale: testSaleOf(store),
  };
}

type Selling = {
  registers: readonly { id: string }[];
  accounts: readonly { currency: string; minAmount: bigint }[];
};

function testSaleOf({ registers: [register], accounts: [sold] }: Selling): AccountView["testSale"] {
  if (!register || !sold) return null;
  const { currency, minAmount } = sold;
  return { registerId: register.id, currency, amount: decimalText({ minor: minAmount, currency }) };
}

/** When the certificates of an account end. */
export const certificateEnds = (settings: Entries, now: Date) =>
  CERTIFICATES.flatMap((field) => {
    const text = settings[field];
    const end = typeof text === "string" ? certificateEnd(text, now) : null;
    return end === null ? [] : [{ field, end }];
  });

/** Certificates of stores that this person sets up, or sees set up, of which it is time to speak (T6): 30, 7 and 1 days before, and after. */
export async function findCertificateWarnings(
  shop: Shop,
  staff: Staff,
  now = new Date(),
): Promise<CertificateWarning[]> {
  const seen = await whereSeen(shop, staff);
  const accounts = await shop.prisma.gatewayAccount.findMany({
    where: { generation: "openapi", removedAt: null, stores: { some: { store: seen } } },
    include: { ...currentVersion, stores: { where: { store: seen }, include: { store: true }, take: 1 } },
  });
  return accounts.flatMap(({ id, code, versions, stores }) => {
    const [used] = stores;
    const ends = certificateEnds((versions[0]?.settings ?? {}) as Entries, now);
    return ends
      .filter(({ end }) => used !== undefined && end.state !== "good" && end.state !== "not_yet")
      .map(({ field, end }) => ({
        ...{ storeId: used?.storeId ?? "", storeName: used?.store.name ?? "", accountId: id, account: code, field },
        ...{ daysLeft: end.daysLeft, ended: end.state === "ended" },
      }));
  });
}
