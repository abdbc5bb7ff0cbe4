"use client";

import { createContext, useContext } from "react";
import type { ReceiptActions } from "#components/receipt/printed.ts";
import type { Stale } from "#lib/account/commands.ts";
import type { DisplayActions } from "#lib/displays/commands.ts";
import type {
  AcceptResult,
  AskResult,
  CancelResult,
  ChargeInput,
  ChargeResult,
  FreshCodeResult,
  LookUpInput,
  LookUpResult,
  SettleDoubleResult,
} from "#lib/orders/commands.ts";
import type { RefundInput, RefundResult } from "#lib/refunds/commands.ts";
import type { RegisterInput, SaveRegisterResult } from "#lib/registers/commands.ts";
import type { OwnTotalsResult } from "#lib/shifts/commands.ts";
import type { Place } from "#lib/stores/view.ts";

/** The shop behind this till, as the page hands it over. */
export type Store = Place["store"] & {
  /** Whether the one who is signed in may ask for refunds at all. */
  mayRefund: boolean;
  /** Who can be the second person by PIN; null where no PIN is checked, at what is no registered till. */
  approvers: readonly { id: string; name: string }[] | null;
  /** Whether single letters do something on a card; each browser chooses (WCAG 2.1.4). */
  letters: boolean;
};

export type Register = Place["register"];

export type TillActions = {
  charge: (input: ChargeInput) => Promise<ChargeResult>;
  cancelOrder: (input: { orderId: string }) => Promise<CancelResult>;
  askNow: (input: { orderId: string }) => Promise<AskResult>;
  acceptLate: (input: { orderId: string }) => Promise<AcceptResult>;
  refundOrder: (input: RefundInput) => Promise<RefundResult | Stale>;
  freshCode: (input: { orderId: string }) => Promise<FreshCodeResult>;
  settleDouble: (input: { orderId: string }) => Promise<SettleDoubleResult>;
  lookUp: (input: LookUpInput) => Promise<LookUpResult>;
  saveRegister: (input: RegisterInput) => Promise<SaveRegisterResult>;
  ownTotals: (input: { registerId: string }) => Promise<OwnTotalsResult>;
  /** Puts an order before the customer. */
  showOrder: (input: { orderId: string }) => Promise<unknown>;
  displays: DisplayActions;
  receipts: ReceiptActions;
};

export const StoreContext = createContext<Store | null>(null);

export function useStore(): Store {
  const store = useContext(StoreContext);
  if (store === null) throw new Error("useStore outside of a till");
  return store;
}
