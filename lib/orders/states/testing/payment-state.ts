import type { TradeNews } from "#lib/payments/gateway.ts";
import type { PaymentState } from "../status.ts";
import { type News, transition } from "../transition.ts";

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

export const queried = (state: TradeNews["state"], change: Partial<TradeNews> = {}): News => ({
  kind: "queried",
  outcome: { kind: "trade", trade: trade(state, change) },
});

export const noTrade: News = { kind: "queried", outcome: { kind: "no_trade" } };
export const unclearQuery: News = { kind: "queried", outcome: { kind: "unclear", why: "timeout" } };
export const code: News = { kind: "code_answered", outcome: { kind: "code", text: "https://qr.alipay.com/bax1" } };
export const unclearCode: News = {
  kind: "code_answered",
  outcome: { kind: "unclear", why: "timeout", claim: null },
};
export const notice = (state: TradeNews["state"]): News => ({ kind: "noticed", trade: trade(state) });
export const mismatch: News = { kind: "mismatch", trade: trade("paid", { amount: { minor: 1n, currency: "CNY" } }) };
export const cashierCancels: News = { kind: "end_wanted", why: "cashier" };
export const timeIsOver: News = { kind: "end_wanted", why: "expiry" };
export const cancelSent: News = { kind: "cancel_sent" };
export const cancelled = (kind: "closed" | "void" | "refunded" | "no_trade"): News => ({
  kind: "cancel_answered",
  outcome: { kind },
});
export const cancelRefused: News = { kind: "cancel_answered", outcome: { kind: "refused", code: "X" } };
export const cancelUnclear: News = { kind: "cancel_answered", outcome: { kind: "unclear", why: "timeout" } };

/** The sale after all this news, one second apart. */
export const after = (news: News[], state: PaymentState = newSale()): PaymentState =>
  news.reduce((sale, one, index) => transition(sale, one, at(index + 1)), state);
