import "server-only";
import { currentTill } from "#app/session.ts";
import { findApprovers } from "#lib/auth/find-people.ts";
import { processShop } from "#lib/process.ts";

/** Who else can say yes by PIN at this till; null where no PIN is checked. */
export async function approversBeside(userId: string | null) {
  const till = await currentTill();
  if (till === null) return null;
  const approvers = await findApprovers(processShop(), till.id);
  return approvers.filter(({ id }) => id !== userId);
}
