import type { Doer } from "#lib/actor.ts";
import { doerValues } from "#lib/audit/sql/insert-entry.ts";
import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import type { WithdrawInput } from "../commands.ts";
import { withdraw } from "../sql/write-invitation.ts";

/** Makes a link void that nobody has used yet. */
export async function withdrawInvitation(
  shop: Shop,
  doer: Doer,
  { invitationId }: WithdrawInput,
): Promise<{ kind: "withdrawn" | "not_allowed" }> {
  if (doer.byPin) return { kind: "not_allowed" };
  const [gone] = await run(shop.pool, withdraw, [...doerValues(doer), invitationId]);
  return { kind: gone ? "withdrawn" : "not_allowed" };
}
