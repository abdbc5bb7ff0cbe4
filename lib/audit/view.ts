import type { MoneyText } from "#lib/money/money.ts";

/** The risky actions of which the audit tells (W4). */
export const AUDIT_KINDS = [
  "refund",
  "approval",
  "cancel",
  "late_accepted",
  "double_settled",
  "mismatch_settled",
  "cancel_given_up",
  "notice_dismissed",
  "word_taken_back",
  "notice_replayed",
  "shift_closed_unclear",
  "sign_in_refused",
  "pin_refused",
  "pin_set",
  "pin_opened",
  "pin_reset",
  "person_invited",
  "invitation_withdrawn",
  "person_joined",
  "person_removed",
  "person_switched_off",
  "person_switched_on",
  "role_given",
  "role_saved",
  "password_link",
  "password_set",
  "password_changed",
  "second_step_set",
  "second_step_removed",
  "recovery_codes_made",
  "recovery_code_used",
  "sessions_ended",
  "passkey_added",
  "passkey_removed",
  "till_added",
  "display_paired",
  "device_revoked",
  "store_applied",
  "account_applied",
  "person_applied",
  "key_rotated",
  "buyer_forgotten",
  "audit_exported",
  "orders_exported",
] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];

/** An entry as the page of the audit shows it. */
export type EntryView = {
  id: string;
  /** ISO 8601 */
  at: string;
  kind: AuditKind;
  userName: string | null;
  address: string | null;
  storeName: string | null;
  registerName: string | null;
  deviceName: string | null;
  personName: string | null;
  amount: MoneyText | null;
  /** Wrong tries so far. */
  failures: number | null;
  /** Of the device, store, account or person. */
  name: string | null;
  changed: string[];
  leftOpen: number;
  /** Its place in the chain; null until it is sealed. */
  number: string | null;
};

export type AuditPage = { rows: EntryView[]; olderThan: string | null };

/** What is known of the chain; `breaks` and `confirmed` only when it was read just now. */
export type ChainState = {
  end: { number: string; hash: string } | null;
  waiting: boolean;
  checked: { breaks: { why: "changed" | "missing" | "cut" | "forged"; number: string }[]; confirmed: number } | null;
};
