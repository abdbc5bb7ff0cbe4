"use client";

import { useRef, useState } from "react";
import type { Denied } from "#lib/orders/commands.ts";
import type { OrderView } from "#lib/orders/view.ts";
import type { FeedAction } from "./feed/feed.ts";
import { useRefund } from "./refund/use-refund.ts";
import type { TillActions } from "./setting.ts";
import type { Refused } from "./use-charge.ts";

type Step = "cancelOrder" | "askNow" | "acceptLate" | "freshCode" | "settleDouble";
type StepResult = { kind: string; order: OrderView } | Denied;

/** What a page hands over that lets people take steps on an order. */
export type StepActions = Pick<TillActions, Step | "refundOrder" | "receipts">;

const ASK_AGAIN_MS = 3_000;

/** The steps a cashier takes on an order. What the server answers goes into the feed; nothing is guessed before. */
export function useOrderSteps(actions: StepActions, registerId: string, tell: (action: FeedAction) => void) {
  const [refused, setRefused] = useState<{ orderId: string; reason: Refused } | null>(null);
  /** The order asked about, and how often it had been asked before. */
  const [asked, setAsked] = useState<{ orderId: string; before: number } | null>(null);
  /** The order whose code is being given up: it leaves the screen before the server has answered. */
  const [ending, setEnding] = useState<string | null>(null);
  const askedAt = useRef(0);
  const refund = useRefund(actions.refundOrder, registerId, tell);

  async function take(step: Step, order: OrderView): Promise<void> {
    setRefused(null);
    const orderId = order.id;
    try {
      const result: StepResult = await actions[step]({ orderId });
      if ("order" in result) tell({ type: "order_answer", order: result.order });
      else if (result.kind === "signed_out") tell({ type: "signed_out" });
      else setRefused({ orderId, reason: result.kind });
    } catch {
      setRefused({ orderId, reason: "action" });
    }
  }

  async function ask(order: OrderView): Promise<void> {
    if (Date.now() - askedAt.current < ASK_AGAIN_MS) return;
    askedAt.current = Date.now();
    setAsked({ orderId: order.id, before: order.check.count });
    await take("askNow", order);
  }

  async function end(step: "cancelOrder" | "freshCode", order: OrderView): Promise<void> {
    setEnding(order.id);
    await take(step, order);
    setEnding(null);
  }

  return {
    refused,
    ending,
    asked,
    ask,
    cancel: (order: OrderView) => end("cancelOrder", order),
    accept: (order: OrderView) => take("acceptLate", order),
    freshCode: (order: OrderView) => end("freshCode", order),
    settleDouble: (order: OrderView) => take("settleDouble", order),
    refund,
    receipts: actions.receipts,
  };
}

export type OrderSteps = ReturnType<typeof useOrderSteps>;
