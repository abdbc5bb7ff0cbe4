"use server";

import { noteRefusal } from "#app/refusal.ts";
import { actingTill, clientAddress, currentStaff } from "#app/session.ts";
import { openPin as letTryAgain } from "#lib/auth/pin/open-pin.ts";
import type { OpenPinAnswer } from "#lib/devices/commands.ts";
import { openPinInput } from "#lib/devices/schema.ts";
import { processShop } from "#lib/process.ts";

/** From behind the lock: nobody is signed in, the till that was let in asks. */
export async function openPin(input: unknown): Promise<OpenPinAnswer> {
  const till = await actingTill();
  const parsed = openPinInput.safeParse(input);
  const result =
    till && parsed.success
      ? await letTryAgain(processShop(), { deviceId: till.id, address: await clientAddress() }, parsed.data)
      : { kind: "none" as const };
  if (result.kind === "none") {
    const user = (await currentStaff())?.user.id ?? null;
    noteRefusal("openPin", { user, why: result.kind, device: till?.id ?? null });
  }
  return result;
}
