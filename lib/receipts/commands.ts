import type { MoneyText } from "#lib/money/money.ts";
import type { Denied } from "#lib/orders/commands.ts";
import type { Place } from "#lib/stores/view.ts";
import type { CodeView, ReceiptView } from "./view.ts";

export type PaperWidth = Place["register"]["paperWidth"];

/** A receipt that an order has: of its sale, or of a refund that is done. */
export type ReceiptChoice = {
  /** Null for the sale. */
  refundId: string | null;
  amount: MoneyText;
  at: string;
  /** How often it was printed. */
  prints: number;
  /** What its code leads to, or null when no phone can reach us. */
  url: string | null;
};

/** The sale's receipt first, then those of refunds, oldest first; none for a sale that is not paid. */
export type FindReceiptsResult = { kind: "found"; paperWidth: PaperWidth; receipts: ReceiptChoice[] } | Denied;

/** The code of a payment, to be put on paper. `gone`: it can not be paid any more. */
export type FindCodeResult = { kind: "found"; paperWidth: PaperWidth; code: CodeView } | { kind: "gone" } | Denied;

export type PrintInput = {
  orderId: string;
  refundId: string | null;
  /** Of the paper that is in the printer; the register keeps it. */
  paperWidth: PaperWidth;
};

export type PrintReceiptResult =
  /** `copy` is 0 for the first print, and counts the later ones from 1. */
  { kind: "printed"; copy: number; receipt: ReceiptView } | Denied;
