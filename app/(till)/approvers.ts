import "server-only";
import { headers } from "next/headers";
import { findDevice } from "#lib/auth/find-device.ts";
import { findApprovers } from "#lib/auth/find-people.ts";
import { readDeviceToken } from "#lib/auth/session.ts";
import { processShop } from "#lib/process.ts";

/** The id of the registered till that this browser is, or null. */
export async function registeredTill(): Promise<string | null> {
  const token = readDeviceToken((await headers()).get("cookie"), "till");
  return (await findDevice(processShop(), "till", token))?.id ?? null;
}

/** Who else can say yes by PIN at this register; null where no PIN is checked. */
export async function approversBeside(userId: string | null, registerId: string) {
  if ((await registeredTill()) === null) return null;
  const approvers = await findApprovers(processShop(), registerId);
  return approvers.filter(({ id }) => id !== userId);
}
