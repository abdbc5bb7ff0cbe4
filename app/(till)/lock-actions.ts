"use server";

import { actingTill } from "#app/session.ts";
import { openPin as letTryAgain } from "#lib/auth/pin/open-pin.ts";
import type { OpenPinAnswer } from "#lib/devices/commands.ts";
import { openPinInput } from "#lib/devices/schema.ts";
import { processShop } from "#lib/process.ts";

/** From behind the lock: nobody is signed in, the till that was let in asks. */
export async function openPin(input: unknown): Promise<OpenPinAnswer> {
  const till = await actingTill();
  const parsed = openPinInput.safeParse(input);
  return till && parsed.success ? letTryAgain(processShop(), till.id, parsed.data) : { kind: "none" };
}
