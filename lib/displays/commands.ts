import type { DisplayRow } from "./view.ts";

export type Displays = { kind: "listed"; displays: DisplayRow[]; mayRevoke: boolean };
/** not_found: also for those who may not know that it exists. */
export type Refused = { kind: "signed_out" } | { kind: "not_found" };

export type PairInput = { registerId: string; code: string; name: string };
export type PairResult = Displays | Refused | { kind: "wrong_code" } | { kind: "too_many" };

export type DisplayInput = { registerId: string; displayId: string };
export type DisplayResult = Displays | Refused;

/** What a till can do with displays. */
export type DisplayActions = {
  listDisplays: (input: { registerId: string }) => Promise<DisplayResult>;
  pairDisplay: (input: PairInput) => Promise<PairResult>;
  assignDisplay: (input: DisplayInput) => Promise<DisplayResult>;
  revokeDisplay: (input: DisplayInput) => Promise<DisplayResult>;
};
