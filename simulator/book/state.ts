import type { Code, Entry, Movement, Notice, OrderId, Settings, Trade } from "./entries.ts";

/** Everything the simulator knows, as the sum of its journal. */
export type State = {
  readonly codes: Map<string, Code>;
  readonly killedCodes: Set<string>;
  readonly codesOfOrder: Map<string, string[]>;
  readonly trades: Map<string, Trade>;
  readonly tradeOfOrder: Map<string, string>;
  readonly openTrades: Set<string>;
  readonly movements: Movement[];
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
    notices: new Map(),
    pendingNotices: new Set(),
    settings: { change: {} },
  };
}

/** No part of an order id before its last contains a blank. */
export function orderKey({ generation, sellerId, outTradeNo }: OrderId): string {
  return `${generation} ${sellerId} ${outTradeNo}`;
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
      state.trades.set(entry.tradeNo, { tradeNo: entry.tradeNo, code, createdAt: entry.at, refundedMinor: 0n });
      state.tradeOfOrder.set(orderKey(code), entry.tradeNo);
      state.openTrades.add(entry.tradeNo);
      return;
    }
    case "payment":
    case "refund":
      applyMovement(state, entry);
      return;
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

function applyMovement(state: State, entry: Extract<Entry, { type: "payment" | "refund" }>): void {
  const trade = must(state.trades.get(entry.tradeNo), entry);
  const { type: kind, tradeNo, money, at } = entry;
  state.movements.push({ kind, tradeNo, outTradeNo: trade.code.outTradeNo, money, at });
  if (kind === "payment") {
    state.trades.set(tradeNo, { ...trade, paidAt: at });
    state.openTrades.delete(tradeNo);
    return;
  }
  state.trades.set(tradeNo, { ...trade, refundedMinor: trade.refundedMinor + money.minor });
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
