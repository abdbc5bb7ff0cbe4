import type { OrderView } from "./view.ts";

/** What the till sends to charge. `amount` and `lines` are decimal texts of `currency`. */
export type ChargeInput = {
  registerId: string;
  /** A UUID made by the browser, one per sale: pressing twice gives the first order again. */
  clientKey: string;
  currency: string;
  amount: string;
  lines: string[];
  reference: string;
};

export type AmountProblem =
  | "empty"
  | "not_a_number"
  | "too_many_decimals"
  | "too_many_digits"
  | "zero"
  | "below_minimum"
  | "above_maximum"
  | "lines_differ";

export type ChargeResult =
  | { kind: "created"; order: OrderView }
  | { kind: "amount_refused"; problem: AmountProblem }
  | { kind: "reference_refused"; problem: "too_long" | "bad_characters" }
  /** The same client key came with another amount, reference or lines. */
  | { kind: "key_reused" }
  /** The store has no account for this currency. */
  | { kind: "no_account" }
  /** The store wants an open shift first. */
  | { kind: "no_shift" }
  | Denied;

export type CancelResult = { kind: "cancelling" | "already_decided"; order: OrderView } | Denied;

export type AskResult = { kind: "asked" | "too_soon"; order: OrderView } | Denied;

export type AcceptResult = { kind: "accepted" | "already_decided"; order: OrderView } | Denied;

export type Denied = { kind: "signed_out" | "not_allowed" | "not_found" };
