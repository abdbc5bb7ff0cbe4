import { randomBytes } from "node:crypto";
import type { Transaction } from "#lib/db/client.ts";
import type { AccountContext } from "#lib/payments/account.ts";
import { accountKind } from "#lib/payments/registry.ts";
import { type AccountEntry, type SecretSource, secretSource } from "../schema.ts";
import { sealSecrets, unsealSecrets } from "../seal-secrets.ts";
import { refuse } from "./refuse.ts";

export type ReadSecret = (source: SecretSource) => string;

export type AppliedAccount = { change: "made" | "changed" | "kept"; notifyToken: string };

/** Makes an account or gives it a new credential version; a version that exists is never changed. */
export async function applyAccount(
  tx: Transaction,
  entry: AccountEntry,
  { merchantId, readSecret, context }: { merchantId: string; readSecret: ReadSecret; context: AccountContext | null },
): Promise<AppliedAccount> {
  const at = `accounts.${entry.code}`;
  const { settings, secrets } = splitEntry(entry, readSecret, at);
  if (context === null) refuse([{ at, problem: "practice is switched off in this installation" }]);
  const opened = accountKind(entry.generation).open({ settings, secrets }, context);
  if (!opened.ok) refuse([{ at: `${at}.${opened.field}`, problem: opened.problem }]);

  const known = await tx.gatewayAccount.findUnique({ where: { code: entry.code }, include: { versions: true } });
  if (known && (known.generation !== entry.generation || known.practice !== entry.practice)) {
    refuse([{ at, problem: "generation and practice of an account never change: use another code" }]);
  }
  const current = known?.versions.find((version) => version.version === known.currentVersion);
  if (known && current && isSame(current, { settings, secrets })) {
    return { change: "kept", notifyToken: known.notifyToken };
  }

  const account =
    known ??
    (await tx.gatewayAccount.create({
      data: {
        merchantId,
        code: entry.code,
        generation: entry.generation,
        practice: entry.practice,
        notifyToken: randomBytes(16).toString("base64url"),
      },
    }));
  const version = current ? account.currentVersion + 1 : 1;
  const sealed = new Uint8Array(sealSecrets(secrets, account.id, version));
  await tx.credentialVersion.create({ data: { accountId: account.id, version, settings, sealed } });
  await tx.gatewayAccount.update({ where: { id: account.id }, data: { currentVersion: version } });
  return { change: known ? "changed" : "made", notifyToken: account.notifyToken };
}

/** Checked by the generation's shape, which knows texts, true and false, and lists of texts. */
type Settings = Record<string, string | boolean | string[]>;
type Credentials = { settings: Settings; secrets: Record<string, string> };

/** Tells settings from secrets by the shapes of the account's generation; unknown members are refused. */
function splitEntry(entry: AccountEntry, readSecret: ReadSecret, at: string): Credentials {
  const { code: _code, generation, practice: _practice, ...members } = entry;
  const kind = accountKind(generation);
  const isSecret = (name: string) => name in kind.secrets.shape;
  const settings = kind.settings.safeParse(pick(members, (name) => !isSecret(name), readSecret));
  const secrets = kind.secrets.safeParse(pick(members, isSecret, readSecret));
  const issues = [...(settings.error?.issues ?? []), ...(secrets.error?.issues ?? [])];
  if (!settings.success || !secrets.success) {
    refuse(issues.map((issue) => ({ at: [at, ...issue.path].join("."), problem: issue.message })));
  }
  return { settings: settings.data as Settings, secrets: secrets.data as Record<string, string> };
}

/** Long texts such as keys may stand in a file or the environment, secret or not. */
function pick(
  members: Record<string, unknown>,
  wanted: (name: string) => boolean,
  readSecret: ReadSecret,
): Record<string, unknown> {
  const chosen = Object.entries(members).filter(([name]) => wanted(name));
  return Object.fromEntries(
    chosen.map(([name, value]) => {
      const source = secretSource.safeParse(value);
      return [name, source.success ? readSecret(source.data) : value];
    }),
  );
}

/** Secrets that cannot be unsealed any more are not the same: the file gives them anew. */
function isSame(
  stored: { accountId: string; version: number; settings: unknown; sealed: Uint8Array },
  now: Credentials,
) {
  const old = unsealSecrets(stored.sealed, stored.accountId, stored.version);
  return old.ok && equal(old.secrets, now.secrets) && equal(stored.settings, now.settings);
}

const equal = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

const canonical = (value: unknown): string =>
  JSON.stringify(Object.entries(value as Record<string, unknown>).sort(([a], [b]) => (a < b ? -1 : 1)));
