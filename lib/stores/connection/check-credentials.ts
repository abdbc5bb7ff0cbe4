import type { z } from "zod";
import { fingerprint, readPrivateKey } from "#lib/alipay/keys/keys.ts";
import { certificateEnd } from "#lib/alipay/openapi/certificate-end.ts";
import type { AccountContext } from "#lib/payments/account.ts";
import type { Gateway } from "#lib/payments/gateway.ts";
import { accountKind } from "#lib/payments/registry.ts";
import { failed, ok, unclear, warn } from "./make-found.ts";
import { FINDINGS, type Finding, type Found, type Subject } from "./view.ts";

export type CheckedCredentials = { ids: Found; keys: Found; gateway: Gateway | null };

const CERTIFICATES = ["appCertificate", "alipayCertificate", "alipayRootCertificate"] as const;
export const KEYS: readonly string[] = [
  "privateKey",
  "alipayPublicKey",
  "formerAlipayPublicKey",
  "md5Key",
  "aesKey",
  ...CERTIFICATES,
];

/** The first two checks, which need no gateway: form of the entries, and keys that belong together. */
export function checkCredentials(subject: Subject, context: AccountContext | null, now: Date): CheckedCredentials {
  const { settings, secrets } = subject;
  if (secrets === null) return { ids: unclear("mend_first"), keys: failed("sealed_elsewhere"), gateway: null };
  const kind = accountKind(subject.generation);
  const issues = [...issuesOf(kind.settings, settings), ...issuesOf(kind.secrets, secrets)];
  const wrong = (isKey: boolean) => issues.find(({ facts: { field = "" } }) => KEYS.includes(field) === isKey);
  if (issues.length > 0) {
    return { ids: wrong(false) ?? ok("ids_fit"), keys: wrong(true) ?? unclear("mend_first"), gateway: null };
  }
  if (context === null) return { ids: failed("practice_off"), keys: unclear("mend_first"), gateway: null };
  const entries = { ...(settings as Entries), ...(secrets as Entries) };
  const opened = kind.open({ settings, secrets }, context);
  if (opened.ok)
    return { ids: checkIds(subject, opened.value), keys: checkKeys(subject, entries, now), gateway: opened.value };
  const refused = failed(findingOf(opened.problem, opened.field), { field: opened.field });
  // The keys are read before the other entries are held against each other.
  return KEYS.includes(opened.field)
    ? { ids: ok("ids_fit"), keys: refused, gateway: null }
    : { ids: refused, keys: checkKeys(subject, entries, now), gateway: null };
}

type Entries = Record<string, unknown>;

/** One finding for each entry that is absent, has another form, or has no place in this generation. */
export function issuesOf(shape: z.ZodObject, entries: unknown): Found[] {
  const { error } = shape.safeParse(entries);
  return (error?.issues ?? []).map((issue) => {
    const field = issue.code === "unrecognized_keys" ? (issue.keys[0] ?? "") : String(issue.path[0] ?? "");
    const isThere = typeof entries === "object" && entries !== null && field in entries;
    return failed(isThere ? "wrong_form" : KEYS.includes(field) ? "key_empty" : "missing", { field });
  });
}

/** Problems of keys and certificates have names of their own; two of them mean other things elsewhere. */
export function findingOf(problem: string, field: string): Finding {
  if (problem === "empty") return "key_empty";
  if (problem === "unreadable") return "unreadable_key";
  return FINDINGS.find((finding) => finding === problem) ?? (KEYS.includes(field) ? "unreadable_key" : "wrong_form");
}

/** Entries that fit and yet spell trouble. */
function checkIds({ generation, practice, settings }: Subject, { origins }: Gateway): Found {
  // Alipay's own hosts for tests: a live store would count money there that is none (T7).
  const testHost = origins.map((origin) => new URL(origin).hostname).find((host) => host.endsWith(".alipaydev.com"));
  if (!practice && testHost !== undefined) return warn("test_gateway", { host: testHost });
  const { statusMember } = settings as Entries;
  return generation === "intl" && statusMember === undefined ? warn("no_status_member") : ok("ids_fit");
}

function checkKeys({ generation, settings }: Subject, entries: Entries, now: Date): Found {
  const { signType } = accountKind(generation).settings.parse(settings);
  const dates = CERTIFICATES.map((field) => ({ field, end: certificateEnd(String(entries[field] ?? ""), now) }));
  const first = dates.filter(({ end }) => end !== null && end.state !== "good").sort((a, b) => left(a) - left(b))[0];
  if (first?.end) {
    const { field, end } = first;
    if (end.state === "ended") return failed("certificate_ended", { field, date: dayOf(end.endsAt) });
    if (end.state === "not_yet") return failed("certificate_not_yet", { field });
    return warn("certificate_ends", { field, days: end.daysLeft, date: dayOf(end.endsAt) });
  }
  // SHA-1 is the one hash that intl's own pages know; the other generations have better (S14, T16).
  if (signType !== "RSA2" && generation !== "intl") return warn("weak_signing", { code: String(signType) });
  const own = readPrivateKey(String(entries.privateKey ?? ""), "RSA");
  return ok("keys_fit", { key: own.ok ? fingerprint(own.key) : "" });
}

const left = ({ end }: { end: { endsAt: Date } | null }): number => end?.endsAt.getTime() ?? 0;

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);
