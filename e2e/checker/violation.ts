import type { AttemptFact, EventFact, History, OrderFact, RefundFact } from "./history.ts";

/** A broken rule, an I row of docs/rows.json, in a sentence. */
export type Violation = { row: `I${number}`; order: string | null; what: string };

export type Rule = (history: History) => Violation[];

/** One sale with all that is known of it. */
export type Case = {
  order: OrderFact;
  attempts: AttemptFact[];
  events: EventFact[];
  /** What we gave back by ourselves. */
  givenBack: RefundFact[];
  /** What the ledger says. */
  payments: bigint[];
  refunds: bigint[];
};

/** The sales one by one. */
export function casesOf({ orders, attempts, events, refunds, ledger }: History): Case[] {
  const attemptsOf = Map.groupBy(attempts, ({ orderId }) => orderId);
  const eventsOf = Map.groupBy(events, ({ orderId }) => orderId);
  const refundsOf = Map.groupBy(refunds, ({ orderId }) => orderId);
  const movementsOf = Map.groupBy(ledger.movements, ({ outTradeNo }) => outTradeNo);
  return orders.map((order) => {
    const own = attemptsOf.get(order.id) ?? [];
    const moved = own.flatMap(({ number }) => movementsOf.get(number) ?? []);
    const of = (kind: string) => moved.filter((move) => move.kind === kind).map(({ minor }) => BigInt(minor));
    const told = { events: eventsOf.get(order.id) ?? [], givenBack: refundsOf.get(order.id) ?? [] };
    return { order, attempts: own, ...told, payments: of("payment"), refunds: of("refund") };
  });
}

export const sum = (amounts: bigint[]): bigint => amounts.reduce((total, one) => total + one, 0n);

/** Waits for a person, who has not decided yet: no machine may end it. */
export const waitsForPerson = ({ anomaly, resolvedAt }: OrderFact): boolean =>
  (anomaly === "amount_mismatch" || anomaly === "undecided") && resolvedAt === null;

export const OPEN_ATTEMPTS: ReadonlySet<string> = new Set([
  ...["creating", "checking", "waiting", "scanned", "cancelling"],
]);
