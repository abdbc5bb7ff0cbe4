import type { MoneyText } from "#lib/money/money.ts";
import type { Generation } from "#lib/payments/gateway.ts";
import type { Place } from "#lib/stores/view.ts";

/** How a payment stands, for whoever holds its receipt. unclear: no sure answer yet; paid_late: money of a sale that had ended. */
export type PaymentStanding = "paid" | "partly_refunded" | "refunded" | "not_paid" | "unclear" | "paid_late";

/** The same of one refund. */
export type RefundStanding = "refund_done" | "refund_unclear" | "refund_refused";

/** What a receipt says, of a sale or of one of its refunds. Instants are ISO 8601 texts. Of people it knows first names only. */
export type ReceiptView = {
  standing: PaymentStanding | RefundStanding;
  /** When that was looked up. */
  checkedAt: string;
  practice: boolean;
  store: Pick<Place["store"], "name" | "timeZone" | "language" | "secondLanguage"> & {
    address: string | null;
    taxId: string | null;
    footer: string | null;
  };
  registerName: string;
  cashier: string;
  /** Short, for people. */
  number: string;
  soldAt: string;
  paidAt: string | null;
  /** What the customer was charged. */
  amount: MoneyText;
  /** The lines that were added up, minor units; empty for a single amount. */
  lines: string[];
  /** What provably went back, all refunds together; null when nothing did. */
  refunded: MoneyText | null;
  /** Alipay's number for the payment. */
  tradeNumber: string | null;
  /** Ours. */
  merchantNumber: string;
  reference: string | null;
  /** Null on the receipt of a sale. */
  refund: {
    number: string;
    amount: MoneyText;
    reason: string;
    askedBy: string;
    approvedBy: string;
    /** When the money went back; null while that is not certain. */
    at: string | null;
    /** Our number for the refund. */
    refundNumber: string;
  } | null;
  /** Its own address, or null when no phone can reach us. */
  url: string | null;
};

/** A payment code with what stands around it on paper. */
export type CodeView = {
  practice: boolean;
  store: Pick<Place["store"], "name" | "timeZone" | "language" | "secondLanguage">;
  amount: MoneyText;
  generation: Generation;
  endsAt: string;
  /** What may be drawn: the gateway's text and our own address of the payment, best first. */
  text: string | null;
  ownText: string | null;
};
