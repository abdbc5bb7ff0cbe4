"use client";

import { unstable_isUnrecognizedActionError as isFromOldPage } from "next/navigation";
import { useRef } from "react";
import { newClientKey } from "#components/till/entry/client-key.ts";
import type { FeedAction } from "#components/till/feed/feed.ts";
import type { TillActions } from "#components/till/setting.ts";
import type { Stale } from "#lib/account/commands.ts";
import type { OrderView } from "#lib/orders/view.ts";
import type { RefundInput, RefundResult } from "#lib/refunds/commands.ts";

/** Why a refund was not taken; each has its sentence in the messages. */
export type RefundRefusal =
  | Exclude<RefundResult, { kind: "refunding" }>
  /** `stale`: nobody proved to be still there. */
  | { kind: "no_answer" | "updated" | "stale" };

export type RefundWish = Pick<RefundInput, "amount" | "reason" | "approval">;

/**
 * Sends refunds; null when the server has stored one. An order keeps its client key until the server has answered, also
 * when the dialog was closed in between: pressing again after a lost answer never gives back twice (R5).
 */
export function useRefund(
  refundOrder: TillActions["refundOrder"],
  registerId: string,
  tell: (action: FeedAction) => void,
) {
  const keys = useRef(new Map<string, string>());

  return async ({ id }: OrderView, wish: RefundWish): Promise<RefundRefusal | Stale | null> => {
    const clientKey = keys.current.get(id) ?? newClientKey();
    keys.current.set(id, clientKey);
    try {
      const result = await refundOrder({ orderId: id, registerId, clientKey, ...wish });
      if (result.kind === "signed_out") {
        tell({ type: "signed_out" });
        return result;
      }
      keys.current.delete(id);
      if (result.kind !== "refunding") return result;
      tell({ type: "order_answer", order: result.order });
      return null;
    } catch (error) {
      return { kind: isFromOldPage(error) ? "updated" : "no_answer" };
    }
  };
}
