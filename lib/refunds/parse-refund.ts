import { type Money, parseMoney } from "#lib/money/money.ts";
import { parseLine } from "#lib/parse-line.ts";
import type { RefundOrderResult } from "./commands.ts";

/** As long as the shortest of Alipay's interfaces takes it (mapi.md 4.4). */
const MAX_REASON = 128;

type Problem<Kind extends RefundOrderResult["kind"]> = Extract<
  RefundOrderResult,
  { kind: Kind; problem: string }
>["problem"];

export function parseRefundAmount(
  text: string,
  currency: string,
  left: bigint,
): { ok: true; amount: Money } | { ok: false; problem: Problem<"amount_refused"> } {
  const amount = parseMoney(text, currency);
  if (!amount.ok) return amount;
  if (amount.money.minor === 0n) return { ok: false, problem: "zero" };
  return amount.money.minor > left ? { ok: false, problem: "above_left" } : { ok: true, amount: amount.money };
}

export function parseReason(
  text: string,
): { ok: true; line: string } | { ok: false; problem: Problem<"reason_refused"> } {
  return text.trim() === "" ? { ok: false, problem: "empty" } : parseLine(text, MAX_REASON);
}
