"use client";

import { useEffect, useRef } from "react";
import type { OrderView } from "#lib/orders/view.ts";
import { useLock } from "./lock-context.ts";

/** Where the store wants it, the till locks once a paid sale has left the card. */
export function useLockAfterSale(top: OrderView | null): void {
  const lock = useLock();
  const before = useRef(top);
  useEffect(() => {
    const left = before.current;
    before.current = top;
    if (left?.state === "paid" && left.id !== top?.id && lock?.lockAfterSale) lock.lock();
  }, [top, lock]);
}
