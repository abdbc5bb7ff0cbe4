import "server-only";
import { currentTill } from "#app/session.ts";
import { findApprovers } from "#lib/auth/find-people.ts";
import { processShop } from "#lib/process.ts";

/** Who else can say yes by PIN at this register; null where no PIN is checked. */
export async function approversBeside(userId: string | null, registerId: string) {
  if ((await currentTill()) === null) return null;
  const approvers = await findApprovers(processShop(), registerId);
  return approvers.filter(({ id }) => id !== userId);
}
