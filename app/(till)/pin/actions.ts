"use server";

import { action } from "#app/action.ts";
import { doer } from "#app/session.ts";
import { type SetPinResult, setPin as setOwnPin } from "#lib/auth/pin/set-pin.ts";
import { setPinInput } from "#lib/devices/schema.ts";

export const setPin = action(
  { name: "setPin", takes: setPinInput, refusal: "not_found" },
  async ({ shop, staff }, input): Promise<SetPinResult> => {
    // After a sign-in by PIN the stores are that till's alone.
    const isOwn = staff.stores.some(({ storeId }) => storeId === input.storeId);
    return isOwn ? setOwnPin(shop, await doer(staff), input) : { kind: "not_found" };
  },
);
