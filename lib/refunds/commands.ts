import type { PinRefusal } from "#lib/auth/verify-pin.ts";
import type { MoneyText } from "#lib/money/money.ts";
import type { AmountProblem, Denied } from "#lib/orders/commands.ts";
import type { OrderView } from "#lib/orders/view.ts";

/** What a screen sends to give money back. `amount` is a decimal text of the payment's currency. */
export type RefundInput = {
  orderId: string;
  /** Where it is asked for: the shift that is open there has it in its books. */
  registerId: string;
  /** A UUID made by the browser, one per wish: pressing twice gives the first refund again. */
  clientKey: string;
  amount: string;
  reason: string;
  /** The second person, who stands beside the one who asks and types a PIN (R3). */
  approval?: { approverId: string; pin: string };
};

/** Why somebody may not give so much back alone (R2). */
export type RefundBound =
  /** The store lets this role give back nothing alone. */
  | { why: "no_right" }
  | { why: "over_limit"; limit: MoneyText }
  /** `left`: what may still go back today. */
  | { why: "over_day"; limit: MoneyText; left: MoneyText }
  /** Somebody else sold it. */
  | { why: "other_sale" }
  /** It was paid too long ago. */
  | { why: "too_late"; hours: number };

/** Why a second person's word did not count. */
export type ApprovalRefusal =
  | PinRefusal
  /** PINs are checked at registered tills only. */
  | { kind: "no_till" }
  | { kind: "same_person" }
  /** The role may not approve. */
  | { kind: "not_allowed" }
  /** More than the second person may give back. */
  | ({ kind: "bound" } & RefundBound);

export type RefundOrderResult =
  /** Stored; the gateway is still to be told (run-refunds). */
  | { kind: "created"; refundId: string }
  /** The same wish was stored before, by this press or by somebody else. */
  | { kind: "existing"; refundId: string }
  | {
      kind: "amount_refused";
      problem: Exclude<AmountProblem, "lines_differ" | "below_minimum" | "above_maximum"> | "above_left";
    }
  | { kind: "reason_refused"; problem: "empty" | "too_long" | "bad_characters" }
  | ({ kind: "needs_approval" } & RefundBound)
  | { kind: "approval_refused"; refusal: ApprovalRefusal }
  /** Another refund of this payment has not ended yet. */
  | { kind: "refund_open" }
  /** The same client key came with another amount or reason. */
  | { kind: "key_reused" }
  | { kind: "not_paid" | "not_allowed" | "not_found" };

export type RefundResult =
  | { kind: "refunding"; order: OrderView }
  | Exclude<RefundOrderResult, { kind: "created" | "existing" }>
  | Denied;
