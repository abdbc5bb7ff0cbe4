import { createHash } from "node:crypto";
import type { Staff } from "../find-staff.ts";

/**
 * Who somebody is and what they may in each of their stores, in one word: it is another one as soon as any of that is. So an open
 * page learns that what it shows may not be this person's any more (S2). Null: nobody is signed in.
 */
export function standingOf(staff: Staff | null): string | null {
  if (staff === null) return null;
  const stores = staff.stores.map(({ storeId, rights }) => [storeId, rights]);
  const standing = JSON.stringify([staff.user.id, staff.tillId, stores]);
  return createHash("sha256").update(standing).digest("base64url");
}
