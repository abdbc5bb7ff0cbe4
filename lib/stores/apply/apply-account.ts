import { createHash, randomBytes } from "node:crypto";
import type { Transaction } from "#lib/db/client.ts";
import type { AccountContext } from "#lib/payments/account.ts";
import { withNormalKeys } from "#lib/payments/entries/normal-keys.ts";
import { accountKind } from "#lib/payments/registry.ts";
import { type AccountEntry, type SecretSource, secretSource } from "../schema.ts";
import { sealSecrets, unsealSecrets } from "../seal-secrets.ts";
import { lockAccount } from "../sql/lock-account.ts";
import { refuse, TAKEN } from "./refuse.ts";

export type ReadSecret = (source: SecretSource) => string;

export type AppliedAccount = {
  change: "made" | "changed" | "kept";
  id: string;
  notifyToken: string;
  /** Names; public keys with their fingerprint, secrets without. */
  changed: string[];
};

type Applying = {
  merchantId: string;
  readSecret: ReadSecret;
  context: AccountContext | null;
  /** The store that a new account is made for; without one it is for all of the merchant. */
  storeId?: string | null;
  /** Who enters it; nobody that is known for a file. */
  savedById?: string | null;
};

/** Makes an account, or gives the merchant's one of this code a new credential version; a version that exists is never changed. */
export async function applyAccount(tx: Transaction, entry: AccountEntry, applying: Applying): Promise<AppliedAccount> {
  const at = `accounts.${entry.code}`;
  const now = openEntry(entry, applying);
  await tx.$executeRawUnsafe(lockAccount.text, entry.code);
  const known = await tx.gatewayAccount.findUnique({ where: { code: entry.code }, include: { versions: true } });
  if (!known) return (await insert(tx, entry, { ...applying, now })) ?? refuse([{ at, problem: TAKEN }]);
  if (known.merchantId !== applying.merchantId) refuse([{ at, problem: TAKEN }]);
  if (known.generation !== entry.generation || known.practice !== entry.practice) {
    refuse([{ at, problem: "generation and practice of an account never change: use another code" }]);
  }
  // Somebody removed it by the pages, and wants it again.
  if (known.removedAt) await tx.gatewayAccount.update({ where: { id: known.id }, data: { removedAt: null } });
  const current = known.versions.find((version) => version.version === known.currentVersion);
  if (current && isSame(current, now)) {
    return { change: "kept", id: known.id, notifyToken: known.notifyToken, changed: [] };
  }
  return { ...(await addVersion(tx, known, { current, now, ...applying })), change: "changed" };
}

/** Makes an account; null where its code is taken, by whomever. */
export const insertAccount = (
  tx: Transaction,
  entry: AccountEntry,
  applying: Applying,
): Promise<AppliedAccount | null> => insert(tx, entry, { ...applying, now: openEntry(entry, applying) });

async function insert(
  tx: Transaction,
  { code, generation, practice }: AccountEntry,
  { merchantId, storeId = null, ...version }: Applying & { now: Credentials },
): Promise<AppliedAccount | null> {
  const notifyToken = randomBytes(16).toString("base64url");
  const row = { merchantId, code, generation, practice, storeId, notifyToken };
  const [account] = await tx.gatewayAccount.createManyAndReturn({ data: [row], skipDuplicates: true });
  return account ? { ...(await addVersion(tx, account, version)), change: "made" } : null;
}

/** What the entry says, where its generation takes it. */
function openEntry(entry: AccountEntry, { readSecret, context }: Applying): Credentials {
  const at = `accounts.${entry.code}`;
  const given = splitEntry(entry, readSecret, at);
  if (context === null) refuse([{ at, problem: "practice is switched off in this installation" }]);
  const opened = accountKind(entry.generation).open(given, context);
  if (!opened.ok) refuse([{ at: `${at}.${opened.field}`, problem: opened.problem }]);
  return { settings: withNormalKeys(given.settings), secrets: withNormalKeys(given.secrets) };
}

type Adding = { current?: StoredVersion | undefined; now: Credentials; savedById?: string | null };

async function addVersion(
  tx: Transaction,
  { id, notifyToken, currentVersion }: { id: string; notifyToken: string; currentVersion: number },
  { current, now, savedById = null }: Adding,
): Promise<Omit<AppliedAccount, "change">> {
  const version = current ? currentVersion + 1 : 1;
  const sealed = new Uint8Array(sealSecrets(now.secrets, id, version));
  await tx.credentialVersion.create({ data: { accountId: id, version, settings: now.settings, sealed, savedById } });
  await tx.gatewayAccount.update({ where: { id }, data: { currentVersion: version } });
  return { id, notifyToken, changed: [`version ${version}`, ...changedMembers(current, now)] };
}

/** Longer than any name or identifier: a key or a certificate. */
const KEY_LENGTH = 100;

function changedMembers(before: StoredVersion | undefined, { settings, secrets }: Credentials): string[] {
  const old = before && unsealSecrets(before.sealed, before.accountId, before.version);
  const oldSettings = (before?.settings ?? {}) as Settings;
  const open = Object.entries(settings).filter(([name, value]) => !equalValues(oldSettings[name], value));
  const hidden = Object.keys(secrets).filter((name) => !old?.ok || old.secrets[name] !== secrets[name]);
  return [...open.map(([name, value]) => name + fingerprint(value)), ...hidden];
}

const fingerprint = (value: Settings[string]): string =>
  typeof value === "string" && value.length > KEY_LENGTH
    ? ` sha256:${createHash("sha256").update(value).digest("hex").slice(0, 16)}`
    : "";

/** Checked by the generation's shape, which knows texts, true and false, and lists of texts. */
type Settings = Record<string, string | boolean | string[]>;
type StoredVersion = { accountId: string; version: number; settings: unknown; sealed: Uint8Array };
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
function isSame(stored: StoredVersion, now: Credentials) {
  const old = unsealSecrets(stored.sealed, stored.accountId, stored.version);
  return old.ok && equal(old.secrets, now.secrets) && equal(stored.settings as Settings, now.settings);
}

const equal = (a: Settings, b: Settings): boolean => canonical(a) === canonical(b);

const equalValues = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Earlier releases stored keys as they were pasted. */
const canonical = (value: Settings): string =>
  JSON.stringify(Object.entries(withNormalKeys(value)).sort(([a], [b]) => (a < b ? -1 : 1)));
