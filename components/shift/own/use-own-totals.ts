"use client";

import { useEffect, useEffectEvent, useState } from "react";
import type { OrderView, RegisterFacts } from "#lib/orders/view.ts";
import type { OwnTotalsResult } from "#lib/shifts/commands.ts";
import type { OwnTotals } from "#lib/shifts/view.ts";

type Props = {
  /** Null while nobody is signed in: then there is nothing to tell. */
  userId: string | null;
  registerId: string;
  shift: RegisterFacts["shift"];
  orders: readonly OrderView[];
  read: (input: { registerId: string }) => Promise<OwnTotalsResult>;
};

/** What the cashier sold in the open shift, read anew whenever money moved; null without a shift, or before the first word. */
export function useOwnTotals({ userId, registerId, shift, orders, read }: Props): OwnTotals | null {
  const [heard, setHeard] = useState<{ whose: string; totals: OwnTotals | null } | null>(null);
  const money = orders.flatMap(({ id, paidAt, refund }) => (paidAt === null ? [] : `${id} ${refund?.refunded.minor}`));
  const whose = shift === null || userId === null ? null : `${shift.id} ${userId}`;
  const moved = whose === null ? null : `${whose} ${money.join()}`;
  const load = useEffectEvent(async (asked: string, isLast: () => boolean) => {
    try {
      const result = await read({ registerId });
      if (result.kind === "totals" && isLast()) setHeard({ whose: asked, totals: result.totals });
    } catch {
      // The till itself says that the server is not heard; the sums come with the next news.
    }
  });
  useEffect(() => {
    if (moved === null || whose === null) return;
    let last = true;
    void load(whose, () => last);
    return () => {
      last = false;
    };
  }, [moved, whose]);
  return heard !== null && heard.whose === whose ? heard.totals : null;
}
