"use client";

import type { ReceiptActions } from "#components/receipt/printed.ts";
import type { OrderView, PaymentCode } from "#lib/orders/view.ts";
import { CodeDialog } from "./code-dialog.tsx";
import { PrintDialog } from "./print-dialog.tsx";
import { ReceiptDialog } from "./receipt-dialog.tsx";

/** What a card can put on paper or on a customer's phone. */
export type PaperDialog = "print" | "receipt" | "code";

type Props = {
  /** The open dialog of the card, one of these or another. */
  shown: string | null;
  order: OrderView;
  /** While it can be paid. */
  code: PaymentCode | null;
  actions: ReceiptActions;
  onPrinted: () => void;
  onClose: () => void;
};

export function PaperDialogs({ shown, code, onPrinted, ...given }: Props) {
  if (shown === "print") return <PrintDialog {...given} onPrinted={onPrinted} />;
  if (shown === "receipt") return <ReceiptDialog {...given} />;
  if (shown === "code" && code !== null) return <CodeDialog {...given} code={code} />;
  return null;
}
