import type { createTranslator, Messages } from "next-intl";
import type { EntryView } from "#lib/audit/view.ts";
import { isRole } from "#lib/auth/roles.ts";

export type AuditTexts = ReturnType<typeof createTranslator<Messages, "audit">>;
export type RoleNames = ReturnType<typeof createTranslator<Messages, "roles.names">>;

/** What is done by commands on the machine itself, by nobody who is known. */
const BY_MACHINE = /_applied$|^key_rotated$|^buyer_forgotten$/;

export const whoText = (t: AuditTexts, { userName, kind }: Pick<EntryView, "userName" | "kind">): string =>
  userName ?? (BY_MACHINE.test(kind) ? t("machine") : t("nobody"));

/** Which settings an entry changed, or which roles. */
export const changedText = (tr: RoleNames, { changed }: Pick<EntryView, "changed">): string =>
  changed.map((word) => (isRole(word) ? tr(word) : word)).join(", ");
