import type { Staff } from "#lib/auth/find-staff.ts";
import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import { notifyUrl } from "#lib/stores/find-gateway.ts";
import { ENOUGH, isSilent } from "./decide-silence.ts";
import { readHeard } from "./sql/read-heard.ts";
import type { Silence } from "./view.ts";

/** Accounts whose notices do not arrive, of stores whose set-up this person sees (W3). `enough`: so many payments without one are silence. */
export async function findSilences(shop: Shop, { user, stores }: Staff, enough = ENOUGH): Promise<Silence[]> {
  const rows = await run(shop.pool, readHeard, [user.id, stores.map(({ storeId }) => storeId), enough]);
  return rows
    .filter((row) => isSilent(row, enough))
    .map((row) => {
      const { accountId, account, storeId, storeName, timeZone, payments, lastNotice, refused } = row;
      const told = { payments, lastNotice: lastNotice?.toISOString() ?? null, hasAddress: notifyUrl(row) !== null };
      return { accountId, account, storeId, storeName, timeZone, refused, ...told };
    });
}
