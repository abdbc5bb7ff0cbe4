import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import type { Entries } from "#lib/stores/accounts/merge-entries.ts";
import { certificateEnds } from "#lib/stores/manage/queries.ts";
import { unsealSecrets } from "#lib/stores/seal-secrets.ts";
import { type AccountRow, readAccounts } from "./sql/read-accounts.ts";
import type { ExceptionVariant } from "./view.ts";

export type DeadAccount = AccountRow & { variant: ExceptionVariant; since: Date };

/** Accounts that sell nothing until somebody mends their credentials, of stores whose set-up this user sees. */
export async function findDeadAccounts(
  shop: Shop,
  userId: string,
  storeIds: readonly string[],
): Promise<DeadAccount[]> {
  const rows = await run(shop.pool, readAccounts, [userId, storeIds]);
  const now = new Date();
  return rows.flatMap((row) => {
    const why = whyDead(row, now);
    return why === null ? [] : [{ ...row, ...why }];
  });
}

function whyDead(row: AccountRow, now: Date): { variant: ExceptionVariant; since: Date } | null {
  const { accountId, version, settings, sealed, savedAt, refusedAt } = row;
  if (!unsealSecrets(sealed, accountId, version).ok) return { variant: "unreadable", since: savedAt };
  const ended = certificateEnds(settings as Entries, now).find(({ end }) => end.state === "ended");
  if (ended !== undefined) return { variant: "certificate", since: ended.end.endsAt };
  return refusedAt === null ? null : { variant: "refused", since: refusedAt };
}
