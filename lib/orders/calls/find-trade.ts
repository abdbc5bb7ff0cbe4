import { run } from "#lib/db/statement.ts";
import { errorFields, log } from "#lib/log.ts";
import { toMoneyText } from "#lib/money/money.ts";
import type { FindOutcome, FindRequest, Gateway, TradeNews } from "#lib/payments/gateway.ts";
import type { Shop } from "#lib/process.ts";
import { findGateway } from "#lib/stores/find-gateway.ts";
import type { LookUpInput, LookUpResult } from "../commands.ts";
import { viewOrder } from "../queries.ts";
import { parseTradeNumber } from "../schema.ts";
import { readSoldHere, readStoreAccounts, type StoreAccount } from "../sql/look-up.ts";
import { readPaymentById } from "../sql/read-payment.ts";
import { askAboutPayment } from "./ask-for-cashier.ts";

/** A user may look up this often: each one costs calls to every account of the store. */
const PAUSE_MS = 3000;

/** So long an answer waits for whoever asked: later it is asked anew. */
const KEPT_MS = 60_000;

/** `answer` is null once it was told. */
export type RunningLookUp = { input: string; began: number; answer: Promise<LookUpResult> | null };

type Found = Extract<FindOutcome, { kind: "found" }>;

/**
 * What Alipay says of a number from a customer's bill (P15): its word, not that of our table. The answer may take as long as a gateway
 * does; who asks again with the same input meanwhile waits for the same one, and `told` says that it has arrived.
 */
export function lookUp(
  shop: Shop,
  userId: string,
  { registerId, number: typed }: LookUpInput,
): { answer: Promise<LookUpResult>; told: () => void } {
  const number = parseTradeNumber(typed);
  if (number === null) return at({ kind: "number_refused" });
  const input = `${registerId} ${number}`;
  const last = shop.lookUps.get(userId);
  const age = last === undefined ? Number.POSITIVE_INFINITY : performance.now() - last.began;
  if (last?.answer && last.input === input && age < KEPT_MS) return { answer: last.answer, told: () => forget(last) };
  if (age < PAUSE_MS) return at({ kind: "too_soon" });
  const answer = ask(shop, userId, { registerId, number }).catch((error: unknown): LookUpResult => {
    log("error", "look_up_failed", errorFields(error));
    return { kind: "unclear" };
  });
  const running: RunningLookUp = { input, began: performance.now(), answer };
  shop.lookUps.set(userId, running);
  return { answer, told: () => forget(running) };
}

const at = (result: LookUpResult) => ({ answer: Promise.resolve(result), told: () => {} });

const forget = (running: RunningLookUp): void => {
  running.answer = null;
};

async function ask(shop: Shop, userId: string, { registerId, number }: LookUpInput): Promise<LookUpResult> {
  const rows = await run(shop.pool, readStoreAccounts, [registerId, userId]);
  const [place] = rows;
  if (!place) return { kind: "not_found" };
  const accounts = rows.filter((row) => row.accountId !== null);
  const outcomes = await Promise.all(
    accounts.map(async (account) => ({ account, ...(await find(shop, account, number)) })),
  );
  for (const { account, gateway, outcome } of outcomes) {
    if (outcome.kind === "found")
      return tell(shop, { userId, storeId: place.storeId, account, gateway, found: outcome });
  }
  return { kind: outcomes.some(({ outcome }) => outcome.kind === "unclear") ? "unclear" : "unknown" };
}

/** Each name that a trade can have this number by is asked for before it is said to be unknown. */
async function find(shop: Shop, { accountId, version, currency }: StoreAccount, number: string) {
  const gateway = await findGateway(shop, accountId, version);
  if (gateway === null) return { gateway, outcome: { kind: "unclear", why: "account_unusable" } as const };
  let outcome: FindOutcome = { kind: "no_trade" };
  for (const by of namesOf(number)) {
    const answer = await gateway.find({ by, number, currency });
    if (answer.kind === "found") return { gateway, outcome: answer };
    if (answer.kind === "unclear") outcome = answer;
  }
  return { gateway, outcome };
}

/** Alipay's own numbers are digits today, and a merchant's have no hyphen (openapi.md section 6.1). */
function namesOf(number: string): readonly FindRequest["by"][] {
  if (number.includes("-")) return ["trade"];
  return /^\d+$/.test(number) ? ["trade", "merchant"] : ["merchant", "trade"];
}

async function tell(
  shop: Shop,
  at: { userId: string; storeId: string; account: StoreAccount; gateway: Gateway | null; found: Found },
): Promise<LookUpResult> {
  const { userId, found } = at;
  const { accountId } = at.account;
  const [sold] = await run(shop.pool, readSoldHere, [found.merchantNumber, accountId, at.storeId]);
  if (!sold) return { kind: "found", trade: tradeOf(found.trade), order: null, ours: false };
  const trade = await inCurrency(at, sold.currency);
  await bringHome(shop, userId, sold.attemptId);
  const order = await viewOrder(shop, userId, sold.orderId);
  if (trade === null || order === null) return { kind: "unclear" };
  const { id, reference, createdAt, registerName, state } = order;
  return { kind: "found", trade: tradeOf(trade), order: { id, reference, createdAt, registerName, state }, ours: true };
}

/** An interface may leave the price's currency unsaid: then it was taken for the one that was asked in. */
async function inCurrency(
  { account, gateway, found }: { account: StoreAccount; gateway: Gateway | null; found: Found },
  currency: string,
): Promise<TradeNews | null> {
  if (currency === account.currency || gateway === null) return found.trade;
  const again = await gateway.query(found.merchantNumber, currency);
  return again.kind === "trade" ? again.trade : null;
}

/** What Alipay knows of a payment of ours goes through the one door as well, unless that is settled. */
async function bringHome(shop: Shop, userId: string, attemptId: string): Promise<void> {
  const [payment] = await run(shop.pool, readPaymentById, [attemptId]);
  if (!payment || payment.status === "paid") return;
  const asked = await askAboutPayment(shop, userId, payment);
  if (asked.kind === "asking") await asked.answer;
}

const tradeOf = ({ tradeNumber, state, wasPaid, amount }: TradeNews) => ({
  number: tradeNumber,
  state: state === "closed" && wasPaid ? ("sent_back" as const) : state,
  amount: toMoneyText(amount),
});
