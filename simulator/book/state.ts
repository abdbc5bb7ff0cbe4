import type { Code, Entry, Movement, Notice, OrderId, Refund, RefundId, Settings, Trade } from "./entries.ts";

/** Everything the simulator knows, as the sum of its journal. */
export type State = {
  readonly codes: Map<string, Code>;
  readonly killedCodes: Set<string>;
  readonly codesOfOrder: Map<string, string[]>;
  readonly trades: Map<string, Trade>;
  readonly tradeOfOrder: Map<string, string>;
  readonly openTrades: Set<string>;
  readonly movements: Movement[];
  readonly refunds: Map<string, Refund>;
  readonly refundRequests: Map<string, number>;
  readonly notices: Map<string, Notice>;
  readonly pendingNotices: Set<string>;
  readonly settings: { change: Partial<Settings> };
};

export function emptyState(): State {
  return {
    codes: new Map(),
    killedCodes: new Set(),
    codesOfOrder: new Map(),
    trades: new Map(),
    tradeOfOrder: new Map(),
    openTrades: new Set(),
    movements: [],
    refunds: new Map(),
    refundRequests: new Map(),
    notices: new Map(),
    pendingNotices: new Set(),
    settings: { change: {} },
  };
}

/** No part of an order id before its last contains a blank. */
export function orderKey({ generation, sellerId, outTradeNo }: OrderId): string {
  return `${generation} ${sellerId} ${outTradeNo}`;
}

export function refundKey({ generation, sellerId, refundNo }: RefundId): string {
  return `${generation} ${sellerId} ${refundNo}`;
}

export function applyEntry(state: State, entry: Entry): void {
  switch (entry.type) {
    case "code": {
      const key = orderKey(entry.code);
      state.codes.set(entry.code.token, entry.code);
      state.codesOfOrder.set(key, [...(state.codesOfOrder.get(key) ?? []), entry.code.token]);
      return;
    }
    case "code-killed":
      state.killedCodes.add(entry.token);
      return;
    case "trade": {
      const code = must(state.codes.get(entry.token), entry);
      state.trades.set(entry.tradeNo, newTrade(entry.tradeNo, code, entry.at));
      state.tradeOfOrder.set(orderKey(code), entry.tradeNo);
      state.openTrades.add(entry.tradeNo);
      return;
    }
    case "payment":
      applyPayment(state, entry);
      return;
    case "refund":
      applyRefund(state, entry);
      return;
    case "refund-asked": {
      const key = refundKey(entry);
      state.refundRequests.set(key, (state.refundRequests.get(key) ?? 0) + 1);
      return;
    }
    case "finished": {
      const trade = must(state.trades.get(entry.tradeNo), entry);
      state.trades.set(trade.tradeNo, { ...trade, finishedAt: entry.at });
      return;
    }
    case "closed": {
      const trade = must(state.trades.get(entry.tradeNo), entry);
      state.trades.set(trade.tradeNo, { ...trade, closedAt: entry.at, closedBy: entry.by });
      state.openTrades.delete(trade.tradeNo);
      return;
    }
    case "notice":
      keepNotice(state, entry.notice);
      return;
    case "delivery": {
      const notice = must(state.notices.get(entry.noticeId), entry);
      keepNotice(state, { ...notice, nextAt: entry.nextAt, deliveries: [...notice.deliveries, entry.delivery] });
      return;
    }
    case "settings":
      state.settings.change = { ...state.settings.change, ...entry.change };
  }
}

export function newTrade(tradeNo: string, code: Code, createdAt: number): Trade {
  return { tradeNo, code, createdAt, refundedMinor: 0n, refunds: [] };
}

function applyPayment(state: State, entry: Extract<Entry, { type: "payment" }>): void {
  const trade = must(state.trades.get(entry.tradeNo), entry);
  const { tradeNo, money, at } = entry;
  state.movements.push({ kind: "payment", tradeNo, outTradeNo: trade.code.outTradeNo, money, at });
  state.trades.set(tradeNo, { ...trade, paidAt: at });
  state.openTrades.delete(tradeNo);
}

function applyRefund(state: State, entry: Extract<Entry, { type: "refund" }>): void {
  const trade = must(state.trades.get(entry.tradeNo), entry);
  const { type: _type, by = "cancel", ...facts } = entry;
  const refund: Refund = { ...facts, by };
  const { tradeNo, money, at, refundNo } = refund;
  state.movements.push({ kind: "refund", tradeNo, outTradeNo: trade.code.outTradeNo, money, at });
  if (refundNo !== undefined) state.refunds.set(refundKey({ ...trade.code, refundNo }), refund);
  state.trades.set(tradeNo, withRefund(trade, refund));
}

/** The trade after money went back. */
export function withRefund(trade: Trade, refund: Refund): Trade {
  return {
    ...trade,
    refundedMinor: trade.refundedMinor + refund.money.minor,
    refunds: [...trade.refunds, refund],
  };
}

function keepNotice(state: State, notice: Notice): void {
  state.notices.set(notice.id, notice);
  if (notice.nextAt === null) state.pendingNotices.delete(notice.id);
  else state.pendingNotices.add(notice.id);
}

function must<T>(found: T | undefined, entry: Entry): T {
  if (found === undefined) throw new Error(`The journal speaks of something it never made: ${entry.type}`);
  return found;
}
