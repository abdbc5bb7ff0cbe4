import type { Sender } from "#lib/alipay/send.ts";
import { run } from "#lib/db/statement.ts";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { type AccountContext, refusedField } from "#lib/payments/account.ts";
import type { Gateway, Generation } from "#lib/payments/gateway.ts";
import { meterGateway } from "#lib/payments/meter-gateway.ts";
import { accountKind } from "#lib/payments/registry.ts";
import type { Shop } from "#lib/process.ts";
import { type UnsealedSecrets, unsealSecrets } from "./seal-secrets.ts";
import { type CredentialRow, readCredential } from "./sql/read-credential.ts";

/**
 * The gateway of an account in one of its credential versions, with its keys read once per process. Null when it cannot
 * be used: practice is off, the installation no longer allows its address, the master key is another or cannot be read, or
 * its settings are of another release.
 */
export async function findGateway(shop: Shop, accountId: string, version: number): Promise<Gateway | null> {
  const name = `${accountId}/${version}`;
  const known = shop.gateways.get(name);
  if (known) return known;
  const { row, unsealed } = (await readUnsealed(shop, accountId, version)) ?? {};
  const context = row && accountContext(row, shop);
  if (!context || !unsealed) return null;
  const opened = open(row, unsealed, context);
  if (!opened.ok) {
    log("error", "account_unusable", { account: accountId, version, field: opened.field, problem: opened.problem });
    return null;
  }
  const gateway = meterGateway(opened.value, (call) => shop.calls.note(accountId, call));
  shop.gateways.set(name, gateway);
  return gateway;
}

async function readUnsealed({ pool }: Shop, accountId: string, version: number) {
  for (let tries = 1; ; tries++) {
    const [row] = await run(pool, readCredential, [accountId, version]);
    if (!row) return null;
    const unsealed = unsealSecrets(row.sealed, accountId, version);
    // The row may be from before a change of the master key, which was completed before we read that: then it is another by now.
    if (unsealed.ok || unsealed.problem !== "other_master_key" || tries === 2) return { row, unsealed };
  }
}

/** Another release may have stored what this one does not know: that is a reason to refuse, and no bug. */
function open({ generation, settings }: CredentialRow, unsealed: UnsealedSecrets, context: AccountContext) {
  if (!unsealed.ok) return refusedField("secrets", unsealed.problem);
  const kind = accountKind(generation);
  if (!kind.settings.safeParse(settings).success) return refusedField("settings", "other_shape");
  if (!kind.secrets.safeParse(unsealed.secrets).success) return refusedField("secrets", "other_shape");
  return kind.open({ settings, secrets: unsealed.secrets }, context);
}

/** What the installation adds to an account; null for a practice account while practice is off. */
export function accountContext(
  account: Pick<CredentialRow, "practice" | "generation" | "notifyToken">,
  { sender }: { sender: Sender },
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
