import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import type { Staff } from "../find-staff.ts";
import { type PasskeyRow, readPasskeys } from "./sql/passkey.ts";

/** The passkeys of this person; nothing for somebody who came in by PIN. */
export const findPasskeys = async (shop: Shop, { user, tillId }: Staff): Promise<PasskeyRow[]> =>
  tillId === null ? run(shop.pool, readPasskeys, [user.id]) : [];
