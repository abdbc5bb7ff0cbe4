import { type Case, casesOf, OPEN_ATTEMPTS, type Rule, type Violation, waitsForPerson } from "./violation.ts";

/** What may follow an ended attempt: money that came late, and nothing else. */
const AFTER_END: Record<string, readonly string[]> = { paid: [], closed: ["paid"], failed: ["paid"] };

const ORDER_OF: Record<string, readonly string[]> = {
  paid: ["paid"],
  closed: ["expired", "cancelled"],
  failed: ["failed"],
};

/** Further away than any pause while something is unclear and young. */
const POSTPONED_MS = 5 * 60_000;

/** I5 I6: the line of events leads forward without a gap to what the rows say; paid once. */
export const statesGoForward: Rule = (history) =>
  casesOf(history).flatMap((one) => one.attempts.flatMap((attempt) => lineOf(one, attempt.id, attempt.status)));

function lineOf({ order, attempts, events }: Case, attemptId: string, status: string): Violation[] {
  const broken = (row: "I5" | "I6", what: string): Violation => ({ row, order: order.id, what });
  const own = events.filter((event) => event.attemptId === attemptId && event.data.refund === undefined);
  const turns = own.filter(({ data }) => data.to !== undefined);
  const found: Violation[] = [];
  let state = "creating";
  for (const { kind, data } of turns) {
    const [from, to] = [String(data.from), String(data.to)];
    if (from !== state) found.push(broken("I5", `${kind} turned it from ${from} when it was ${state}`));
    if (AFTER_END[from]?.includes(to) === false) found.push(broken("I5", `went back from ${from} to ${to}`));
    state = to;
  }
  if (state !== status) found.push(broken("I5", `is ${status}, its events lead to ${state}`));
  const expected = ORDER_OF[status] ?? ["open"];
  // A fresh code took its place, or another code of the sale was paid: the sale is told by that one.
  const isReplaced = attempts.at(-1)?.id !== attemptId;
  const isSold = attempts.some((other) => other.id !== attemptId && other.status === "paid");
  const isBeside = status !== "paid" && (isReplaced || isSold);
  if (!isBeside && !expected.includes(order.status))
    found.push(broken("I5", `is ${order.status} while its attempt is ${status}`));
  const late = turns.some(({ data }) => data.to === "paid" && (data.from === "closed" || data.from === "failed"));
  if (late && !isReplaced && order.anomaly !== "paid_late")
    found.push(broken("I5", "was paid late and does not say so"));
  const paid = turns.filter(({ data }) => data.to === "paid").length;
  if (paid > 1) found.push(broken("I6", `became paid ${paid} times`));
  return found;
}

/** I2: at most one attempt is open. I17: whatever is open stands in the queue. */
export const openOnesAreWatched: Rule = (history) =>
  casesOf(history).flatMap(({ order, attempts }) => {
    const open = attempts.filter(({ status }) => OPEN_ATTEMPTS.has(status));
    const lost = open.filter(({ nextCheckAt }) => nextCheckAt === null);
    return [
      ...(open.length > 1 ? [{ row: "I2" as const, order: order.id, what: `has ${open.length} open attempts` }] : []),
      ...lost.map(({ number }) => ({ row: "I17" as const, order: order.id, what: `nobody will ask about ${number}` })),
    ];
  });

/** I8: what was asked for is what was stored, in every call. */
export const amountsStay: Rule = ({ attempts, orders, ledger }) => {
  const orderOf = new Map(orders.map((order) => [order.id, order]));
  const codesOf = Map.groupBy(ledger.codes, ({ outTradeNo }) => outTradeNo);
  return attempts.flatMap(({ orderId, number, amount, currency }): Violation[] => {
    const order = orderOf.get(orderId);
    const sums = [order, ...(codesOf.get(number) ?? []).map(({ minor, currency }) => ({ amount: minor, currency }))];
    return sums
      .filter((one) => one?.amount !== amount || one.currency !== currency)
      .map((one) => ({
        row: "I8",
        order: orderId,
        what: `is of ${amount} ${currency}, asked were ${one?.amount} ${one?.currency}`,
      }));
  });
};

/** I10: at rest everything has ended, but for what waits for a person, and refunds that wait for the end of the night. */
export const everythingEnds: Rule = ({ orders, refunds, now }) => {
  const open = orders.filter((order) => order.status === "open" && !waitsForPerson(order));
  const soon = now.getTime() + POSTPONED_MS;
  const unclear = refunds.filter(({ nextCheckAt }) => nextCheckAt !== null && nextCheckAt.getTime() < soon);
  return [
    ...open.map(({ id }): Violation => ({ row: "I10", order: id, what: "is still open" })),
    ...unclear.map(({ orderId, number, status }): Violation => {
      return { row: "I10", order: orderId, what: `its refund ${number} is still ${status}` };
    }),
  ];
};

/** I16: no screen was ahead of the rows. */
export const screensTellTheTruth: Rule = ({ shownPaid, orders }) => {
  const paid = new Set(orders.filter(({ status }) => status === "paid").map(({ id }) => id));
  const early = [...new Set(shownPaid)].filter((id) => !paid.has(id));
  return early.map((order) => ({ row: "I16", order, what: "was shown as paid and is not" }));
};
