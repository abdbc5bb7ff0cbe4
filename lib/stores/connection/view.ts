import type { Generation } from "#lib/payments/gateway.ts";

/** The eight checks, in the order in which people read them (T3). */
export const CHECKS = ["ids", "keys", "request", "answer", "product", "currency", "clock", "notify"] as const;
export type Check = (typeof CHECKS)[number];

/** unclear: nothing was learnt, good or bad; a check before it may say why. */
export type CheckState = "ok" | "warn" | "failed" | "unclear";

/** What a check found: the names of the sentences in messages/*.json, connection.said. */
export const FINDINGS = [
  "ids_fit",
  "missing",
  "wrong_form",
  "not_allowed",
  "also_paid",
  "practice_off",
  "test_gateway",
  "no_status_member",
  "keys_fit",
  "weak_signing",
  "sealed_elsewhere",
  "key_empty",
  "unreadable_key",
  "encrypted",
  "private_key_expected",
  "public_key_expected",
  "certificate",
  "several_keys",
  "not_rsa",
  "too_short",
  "not_32_characters",
  "not_16_bytes",
  "own_public_key",
  "beside_certificates",
  "of_another_key",
  "certificate_expected",
  "only_issuers",
  "no_rsa_root",
  "certificate_ended",
  "certificate_not_yet",
  "certificate_ends",
  "accepted",
  "wrong_id",
  "wrong_key",
  "wrong_md5_key",
  "no_key_known",
  "wrong_sign_type",
  "wrong_aes_key",
  "wrong_auth_token",
  "no_route_dns",
  "no_route_tls",
  "no_route_timeout",
  "no_route_inside",
  "no_route",
  "gateway_error",
  "part_silent",
  "busy",
  "verified",
  "alipay_key",
  "next_certificate",
  "one_unproved",
  "unsigned",
  "unreadable_answer",
  "product_on",
  "no_contract",
  "no_cancel",
  "blocked",
  "wrong_setting",
  "notify_wanted",
  "amount",
  "currencies_taken",
  "never_sells",
  "currency_refused",
  "no_store",
  "clock_right",
  "clock_ahead",
  "clock_behind",
  "clock_refused",
  "no_date",
  "notify_answers",
  "no_public_url",
  "notify_private",
  "notify_inside",
  "notify_dns",
  "notify_tls",
  "notify_unreachable",
  "notify_other",
  "notify_redirects",
  "notify_host",
  "notify_down",
  "mend_first",
  "not_asked",
  "not_told",
] as const;
export type Finding = (typeof FINDINGS)[number];

/** What stands in the slots of a sentence; never a key. `field` is an entry of the account (connection.fields). */
export type Facts = Partial<
  Record<"field" | "code" | "currencies" | "host" | "key" | "date", string> & { days: number; minutes: number }
>;

export type Found = { state: CheckState; finding: Finding; facts: Facts };

export type Verdict = Found & { check: Check; ms: number };

/** Credentials to be tried, stored or just typed. */
export type Subject = {
  account: string;
  generation: Generation;
  practice: boolean;
  /** The last part of the notify address. */
  notifyToken: string;
  settings: unknown;
  /** Null when this installation's master key does not open them. */
  secrets: unknown;
  /** What customers would read of the store, and what it sells in: currency, and the smallest sale in minor units. */
  title: string;
  sales: readonly { currency: string; minor: bigint }[];
};
