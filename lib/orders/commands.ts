import type { MoneyText } from "#lib/money/money.ts";
import type { TradeState } from "#lib/payments/gateway.ts";
import type { OrderView, TillState } from "./view.ts";

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

export type FreshCodeResult =
  /** refreshing: the present code is being ended, the fresh one follows by the stream. no_more: the sale had all of its codes. */
  { kind: "refreshing" | "already_decided" | "no_more"; order: OrderView } | Denied;

export type SettleDoubleResult = { kind: "settled" | "already_decided"; order: OrderView } | Denied;

/** A number from the customer's bill: ours for the trade, or Alipay's. */
export type LookUpInput = { registerId: string; number: string };

/** What Alipay says of a number (P15). sent_back: it had been paid, and the money went back. */
export type LookedUpTrade = {
  /** Alipay's number. */
  number: string;
  state: TradeState | "sent_back";
  amount: MoneyText;
};

export type LookUpResult =
  /** `ours`: of this store; then `order` is the sale that it belongs to. */
  | {
      kind: "found";
      trade: LookedUpTrade;
      order: { id: string; reference: string | null; createdAt: string; registerName: string; state: TillState } | null;
      ours: boolean;
    }
  /** Alipay has not answered yet: ask again with the same input, at once. */
  | { kind: "asking" }
  /** Every account of the store says that it knows no such trade. */
  | { kind: "unknown" }
  /** No answer that can be trusted. */
  | { kind: "unclear" }
  /** No number that any trade has. */
  | { kind: "number_refused" }
  /** The last look-up of this user was less than three seconds ago. */
  | { kind: "too_soon" }
  | Denied;

export type Denied = { kind: "signed_out" | "not_allowed" | "not_found" };
