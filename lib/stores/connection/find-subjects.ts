import type { Generation } from "#lib/payments/gateway.ts";
import type { Shop } from "#lib/process.ts";
import { unsealSecrets } from "../seal-secrets.ts";
import type { Subject } from "./view.ts";

/** The accounts that take a store's money, with the credentials that new payments use; null when there is no such store. */
export async function findSubjects(shop: Shop, storeCode: string): Promise<Subject[] | null> {
  const store = await shop.prisma.store.findUnique({
    where: { code: storeCode },
    include: { accounts: { include: { account: { include: { versions: true } } }, orderBy: { currency: "asc" } } },
  });
  if (store === null) return null;
  const subjects = new Map<string, Subject>();
  for (const { account, currency, minAmount } of store.accounts) {
    const current = account.versions.find(({ version }) => version === account.currentVersion);
    if (!current) continue;
    const known = subjects.get(account.id);
    const opened = unsealSecrets(current.sealed, account.id, account.currentVersion);
    subjects.set(account.id, {
      account: account.code,
      generation: account.generation as Generation,
      practice: account.practice,
      notifyToken: account.notifyToken,
      settings: current.settings,
      secrets: opened.ok ? opened.secrets : null,
      title: store.name,
      sales: [...(known?.sales ?? []), { currency, minor: minAmount }],
    });
  }
  return [...subjects.values()];
}
