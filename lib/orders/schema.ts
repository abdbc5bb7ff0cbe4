import { z } from "zod";
import { businessDay, type Calendar } from "#lib/calendar/business-day.ts";
import { type Money, parseMoney } from "#lib/money/money.ts";
import type { AmountProblem } from "./commands.ts";
import type { OrderFilter } from "./queries.ts";
import { TILL_STATES } from "./view.ts";

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

/** How the manager narrows the list of orders. What is not understood is left out. */
const orderFilter = z.object({
  storeId: z.uuid().optional().catch(undefined),
  day: z.enum(["today", "yesterday", "week", "all"]).catch("today"),
  state: z.enum(TILL_STATES).optional().catch(undefined),
  search: z.string().trim().min(1).max(64).optional().catch(undefined),
  olderThan: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z_[0-9a-f-]{36}$/)
    .optional()
    .catch(undefined),
});

/** Reads a filter for a store like this one: its days are days of its calendar, and practice stays apart. */
export function parseOrderFilter(wanted: unknown, store: Calendar & { practice: boolean }, now: Date): OrderFilter {
  const { storeId, day, state, search, olderThan } = orderFilter.parse(wanted);
  const today = businessDay(now, store);
  const range = {
    today,
    yesterday: businessDay(now, store, -1),
    week: { from: businessDay(now, store, -6).from, until: today.until },
    all: { from: null, until: null },
  }[day];
  return {
    storeId: storeId ?? null,
    practice: store.practice,
    ...range,
    state: state ?? null,
    search: search ?? null,
    olderThan: olderThan ?? null,
  };
}
