"use server";

import { acting } from "#app/session.ts";
import { type SetPinInput, type SetPinResult, setPin as setOwnPin } from "#lib/auth/pin/set-pin.ts";
import { setPinInput } from "#lib/devices/schema.ts";
import { processShop } from "#lib/process.ts";

export async function setPin(input: SetPinInput): Promise<SetPinResult | { kind: "signed_out" }> {
  const staff = await acting();
  if (!staff) return { kind: "signed_out" };
  const parsed = setPinInput.safeParse(input);
  // After a sign-in by PIN the stores are that till's alone.
  const isOwn = parsed.success && staff.stores.some(({ storeId }) => storeId === parsed.data.storeId);
  return isOwn ? setOwnPin(processShop(), staff.user.id, parsed.data) : { kind: "not_found" };
}
