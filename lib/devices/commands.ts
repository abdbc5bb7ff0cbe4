import type { Stale } from "#lib/account/commands.ts";
import type { OpenPinInput, OpenPinResult } from "#lib/auth/pin/open-pin.ts";
import type { SetPinInput, SetPinResult } from "#lib/auth/pin/set-pin.ts";

export type AddTillInput = { registerId: string; name: string };
export type AddTillResult = { kind: "added" | "not_found" | "signed_out" };

/** What the pages of people and devices ask of the server. */
export type AddTill = (input: AddTillInput) => Promise<AddTillResult | Stale>;
export type RevokeDevice = (input: {
  deviceId: string;
}) => Promise<{ kind: "revoked" | "not_found" | "signed_out" } | Stale>;
export type SetPin = (input: SetPinInput) => Promise<SetPinResult | { kind: "signed_out" }>;
export type OpenPin = (input: OpenPinInput) => Promise<OpenPinResult>;
export type OpenPinAnswer = OpenPinResult;
