import type { z } from "zod";
import type { Stale } from "#lib/account/commands.ts";
import type { PasswordProblem } from "#lib/auth/passwords/password-rules.ts";
import type { SaveStoreResult } from "#lib/stores/manage/commands.ts";
import type { addFirstStoreInput, claimInput } from "./schema.ts";

export type ClaimInput = z.infer<typeof claimInput>;
export type AddFirstStoreInput = z.infer<typeof addFirstStoreInput>;

export type ClaimResult =
  | { kind: "claimed" }
  | { kind: "password_refused"; problem: PasswordProblem | "same" }
  /** Somebody has this user name. */
  | { kind: "taken" }
  /** The server has too many passwords to check just now. */
  | { kind: "crowded" }
  /** Not the owner of the installation, or one who has chosen a password before. */
  | { kind: "not_found" };

/** exists: somebody else was faster. */
export type AddFirstStoreResult = SaveStoreResult | { kind: "exists" };

export type Claim = (input: ClaimInput) => Promise<ClaimResult | { kind: "signed_out" } | Stale>;
export type AddFirstStore = (
  input: AddFirstStoreInput,
) => Promise<AddFirstStoreResult | { kind: "signed_out" } | Stale>;
