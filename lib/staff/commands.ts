import type { Stale } from "#lib/account/commands.ts";
import type { TooWeak } from "#lib/actor.ts";
import type { PasswordProblem } from "#lib/auth/passwords/password-rules.ts";
import type { CopyRight, Role } from "#lib/auth/roles.ts";

/** role: one of the five, the id of a copy, or none: no longer of the store. */
export type AssignRoleInput = { userId: string; storeId: string; role: string };
export type SwitchPersonInput = { userId: string; isOn: boolean };
export type ResetPinInput = { userId: string; storeId: string };
export type PasswordLinkInput = { userId: string; storeId: string };
export type InviteInput = { storeId: string; role: string };
export type WithdrawInput = { invitationId: string };
/** Without an id a new copy of `base` is made. */
export type SaveRoleInput = {
  roleId: string | null;
  merchantId: string;
  base: Role;
  name: string;
  rights: CopyRight[];
};

/** `token`: last part of the link's address; told here alone, and never again. */
export type IssueResult = { kind: "issued"; token: string; endsAt: string } | { kind: "not_allowed" } | TooWeak;
export type SaveRoleResult = { kind: "saved" | "taken" | "not_allowed" } | TooWeak;

/** Why a link is good no more. Not found: nobody ever had such a link. */
export type LinkRefusal = "used" | "over" | "withdrawn" | "not_found";

type Refused = { kind: LinkRefusal };

export type JoinInput = { token: string; name: string; login: string; password: string };
export type JoinResult =
  | { kind: "joined" | "taken" | "busy" }
  | { kind: "password_refused"; problem: PasswordProblem }
  | { kind: "locked"; seconds: number }
  | Refused;
export type JoinAsUserResult = { kind: "joined" | "member" } | Refused;
export type ChoosePasswordInput = { token: string; password: string };
export type ChoosePasswordResult =
  | { kind: "set"; login: string }
  | { kind: "busy" }
  | { kind: "password_refused"; problem: PasswordProblem }
  | Refused;

/** No answer of the use case: nobody is signed in, or too long ago or too weakly for what is risky. */
type Unproved = { kind: "signed_out" } | Stale;
type Done<Result> = Promise<Exclude<Result, TooWeak> | Unproved>;

/** What the pages of staff and links ask of the server. */
export type StaffActions = {
  assignRole: (input: AssignRoleInput) => Promise<{ kind: "assigned" | "not_allowed" } | Unproved>;
  switchPerson: (input: SwitchPersonInput) => Promise<{ kind: "switched" | "not_allowed" } | Unproved>;
  resetPin: (input: ResetPinInput) => Promise<{ kind: "reset" | "not_allowed" } | Unproved>;
  issuePasswordLink: (input: PasswordLinkInput) => Done<IssueResult>;
  invite: (input: InviteInput) => Done<IssueResult>;
  withdrawInvitation: (input: WithdrawInput) => Promise<{ kind: "withdrawn" | "not_allowed" } | Unproved>;
};
export type SaveRole = (input: SaveRoleInput) => Done<SaveRoleResult>;
export type LinkActions = {
  join: (input: JoinInput) => Promise<JoinResult>;
  joinAsUser: (input: { token: string }) => Promise<JoinAsUserResult | { kind: "signed_out" }>;
  choosePassword: (input: ChoosePasswordInput) => Promise<ChoosePasswordResult>;
};
