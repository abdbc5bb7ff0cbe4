import { randomBytes } from "node:crypto";
import { cashier } from "#lib/actor.ts";
import { run } from "#lib/db/statement.ts";
import { type Money, sameMoney } from "#lib/money/money.ts";
import { parseLine } from "#lib/parse-line.ts";
import type { Shop } from "#lib/process.ts";
import { uuid7 } from "#lib/uuid.ts";
import type { ChargeInput, ChargeResult } from "./commands.ts";
import { limitProblem, parseAmount } from "./schema.ts";
import { insertOrder, readOrderByKey } from "./sql/create-order.ts";
import type { PaymentRow } from "./sql/payment-row.ts";
import type { FreshAttempt } from "./sql/write-change.ts";
import { CODE_CLAIM_MS } from "./states/schedule.ts";

const MAX_REFERENCE = 64;

export type CreateOrderResult =
  | { kind: "created"; payment: PaymentRow }
  /** The same sale was charged before: nothing was made, nothing is to be sent. */
  | { kind: "existing"; orderId: string }
  | Exclude<ChargeResult, { kind: "created" | "signed_out" | "not_allowed" }>;

/**
 * Stores a sale with its payment attempt, so that the merchant number is durable before the gateway hears it. The same
 * client key gives the first sale again; with other content it is refused.
 */
export async function createOrder(shop: Shop, userId: string, input: ChargeInput): Promise<CreateOrderResult> {
  const parsed = parseAmount(input);
  if (!parsed.ok) return { kind: "amount_refused", problem: parsed.problem };
  const written = parseLine(input.reference, MAX_REFERENCE);
  if (!written.ok) return { kind: "reference_refused", problem: written.problem };

  const { amount, lines } = parsed;
  const reference = written.line === "" ? null : written.line;
  const attempt = newAttempt();
  const [created] = await run(shop.pool, insertOrder, [
    input.registerId,
    userId,
    input.clientKey,
    amount.minor,
    amount.currency,
    reference,
    lines,
    uuid7(),
    attempt.id,
    attempt.merchantNumber,
    attempt.payToken,
    CODE_CLAIM_MS,
    cashier(userId),
    JSON.stringify({ amount: amount.minor.toString(), currency: amount.currency, reference }),
  ]);
  if (!created) return { kind: "not_found" };
  if (created.minAmount === null) return { kind: "no_account" };
  if (created.attemptId !== null) {
    shop.hints.publish({ registerId: created.registerId, orderId: created.orderId });
    return { kind: "created", payment: created };
  }
  const problem = limitProblem(amount, created);
  if (problem) return { kind: "amount_refused", problem };
  const before = await firstSale(shop, input, { amount, reference, lines });
  return before ?? { kind: created.lacksShift ? "no_shift" : "key_reused" };
}

/** What is our own of a payment attempt: its names at the gateway and at the customer's phone. */
export function newAttempt(): FreshAttempt {
  const id = uuid7();
  return { id, merchantNumber: id.replaceAll("-", ""), payToken: randomBytes(16).toString("base64url") };
}

/** The sale that this client key made before, null when there is none: a shift that has ended since does not matter to it. */
async function firstSale(
  shop: Shop,
  { registerId, clientKey }: ChargeInput,
  wanted: { amount: Money; reference: string | null; lines: bigint[] },
): Promise<CreateOrderResult | null> {
  const [first] = await run(shop.pool, readOrderByKey, [registerId, clientKey]);
  if (!first) return null;
  const same =
    sameMoney({ minor: first.amount, currency: first.currency }, wanted.amount) &&
    first.reference === wanted.reference &&
    first.lines.join() === wanted.lines.join();
  return same ? { kind: "existing", orderId: first.orderId } : { kind: "key_reused" };
}
