import { createPrivateKey, createPublicKey } from "node:crypto";
import { isOwnPublicKey } from "#lib/alipay/keys/keys.ts";
import type { AccountContext } from "#lib/payments/account.ts";
import { markOf, readEntry } from "#lib/payments/entries/read-entry.ts";
import type { Generation } from "#lib/payments/gateway.ts";
import { accountKind } from "#lib/payments/registry.ts";
import { findingOf, issuesOf } from "../connection/check-credentials.ts";
import type { EntryProblem } from "../manage/commands.ts";
import type { Entries } from "./merge-entries.ts";

type Checked = { problems: EntryProblem[]; marks: { field: string; mark: string }[] };

/** Everything that is wrong with entries as they stand, complete or not, in the words of the connection test. */
export function checkEntries(generation: Generation, entries: Entries, context: AccountContext | null): Checked {
  const kind = accountKind(generation);
  const keys = Object.entries(entries).flatMap(([field, value]) => {
    const read = typeof value === "string" ? readEntry(field, value, signTypeOf(generation, entries)) : null;
    return read === null ? [] : [{ field, read }];
  });
  const unreadable = keys.flatMap(({ field, read }) => (read.ok ? [] : [problem(field, read.problem)]));
  const { settings, secrets } = splitEntries(generation, entries);
  const issues = [...issuesOf(kind.settings, settings), ...issuesOf(kind.secrets, secrets)].map((found) => ({
    ...{ finding: found.finding, facts: found.facts, field: found.facts.field ?? "" },
  }));
  const problems = [...unreadable, ...issues];
  if (context === null) problems.push(problem("", "practice_off"));
  else if (problems.length === 0) {
    const opened = kind.open({ settings, secrets }, context);
    if (!opened.ok) problems.push(problem(opened.field, opened.problem));
  } else if (isPair(keys)) problems.push(problem("alipayPublicKey", "own_public_key"));
  const marks = keys.flatMap(({ field, read }) => (read.ok ? [{ field, mark: read.mark }] : []));
  return { problems, marks };
}

const problem = (field: string, why: string): EntryProblem => ({
  field,
  finding: findingOf(why, field),
  facts: { field },
});

/** intl's keys have 2048 bits whatever the hash (intl.md section 2.2). */
const signTypeOf = (generation: Generation, { signType }: Entries): "RSA" | "RSA2" =>
  generation !== "intl" && signType === "RSA" ? "RSA" : "RSA2";

/** The most frequent mistake is told at once, not only when all the rest is there. */
function isPair(keys: readonly { field: string; read: NonNullable<ReturnType<typeof readEntry>> }[]): boolean {
  const normal = (name: string) => {
    const found = keys.find(({ field }) => field === name)?.read;
    return found?.ok ? found.normal : null;
  };
  const [own, alipay] = [normal("privateKey"), normal("alipayPublicKey")];
  return own !== null && alipay !== null && isOwnPublicKey(createPublicKey(alipay), createPrivateKey(own));
}

/** Which entries are secrets, the generation says. */
export function splitEntries(generation: Generation, entries: Entries): { settings: Entries; secrets: Entries } {
  const { secrets } = accountKind(generation);
  const of = (wanted: boolean) =>
    Object.fromEntries(Object.entries(entries).filter(([name]) => name in secrets.shape === wanted));
  return { settings: of(false), secrets: of(true) };
}

/** What is shown of keys and secrets in place of them. */
export const marksOf = (entries: Entries, secret: (name: string) => boolean): { field: string; mark: string }[] =>
  Object.entries(entries).flatMap(([field, value]) => {
    if (typeof value !== "string") return [];
    const read = readEntry(field, value, "RSA");
    if (read !== null) return read.ok ? [{ field, mark: read.mark }] : [];
    return secret(field) ? [{ field, mark: markOf(value) }] : [];
  });
