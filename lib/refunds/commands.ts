import type { AmountProblem, Denied } from "#lib/orders/commands.ts";
import type { OrderView } from "#lib/orders/view.ts";

/** What a screen sends to give money back. `amount` is a decimal text of the payment's currency. */
export type RefundInput = {
  orderId: string;
  /** A UUID made by the browser, one per wish: pressing twice gives the first refund again. */
  clientKey: string;
  amount: string;
  reason: string;
};

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
  /** Another refund of this payment has not ended yet. */
  | { kind: "refund_open" }
  /** The same client key came with another amount or reason. */
  | { kind: "key_reused" }
  | { kind: "not_paid" | "not_allowed" | "not_found" };

export type RefundResult =
  | { kind: "refunding"; order: OrderView }
  | Exclude<RefundOrderResult, { kind: "created" | "existing" }>
  | Denied;
