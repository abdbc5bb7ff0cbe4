import type { CheckItem, OwnTotals } from "./view.ts";

type Denied = { kind: "signed_out" | "not_allowed" };

export type OpenShiftResult = { kind: "opened" | "already_open"; shiftId: string } | Denied;

export type NoteProblem = "too_long" | "bad_characters";

export type TakeOverInput = { shiftId: string; note: string };
export type TakeOverResult =
  | { kind: "taken_over" | "already_yours" | "already_closed" }
  | { kind: "note_refused"; problem: NoteProblem }
  | Denied;

/** `ask`: the items that the gateway is asked about now; `of`: all whose state is wanted. */
export type CheckShiftInput = { shiftId: string; ask: string[]; of: string[] };
export type CheckShiftResult = { kind: "checked"; items: CheckItem[] } | Denied;

/** `left`: why each unclear item may stay open. */
export type CloseShiftInput = { shiftId: string; note: string; left: { id: string; note: string }[] };
export type CloseShiftResult =
  | { kind: "closed"; number: number }
  | { kind: "already_closed" }
  /** These are not certain, and no word was said of them. */
  | { kind: "unclear"; items: CheckItem[] }
  /** Somebody who may close over what is not certain has to do it. */
  | { kind: "needs_manager" }
  | { kind: "note_refused"; problem: NoteProblem }
  | Denied;

/** `copy` 0: the first print. */
export type PrintResult = { kind: "printed"; copy: number } | Denied;

/** Null while no shift is open. */
export type OwnTotalsResult = { kind: "totals"; totals: OwnTotals | null } | Denied;
