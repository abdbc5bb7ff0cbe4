import type { AddPasskeyResult, BeginPasskeyResult, NewPasskey } from "#lib/auth/passkeys/add-passkey.ts";
import type { PasskeyQuestion } from "#lib/auth/passkeys/verify-passkey.ts";
import type { BeginSecondStepResult } from "#lib/auth/second-step/begin-second-step.ts";
import type { ConfirmSecondStepResult } from "#lib/auth/second-step/confirm-second-step.ts";
import type { RenewCodesResult } from "#lib/auth/second-step/remove-second-step.ts";
import type { SetPasswordInput, SetPasswordResult } from "./set-password.ts";

/** A sign-in that is too old, or too weak, for what is wanted: how the person may prove it once more. */
export type Stale = {
  kind: "stale";
  userId: string;
  login: string;
  by:
    | { way: "pin"; length: number }
    /** With the code of the second step, where there is one; or by passkey. */
    | { way: "password" }
    /** A password alone would be too little, and there is no second step. */
    | { way: "passkey" }
    /** There is neither: one has to be set up first. */
    | { way: "set_up" };
  /** What a passkey of the person may sign; null where there is none. */
  passkey: PasskeyQuestion | null;
};

type Denied = { kind: "signed_out" };

/** What a person's own page asks of the server. */
export type AccountActions = {
  beginSecondStep: (input: Record<string, never>) => Promise<BeginSecondStepResult | Stale | Denied>;
  confirmSecondStep: (input: { code: string }) => Promise<ConfirmSecondStepResult | Denied>;
  removeSecondStep: (input: Record<string, never>) => Promise<{ kind: "removed" | "not_found" } | Stale | Denied>;
  renewRecoveryCodes: (input: Record<string, never>) => Promise<RenewCodesResult | Stale | Denied>;
  endSession: (input: { sessionId: string }) => Promise<{ kind: "ended" | "not_found" } | Denied>;
  endOtherSessions: (input: Record<string, never>) => Promise<{ kind: "ended" | "not_found" } | Denied>;
  beginPasskey: (input: Record<string, never>) => Promise<BeginPasskeyResult | Stale | Denied>;
  addPasskey: (input: { name: string; answer: NewPasskey }) => Promise<AddPasskeyResult | Denied>;
  removePasskey: (input: { passkeyId: string }) => Promise<{ kind: "removed" | "not_found" } | Stale | Denied>;
  setPassword: (input: SetPasswordInput) => Promise<SetPasswordResult | Denied>;
};

/** What the page of the sign-in asks for; nothing where browsers offer no passkeys, or too many wait. */
export type AskPasskeyResult =
  | { kind: "question"; question: PasskeyQuestion }
  | { kind: "no_site" | "crowded" | "not_found" };
export type AskPasskey = (input: Record<string, never>) => Promise<AskPasskeyResult>;

export type { PasskeyQuestion };
