import { randomInt } from "node:crypto";
import type { Code, Trade } from "../book/entries.ts";
import { newTrade } from "../book/state.ts";
import { chinaDay } from "../china-time.ts";
import type { World } from "../world.ts";
import { isScannable, tradeOfOrder } from "./find-trade.ts";
import { noticesOf } from "./notices-of.ts";

export type ScanResult =
  | { readonly kind: "trade"; readonly trade: Trade }
  | { readonly kind: "ended" | "killed"; readonly code: Code }
  | { readonly kind: "unknown" };

/** The buyer's scan: the first one makes the trade (flow.md 1), every later one finds it. */
export function scanCode(world: World, token: string): ScanResult {
  const state = world.book.state();
  const code = state.codes.get(token);
  if (!code) return { kind: "unknown" };
  const existing = tradeOfOrder(world, code);
  if (existing) return { kind: "trade", trade: existing };
  if (!isScannable(world, code)) return { kind: state.killedCodes.has(token) ? "killed" : "ended", code };
  const at = world.now();
  const trade = newTrade(makeTradeNo(world), code, at);
  world.book.record([
    { type: "trade", tradeNo: trade.tradeNo, token, at },
    ...noticesOf(world, trade, "WAIT_BUYER_PAY"),
  ]);
  return { kind: "trade", trade };
}

/** 28 digits that begin with the day, as in published samples. */
function makeTradeNo(world: World): string {
  const digits = () => randomInt(10 ** 9, 10 ** 10).toString();
  return `${chinaDay(world.now())}${digits()}${digits()}`;
}
