import type { TradeNews } from "#lib/payments/gateway.ts";
import type { PaymentState } from "../status.ts";

export const START = new Date("2026-03-01T04:00:00Z");

/** `seconds` after the sale began. */
export const at = (seconds: number): Date => new Date(START.getTime() + seconds * 1000);

/** A sale of 128.50 yuan, whose code lives three minutes, right after it was stored. */
export const newSale = (change: Partial<PaymentState> = {}): PaymentState => ({
  orderStatus: "open",
  anomaly: null,
  resolvedAt: null,
  paidAt: null,
  status: "creating",
  statusSince: START,
  codeText: null,
  codeEndsAt: at(180),
  tradeNumber: null,
  buyer: null,
  createCalls: 1,
  endReason: null,
  cancelSentAt: null,
  cancelAnswer: null,
  paidSeen: false,
  failure: null,
  failureCode: null,
  nextCheckAt: at(20),
  checks: 0,
  checkedAt: null,
  checkAnswer: null,
  ...change,
});

export const trade = (state: TradeNews["state"], change: Partial<TradeNews> = {}): TradeNews => ({
  state,
  tradeNumber: "2026030122001400000000000001",
  amount: { minor: 12850n, currency: "CNY" },
  buyer: "li***@example.com",
  wasPaid: false,
  ...change,
});
