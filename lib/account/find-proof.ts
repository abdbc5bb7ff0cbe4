import type { Staff } from "#lib/auth/find-staff.ts";
import type { PasskeySite } from "#lib/auth/passkeys/site.ts";
import { askOwnPasskey } from "#lib/auth/passkeys/verify-passkey.ts";
import { readSecondStep } from "#lib/auth/sql/second-step.ts";
import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import type { Stale } from "./commands.ts";

type Wanted = {
  /** The sign-in is not too old, but was by password or PIN alone (T11). */
  more: boolean;
  site: PasskeySite | null;
  address: string | null;
};

/** How somebody who is signed in may prove once more who it is. */
export async function findProof(shop: Shop, staff: Staff, { more, site, address }: Wanted): Promise<Stale> {
  const { user, stores, tillId } = staff;
  const passkey = await askOwnPasskey(shop, site, { userId: user.id, address });
  const stale = { kind: "stale", userId: user.id, login: user.login, passkey } as const;
  const [app] = more ? await run(shop.pool, readSecondStep, [user.id]) : [];
  if (more && !app) return { ...stale, by: { way: passkey === null ? "set_up" : "passkey" } };
  const length = tillId === null || more ? undefined : stores[0]?.pinLength;
  return { ...stale, by: length === undefined ? { way: "password" } : { way: "pin", length } };
}
