import { type Right, rolesWith } from "#lib/auth/roles.ts";
import { statement } from "#lib/db/statement.ts";

/** The roles that have a right, copies among them. */
export const readRoles = (right: Right) =>
  statement<{ role: string }>(`read_roles_with_${right}`, `select role from (${rolesWith(right)}) as r (role)`);
