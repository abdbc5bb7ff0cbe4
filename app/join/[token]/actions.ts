"use server";

import { action } from "#app/action.ts";
import { noteRefusal } from "#app/refusal.ts";
import { clientAddress, doer, isOwnOrigin } from "#app/session.ts";
import { processShop } from "#lib/process.ts";
import type { ChoosePasswordResult, JoinAsUserResult, JoinResult } from "#lib/staff/commands.ts";
import { join as joinByLink, joinAsUser as joinWithAccount } from "#lib/staff/invitations/accept-invitation.ts";
import { choosePassword as setByLink } from "#lib/staff/invitations/set-password.ts";
import { choosePasswordInput, joinInput, tokenInput } from "#lib/staff/schema.ts";

/** Nobody is signed in: the link says who may. */
export async function join(input: unknown): Promise<JoinResult> {
  const parsed = joinInput.safeParse(input);
  const isAsked = parsed.success && (await isOwnOrigin());
  const result = isAsked ? await joinByLink(processShop(), await clientAddress(), parsed.data) : NOT_FOUND;
  if (result.kind === "not_found") noteRefusal("join", { user: null, why: result.kind });
  return result;
}

/** As above. */
export async function choosePassword(input: unknown): Promise<ChoosePasswordResult> {
  const parsed = choosePasswordInput.safeParse(input);
  const isAsked = parsed.success && (await isOwnOrigin());
  const result = isAsked ? await setByLink(processShop(), await clientAddress(), parsed.data) : NOT_FOUND;
  if (result.kind === "not_found") noteRefusal("choosePassword", { user: null, why: result.kind });
  return result;
}

const NOT_FOUND = { kind: "not_found" } as const;

/** For whoever is signed in, but not by four digits at a till that others use too. */
export const joinAsUser = action(
  { name: "joinAsUser", takes: tokenInput, refusal: "not_found" },
  async ({ shop, staff }, { token }): Promise<JoinAsUserResult> =>
    staff.tillId === null ? joinWithAccount(shop, await doer(staff), token) : NOT_FOUND,
);
