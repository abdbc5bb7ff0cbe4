"use client";

import { createContext, useContext } from "react";
import type { AcceptResult, AskResult, CancelResult, ChargeInput, ChargeResult } from "#lib/orders/commands.ts";
import type { RefundInput, RefundResult } from "#lib/refunds/commands.ts";

/** The shop behind this till, as the page hands it over. */
export type Store = {
  id: string;
  name: string;
  practice: boolean;
  timeZone: string;
  /** Whether the one who is signed in may give money back here. */
  mayRefund: boolean;
  /** What the store sells in, the one to offer first at the top; limits are minor units. */
  currencies: { currency: string; minAmount: string; maxAmount: string }[];
};

export type TillActions = {
  charge: (input: ChargeInput) => Promise<ChargeResult>;
  cancelOrder: (input: { orderId: string }) => Promise<CancelResult>;
  askNow: (input: { orderId: string }) => Promise<AskResult>;
  acceptLate: (input: { orderId: string }) => Promise<AcceptResult>;
  refundOrder: (input: RefundInput) => Promise<RefundResult>;
};

export const StoreContext = createContext<Store | null>(null);

export function useStore(): Store {
  const store = useContext(StoreContext);
  if (store === null) throw new Error("useStore outside of a till");
  return store;
}
