"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { payableCode } from "#components/till/code/payable-code.ts";
import type { ChargeInput, ChargeResult } from "#lib/orders/commands.ts";
import type { OrderView } from "#lib/orders/view.ts";
import type { TestNews, TestNewsResult } from "#lib/stores/manage/commands.ts";

export type TestSaleState = "idle" | "busy" | "refused" | Exclude<TestNewsResult["kind"], "not_found">;

type Props = {
  storeId: string;
  charge: (input: ChargeInput) => Promise<ChargeResult>;
  testNews: TestNews;
};

const ASK_EVERY_MS = 2_000;
/** So long a code is shown without a word from the server. */
const SILENCE_MS = 10_000;

/** While there may still be news of it. */
export const isAwaited = (state: TestSaleState): boolean => state === "open" || state === "paid";

/** A sale of which it is asked until its notice has come, and its code as long as it can be paid. */
export function useTestSale({ storeId, charge, testNews }: Props) {
  const router = useRouter();
  const [state, setState] = useState<TestSaleState>("idle");
  const [orderId, setOrderId] = useState<string | null>(null);
  const [shown, setShown] = useState<{ order: OrderView; leftMs: number } | null>(null);

  useEffect(() => {
    if (orderId === null || !isAwaited(state)) return;
    const timer = setInterval(async () => {
      const news = await testNews({ storeId, orderId }).catch(() => null);
      if (news === null || news.kind === "not_found" || news.kind === "signed_out") return;
      setState(news.kind);
      const order = news.kind === "open" ? news.order : null;
      const now = news.kind === "open" ? Date.parse(news.now) : 0;
      const code = order && payableCode(order, now);
      setShown(order && code && { order, leftMs: Math.min(Date.parse(code.endsAt) - now, SILENCE_MS) });
      // What the page says of the account has changed with the payment.
      if (state === "open" && news.kind !== "open") router.refresh();
    }, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [orderId, state, storeId, testNews, router]);

  // A code that can be paid no longer, or of which nothing was heard, is taken away.
  useEffect(() => {
    if (shown === null) return;
    const timer = setTimeout(() => setShown(null), shown.leftMs);
    return () => clearTimeout(timer);
  }, [shown]);

  return {
    state,
    order: shown?.order ?? null,
    /** True when a sale was made. */
    async begin(wish: Omit<ChargeInput, "clientKey" | "lines">): Promise<boolean> {
      setState("busy");
      const made = await charge({ ...wish, clientKey: crypto.randomUUID(), lines: [] }).catch(() => null);
      setOrderId(made?.kind === "created" ? made.order.id : null);
      setState(made?.kind === "created" ? "open" : "refused");
      return made?.kind === "created";
    },
  };
}
