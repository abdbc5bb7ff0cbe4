"use client";

import { useEffect, useEffectEvent, useState } from "react";
import type { OrderView, RegisterFacts } from "#lib/orders/view.ts";
import type { OwnTotalsResult } from "#lib/shifts/commands.ts";
import type { OwnTotals } from "#lib/shifts/view.ts";

type Props = {
  registerId: string;
  shift: RegisterFacts["shift"];
  orders: readonly OrderView[];
  read: (input: { registerId: string }) => Promise<OwnTotalsResult>;
};

/** What the cashier sold in the open shift, read anew whenever money moved; null without a shift, or before the first word. */
export function useOwnTotals({ registerId, shift, orders, read }: Props): OwnTotals | null {
  const [totals, setTotals] = useState<OwnTotals | null>(null);
  const money = orders.flatMap(({ id, paidAt, refund }) => (paidAt === null ? [] : `${id} ${refund?.refunded.minor}`));
  const moved = shift === null ? null : `${shift.id} ${money.join()}`;
  const load = useEffectEvent(async (isLast: () => boolean) => {
    try {
      const result = await read({ registerId });
      if (result.kind === "totals" && isLast()) setTotals(result.totals);
    } catch {
      // The till itself says that the server is not heard; the sums come with the next news.
    }
  });
  useEffect(() => {
    if (moved === null) return;
    let last = true;
    void load(() => last);
    return () => {
      last = false;
    };
  }, [moved]);
  return shift === null ? null : totals;
}
