import { useTranslations } from "next-intl";
import { isRole } from "#lib/auth/roles.ts";
import type { RoleView } from "#lib/staff/view.ts";

/** What a role is called: one of the five in the reader's language, a copy as its makers named it. */
export function useRoleName(roles: readonly RoleView[]): (role: string) => string {
  const t = useTranslations("roles.names");
  return (role) => (isRole(role) ? t(role) : (roles.find(({ id }) => id === role)?.name ?? t("unknown")));
}
