import { randomBytes } from "node:crypto";
import { run } from "#lib/db/statement.ts";
import { sameMoney } from "#lib/money/money.ts";
import type { Shop } from "#lib/process.ts";
import { findGateway } from "#lib/stores/find-gateway.ts";
import { uuid7 } from "#lib/uuid.ts";
import type { ChargeInput, ChargeResult } from "./commands.ts";
import { parseAmount, parseReference } from "./schema.ts";
import { insertOrder, type PlaceRow, readOrderByKey, readPlace } from "./sql/create-order.ts";
import { CODE_CLAIM_MS } from "./states/schedule.ts";

export type CreateOrderResult =
  | { kind: "created"; orderId: string; attemptId: string }
  /** The same sale was charged before: nothing was made, nothing is to be sent. */
  | { kind: "existing"; orderId: string }
  | Exclude<ChargeResult, { kind: "created" | "signed_out" | "not_allowed" }>;

/**
 * Stores a sale with its payment attempt, so that the merchant number is durable before the gateway hears it. The same
 * client key gives the first sale again; with other content it is refused.
 */
export async function createOrder(shop: Shop, userId: string, input: ChargeInput): Promise<CreateOrderResult> {
  const [place] = await run(shop.pool, readPlace, [input.registerId, userId, input.currency]);
  if (!place) return { kind: "not_found" };
  const { minAmount, maxAmount } = place;
  if (minAmount === null || maxAmount === null) return { kind: "no_account" };
  const parsed = parseAmount(input, { minAmount, maxAmount });
  if (!parsed.ok) return { kind: "amount_refused", problem: parsed.problem };
  const text = parseReference(input.reference);
  if (!text.ok) return { kind: "reference_refused", problem: text.problem };
  const account = await usableAccount(shop, place);
  if (!account) return { kind: "no_account" };

  const { amount, lines } = parsed;
  const attemptId = uuid7();
  const [created] = await run(shop.pool, insertOrder, [
    uuid7(),
    place.storeId,
    place.registerId,
    userId,
    input.clientKey,
    amount.minor,
    amount.currency,
    text.reference,
    lines,
    attemptId,
    account.id,
    account.version,
    attemptId.replaceAll("-", ""),
    subjectOf(place.storeName, text.reference),
    place.codeLifeMinutes,
    CODE_CLAIM_MS,
    `cashier:${userId}`,
    JSON.stringify({ amount: amount.minor.toString(), currency: amount.currency, reference: text.reference }),
    randomBytes(16).toString("base64url"),
  ]);
  if (created) {
    shop.news.publish({ registerId: place.registerId, orderId: created.orderId });
    return { kind: "created", orderId: created.orderId, attemptId };
  }
  const [first] = await run(shop.pool, readOrderByKey, [place.registerId, input.clientKey]);
  const same =
    first !== undefined &&
    sameMoney({ minor: first.amount, currency: first.currency }, amount) &&
    first.reference === text.reference &&
    first.lines.join() === lines.join();
  return same ? { kind: "existing", orderId: first.orderId } : { kind: "key_reused" };
}

/** What the customer reads in the wallet. */
const subjectOf = (storeName: string, reference: string | null): string =>
  reference === null ? storeName : `${storeName} ${reference}`;

async function usableAccount(shop: Shop, place: PlaceRow): Promise<{ id: string; version: number } | null> {
  const { accountId, credentialVersion } = place;
  if (accountId === null || credentialVersion === null) return null;
  const gateway = await findGateway(shop, accountId, credentialVersion);
  return gateway === null ? null : { id: accountId, version: credentialVersion };
}
