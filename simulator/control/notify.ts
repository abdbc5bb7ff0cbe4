import { randomUUID } from "node:crypto";
import type { Code, Notice, Trade } from "../book/entries.ts";
import { newTrade } from "../book/state.ts";
import { sendSealed } from "../notify/notifier.ts";
import { isTradeStatus, statusOf, tradeOfOrder } from "../trades/find-trade.ts";
import { generationOf, type World } from "../world.ts";
import { findCode } from "./buyer.ts";
import { done, type Fields, invalid, notFound, type Reply, textField } from "./fields.ts";

/**
 * Sends one notification now, once, and tells the shop's answer. `overrides` replaces fields before signing (null takes
 * one away), so the signature is good whatever they say; `forged: true` spoils it. Nothing is kept in the ledger.
 */
export async function sendNotice(world: World, fields: Fields): Promise<Reply> {
  const code = findCode(world, fields);
  if (!code) return notFound("no code was made for this outTradeNo");
  const url = textField(fields, "url") ?? code.notifyUrl;
  if (url === undefined || !URL.canParse(url)) return invalid("the order named no notify_url: give url");
  const overrides = readOverrides(fields.overrides);
  if (!overrides) return invalid("overrides must be an object of texts and nulls");
  const notice = composeNotice(world, { code, url, overrides, givenStatus: fields.status });
  return done(await sendSealed(world, notice, fields.forged === true ? "forged" : "genuine"));
}

type Overrides = Readonly<Record<string, string | null>>;

function composeNotice(
  world: World,
  { code, url, overrides, givenStatus }: { code: Code; url: string; overrides: Overrides; givenStatus: unknown },
): Notice {
  const trade = tradeOfOrder(world, code) ?? unscannedTrade(world, code);
  const wanted = overrides.trade_status ?? givenStatus;
  const status = isTradeStatus(wanted) ? wanted : statusOf(trade);
  const composed = generationOf(world, code.generation).composeNotice(world, trade, status);
  const changed = Object.entries({ ...composed, ...overrides }).filter(([, value]) => value !== null);
  return {
    id: randomUUID().replaceAll("-", ""),
    generation: code.generation,
    appId: code.appId,
    outTradeNo: code.outTradeNo,
    status,
    url,
    fields: Object.fromEntries(changed) as Record<string, string>,
    nextAt: null,
    deliveries: [],
  };
}

/** A notice about a trade that never was: only a shop's imagination, for its tests. */
function unscannedTrade(world: World, code: Code): Trade {
  return newTrade("0".repeat(28), code, world.now());
}

function readOverrides(value: unknown): Overrides | undefined {
  if (value === undefined) return {};
  if (typeof value !== "object" || value === null) return undefined;
  const isText = (one: unknown) => typeof one === "string" || one === null;
  return Object.values(value).every(isText) ? (value as Overrides) : undefined;
}
