import type { Shop } from "#lib/process.ts";
import { unsealSecrets } from "./seal-secrets.ts";

/**
 * The code of an account whose present credentials this installation's master key does not open, or null when it opens
 * them all. Asked at the start: a till that cannot sign is better not started.
 */
export async function findUnreadableAccount(shop: Shop): Promise<string | null> {
  const accounts = await shop.prisma.gatewayAccount.findMany({ include: { versions: true } });
  const unreadable = accounts.find(({ id, currentVersion, versions }) => {
    const current = versions.find(({ version }) => version === currentVersion);
    return current !== undefined && !unsealSecrets(current.sealed, id, currentVersion).ok;
  });
  return unreadable?.code ?? null;
}
