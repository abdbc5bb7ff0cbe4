"use server";

import { noteRefusal } from "#app/refusal.ts";
import { clientAddress, isOwnOrigin, ownSite } from "#app/session.ts";
import type { AskPasskeyResult } from "#lib/account/commands.ts";
import { nothing } from "#lib/account/schema.ts";
import { askPasskey as ask } from "#lib/auth/passkeys/verify-passkey.ts";
import { processShop } from "#lib/process.ts";

/** Nobody is signed in yet: whoever has a passkey may be asked for it. */
export async function askPasskey(input: unknown): Promise<AskPasskeyResult> {
  if (!(await isOwnOrigin()) || !nothing.safeParse(input).success) {
    noteRefusal("askPasskey", { user: null, why: "not_found" });
    return { kind: "not_found" };
  }
  const site = await ownSite();
  if (site === null) return { kind: "no_site" };
  const question = await ask(processShop(), site, await clientAddress());
  return question === null ? { kind: "crowded" } : { kind: "question", question };
}
