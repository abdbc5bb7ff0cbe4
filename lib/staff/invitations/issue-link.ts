import { randomBytes } from "node:crypto";
import type { Doer } from "#lib/actor.ts";
import { doerValues } from "#lib/audit/sql/insert-entry.ts";
import { tokenHash } from "#lib/auth/find-device.ts";
import { run, type Statement } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import { uuid7 } from "#lib/uuid.ts";
import { isTooWeak } from "../change-staff.ts";
import type { InviteInput, IssueResult, PasswordLinkInput } from "../commands.ts";
import { readStoresOf } from "../sql/standing.ts";
import { type IssuedRow, insertInvitation, insertPasswordLink } from "../sql/write-invitation.ts";

/** Invites to a role of a store (T13). Nobody invites to a right that is not the own one there. */
export const invite = (shop: Shop, doer: Doer, { storeId, role }: InviteInput): Promise<IssueResult> =>
  issue(shop, doer, { insert: insertInvitation, what: [storeId, role], storeIds: [storeId] });

/**
 * A link to a new password. It opens the person's account, so it is for whoever manages all stores in which the person works
 * and may there what the person may.
 */
export async function issuePasswordLink(
  shop: Shop,
  doer: Doer,
  { userId, storeId }: PasswordLinkInput,
): Promise<IssueResult> {
  const storeIds = (await run(shop.pool, readStoresOf, [userId])).map(({ storeId }) => storeId);
  return issue(shop, doer, { insert: insertPasswordLink, what: [storeId, userId], storeIds });
}

type Link = { insert: Statement<IssuedRow>; what: string[]; storeIds: string[] };

/** The token is told once; what is kept of it opens nothing. */
async function issue(shop: Shop, doer: Doer, { insert, what, storeIds }: Link): Promise<IssueResult> {
  if (doer.byPin) return { kind: "not_allowed" };
  if (await isTooWeak(shop, doer, storeIds)) return { kind: "weak" };
  const token = randomBytes(32).toString("base64url");
  const [made] = await run(shop.pool, insert, [...doerValues(doer), uuid7(), ...what, tokenHash(token)]);
  return made ? { kind: "issued", token, endsAt: made.endsAt.toISOString() } : { kind: "not_allowed" };
}
