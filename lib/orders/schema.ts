import { z } from "zod";
import { type Money, parseMoney } from "#lib/money/money.ts";
import type { AmountProblem } from "./commands.ts";

/** The shape of what a till sends; what the values mean is checked afterwards, field by field. */
export const chargeInput = z.strictObject({
  registerId: z.uuid(),
  clientKey: z.uuid(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  amount: z.string().max(64),
  lines: z.array(z.string().max(64)).max(100),
  reference: z.string().max(20_000),
});

export const orderInput = z.strictObject({ orderId: z.uuid() });

export const lookUpInput = z.strictObject({ registerId: z.uuid(), number: z.string().max(200) });

/** A number as a bill has it, typed with blanks between its groups or without; null for what no trade has. */
export function parseTradeNumber(text: string): string | null {
  const number = text.replace(/\s+/g, "");
  return /^[0-9A-Za-z_-]{6,64}$/.test(number) ? number : null;
}

export type ParsedAmount = { ok: true; amount: Money; lines: bigint[] } | { ok: false; problem: AmountProblem };

/** The amount of a sale: exact, and the sum of its lines when there are any. */
export function parseAmount(input: { currency: string; amount: string; lines: string[] }): ParsedAmount {
  const amount = parseMoney(input.amount, input.currency);
  if (!amount.ok) return amount;
  if (amount.money.minor === 0n) return { ok: false, problem: "zero" };
  const lines: bigint[] = [];
  for (const text of input.lines) {
    const line = parseMoney(text, input.currency);
    if (!line.ok) return line;
    lines.push(line.money.minor);
  }
  const sum = lines.reduce((total, line) => total + line, 0n);
  if (lines.length > 0 && sum !== amount.money.minor) return { ok: false, problem: "lines_differ" };
  return { ok: true, amount: amount.money, lines };
}

/** Where an amount lies beyond the limits that a store has for its currency; null within them. */
export function limitProblem(
  { minor }: Money,
  { minAmount, maxAmount }: { minAmount: bigint; maxAmount: bigint },
): AmountProblem | null {
  if (minor < minAmount) return "below_minimum";
  return minor > maxAmount ? "above_maximum" : null;
}
