import type { Code, Money, Movement, Notice, Refund, Trade } from "../book/entries.ts";
import { refundKey } from "../book/state.ts";
import { statusOf, tradeByNumber } from "../trades/find-trade.ts";
import { currentSettings, type World } from "../world.ts";

/** Everything that happened, for people and for tests: amounts in minor units as text, times in ISO 8601. */
export function showLedger(world: World): object {
  for (const tradeNo of world.book.state().openTrades) tradeByNumber(world, tradeNo);
  const state = world.book.state();
  return {
    settings: currentSettings(world),
    codes: [...state.codes.values()].map((code) => ({ ...showCode(code), killed: state.killedCodes.has(code.token) })),
    trades: [...state.trades.values()].map(showTrade),
    movements: state.movements.map(showMovement),
    refunds: [...state.trades.values()].flatMap((trade) => trade.refunds.map((one) => showRefund(world, trade, one))),
    notices: [...state.notices.values()].map(showNotice),
    requests: world.requests.list().map((request) => ({ ...request, at: timeText(request.at) })),
    faults: world.faults.list(),
  };
}

function showCode(code: Code): object {
  const { generation, appId, sellerId, outTradeNo, subject, notifyUrl = null, text } = code;
  const times = {
    madeAt: timeText(code.madeAt),
    codeEndsAt: timeText(code.codeEndsAt),
    tradeEndsAt: timeText(code.tradeEndsAt),
  };
  return { generation, appId, sellerId, outTradeNo, subject, notifyUrl, text, ...showMoney(code.total), ...times };
}

function showTrade(trade: Trade): object {
  return {
    tradeNo: trade.tradeNo,
    outTradeNo: trade.code.outTradeNo,
    generation: trade.code.generation,
    sellerId: trade.code.sellerId,
    status: statusOf(trade),
    ...showMoney(trade.code.total),
    refundedMinor: trade.refundedMinor.toString(),
    createdAt: timeText(trade.createdAt),
    paidAt: timeText(trade.paidAt),
    closedAt: timeText(trade.closedAt),
    closedBy: trade.closedBy ?? null,
  };
}

function showMovement({ kind, tradeNo, outTradeNo, money, at }: Movement): object {
  return { kind, tradeNo, outTradeNo, ...showMoney(money), at: timeText(at) };
}

function showRefund(world: World, { code }: Trade, refund: Refund): object {
  const { tradeNo, refundNo = null, money, by, reason = null, tooSoon = false, at } = refund;
  const { generation, sellerId, outTradeNo } = code;
  const key = refundNo === null ? undefined : refundKey({ generation, sellerId, refundNo });
  const requests = key === undefined ? 0 : (world.book.state().refundRequests.get(key) ?? 0);
  const names = { refundNo, tradeNo, outTradeNo, generation, sellerId };
  return { ...names, ...showMoney(money), by, reason, requests, tooSoon, at: timeText(at) };
}

function showNotice(notice: Notice): object {
  return {
    ...notice,
    nextAt: notice.nextAt === null ? null : timeText(notice.nextAt),
    deliveries: notice.deliveries.map((delivery) => ({ ...delivery, at: timeText(delivery.at) })),
  };
}

function showMoney({ minor, currency }: Money): object {
  return { minor: minor.toString(), currency };
}

function timeText(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString();
}
