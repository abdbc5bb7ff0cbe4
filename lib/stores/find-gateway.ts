import { run } from "#lib/db/statement.ts";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { type AccountContext, refusedField } from "#lib/payments/account.ts";
import type { Gateway, Generation } from "#lib/payments/gateway.ts";
import { accountKind } from "#lib/payments/registry.ts";
import type { Shop } from "#lib/process.ts";
import { unsealSecrets } from "./seal-secrets.ts";
import { type CredentialRow, readCredential } from "./sql/read-credential.ts";

/**
 * The gateway of an account in one of its credential versions, with its keys read once per process. Null when it cannot
 * be used: practice is off, the installation no longer allows its address, or the master key is another.
 */
export async function findGateway(shop: Shop, accountId: string, version: number): Promise<Gateway | null> {
  const name = `${accountId}/${version}`;
  const known = shop.gateways.get(name);
  if (known) return known;
  const [row] = await run(shop.pool, readCredential, [accountId, version]);
  const context = row && accountContext(row, shop);
  if (!context) return null;
  const unsealed = unsealSecrets(row.sealed, accountId, version);
  const opened = unsealed.ok
    ? accountKind(row.generation).open({ settings: row.settings, secrets: unsealed.secrets }, context)
    : refusedField("secrets", unsealed.problem);
  if (!opened.ok) {
    log("error", "account_unusable", { account: accountId, version, field: opened.field, problem: opened.problem });
    return null;
  }
  shop.gateways.set(name, opened.value);
  return opened.value;
}

/** What the installation adds to an account; null for a practice account while practice is off. */
export function accountContext(
  account: Pick<CredentialRow, "practice" | "generation" | "notifyToken">,
  { sender }: Pick<Shop, "sender">,
): AccountContext | null {
  const gateway = env.practiceGateway();
  if (account.practice && gateway === undefined) return null;
  return {
    practice: account.practice && gateway ? { gateway, wallet: env.practiceWallet() ?? gateway } : null,
    allowedOrigins: env.gatewayAllow(),
    notifyUrl: notifyUrl(account),
    sender,
  };
}

/** Built from settings only, never from a request. Practice notices stay on this machine. */
export function notifyUrl(account: { practice: boolean; generation: Generation; notifyToken: string }): string | null {
  const origin = account.practice ? env.frontOrigin() : env.publicUrl();
  return origin === undefined ? null : `${origin}/notify/${account.generation}/${account.notifyToken}`;
}
