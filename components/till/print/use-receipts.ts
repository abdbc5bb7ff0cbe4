"use client";

import { useEffect, useState } from "react";
import type { ReceiptActions } from "#components/receipt/printed.ts";
import type { FindReceiptsResult } from "#lib/receipts/commands.ts";

export type Found = FindReceiptsResult | { kind: "no_answer" };

/** The receipts of an order, asked for once; null until the answer is there. */
export function useReceipts(find: ReceiptActions["find"], orderId: string): Found | null {
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    let left = false;
    find({ orderId })
      .catch(() => ({ kind: "no_answer" as const }))
      .then((result) => {
        if (!left) setFound(result);
      });
    return () => {
      left = true;
    };
  }, [find, orderId]);
  return found;
}
