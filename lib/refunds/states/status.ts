import type { RefundFailure } from "#lib/payments/gateway.ts";

/** pending: stored, not sent yet. checking: sent, no sure answer. done, refused: ended. */
export type RefundStatus = "pending" | "checking" | "done" | "refused";

/** refund: under its own number. cancel: the whole trade is undone, where the gateway wants that on the same day (P14). */
export type RefundWay = "refund" | "cancel";

/** The last word on it. not_done: asked, and nothing has moved. paid: the trade that is to be cancelled stands. */
export type RefundAnswer = "unclear" | "not_done" | "paid";

/** All that news can change about a refund: the mutable columns of its row. */
export type RefundState = {
  /** Presses after a refusal that tried it again. */
  readonly retryKeys: readonly string[];
  readonly way: RefundWay;
  readonly status: RefundStatus;
  readonly statusSince: Date;
  readonly calls: number;
  /** A call was sent whose answer is not known: a refusal of a later one proves nothing by itself. */
  readonly lost: boolean;
  readonly answer: RefundAnswer | null;
  readonly failure: RefundFailure | null;
  readonly failureCode: string | null;
  readonly again: boolean;
  readonly nextCheckAt: Date | null;
  readonly checks: number;
  readonly checkedAt: Date | null;
};
