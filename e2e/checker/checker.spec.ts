// The checker itself: it finds nothing in a sound history, and each kind of damage by its row.
import { expect, test } from "@playwright/test";
import { checkHistory } from "./check-history.ts";
import type { AttemptFact, EventFact, History, OrderFact, RefundFact } from "./history.ts";

const AT = new Date("2026-03-01T04:00:00Z");
const NUMBER = "019caabc00007000800000000000000a";
const CANCELLED = "019caabc00007000800000000000000b";

const paid: OrderFact = {
  ...{ id: "paid", store: "practice", register: "till", practice: true, registerOfStore: true, cashierOfStore: true },
  ...{ amount: "1000", currency: "CNY", status: "paid", anomaly: null, resolvedAt: null, paidAt: AT, xid: "7" },
};
const cancelled: OrderFact = { ...paid, id: "cancelled", status: "cancelled", paidAt: null, xid: "9" };

const attempt = (order: string, number: string, status: string): AttemptFact => ({
  ...{ id: `${order}-1`, orderId: order, number, generation: "openapi", accountOfStore: true, accountPractice: true },
  ...{ accountId: "account", amount: "1000", currency: "CNY", status, codeText: "code", codeEndsAt: AT },
  ...{ tradeNumber: status === "paid" ? "trade" : null, nextCheckAt: null, cancelAnswer: null },
});

const event = (order: string, kind: string, data: Record<string, unknown>): EventFact => ({
  ...{ id: "1", orderId: order, attemptId: `${order}-1`, kind, actor: "gateway", data, xid: "7" },
});
const proof = { answer: "paid", tradeNumber: "trade", amount: "1000", currency: "CNY", from: "waiting", to: "paid" };

const call = (operation: string, phase: "sent" | "answered") => ({
  ...{ at: AT.getTime(), role: "worker" as const, pid: 1, operation, merchantNumber: CANCELLED, phase },
});
const payment = { kind: "payment" as const, outTradeNo: NUMBER, minor: "1000", currency: "CNY", at: AT.toISOString() };
const refund = { ...payment, kind: "refund" as const };
const done: RefundFact = {
  ...{
    number: "r",
    orderId: "paid",
    attemptId: "paid-1",
    amount: "300",
    way: "refund",
    status: "done",
    nextCheckAt: null,
  },
};
const delivery = { at: AT.toISOString(), status: 200, body: "success", acknowledged: true };

/** One sale paid by a notice, one cancelled. */
const sound = (): History => ({
  now: AT,
  orders: [paid, cancelled],
  attempts: [attempt("paid", NUMBER, "paid"), attempt("cancelled", CANCELLED, "closed")],
  events: [
    event("paid", "created", {}),
    event("paid", "code_answered", { from: "creating", to: "waiting" }),
    event("paid", "noticed", proof),
    event("cancelled", "end_wanted", { from: "creating", to: "cancelling" }),
    event("cancelled", "queried", { from: "cancelling", to: "closed" }),
  ],
  refunds: [],
  notices: [
    {
      ...{ generation: "openapi", notifyId: "n", orderId: "paid", accountId: "account", effect: "applied" },
      ...{ answer: "taken", deliveries: 1, verdicts: { signature: true } },
    },
  ],
  ledger: {
    codes: [{ outTradeNo: NUMBER, text: "code", minor: "1000", currency: "CNY", killed: false }],
    trades: [
      {
        ...{ outTradeNo: NUMBER, tradeNo: "trade", status: "TRADE_SUCCESS", minor: "1000", refundedMinor: "0" },
        ...{ paidAt: AT.toISOString(), closedBy: null },
      },
    ],
    movements: [payment],
    refunds: [],
    notices: [{ id: "n", outTradeNo: NUMBER, status: "TRADE_SUCCESS", deliveries: [delivery] }],
    requests: [],
    faults: [],
  },
  calls: [call("query", "sent"), call("query", "answered"), call("cancel", "sent"), call("cancel", "answered")],
  shownPaid: ["paid"],
});

/** The same with one thing changed in its first row. */
type Damage = { row: string; what: string; damage: (history: History) => void };

const change = <Row extends object>(rows: Row[], at: number, changes: Partial<Row>): void => {
  const row = rows[at];
  if (row !== undefined) rows[at] = { ...row, ...changes };
};

const DAMAGES: Damage[] = [
  { row: "I1", what: "a payment without an event", damage: (h) => h.events.splice(2, 1) },
  { row: "I1", what: "a payment by somebody's word", damage: (h) => change(h.events, 2, { kind: "late_accepted" }) },
  {
    row: "I1",
    what: "evidence about other money",
    damage: (h) => change(h.events, 2, { data: { ...proof, amount: "999" } }),
  },
  { row: "I1", what: "evidence of another transaction", damage: (h) => change(h.events, 2, { xid: "8" }) },
  { row: "I1", what: "a notice that is in no inbox", damage: (h) => h.notices.splice(0) },
  {
    row: "I1",
    what: "a notice that failed a check",
    damage: (h) => change(h.notices, 0, { verdicts: { money: false } }),
  },
  { row: "I1", what: "a payment that the gateway does not know", damage: (h) => h.ledger.movements.splice(0) },
  {
    row: "I1",
    what: "the trade of another sale",
    damage: (h) => change(h.ledger.trades, 0, { outTradeNo: CANCELLED }),
  },
  { row: "I2", what: "a trade that nobody made", damage: (h) => change(h.ledger.codes, 0, { outTradeNo: "strange" }) },
  { row: "I2", what: "two payments of one sale", damage: (h) => h.ledger.movements.push(payment) },
  {
    row: "I2",
    what: "two open attempts",
    damage: (h) => h.attempts.push(...[1, 2].map(() => attempt("paid", "x", "waiting"))),
  },
  {
    row: "I3",
    what: "money for a sale that is not paid",
    damage: (h) => h.ledger.movements.push({ ...payment, outTradeNo: CANCELLED }),
  },
  {
    row: "I4",
    what: "a refund that nobody recorded",
    damage: (h) => h.ledger.movements.push({ ...refund, minor: "1" }),
  },
  {
    row: "I5",
    what: "a turn from a state that it was not in",
    damage: (h) => change(h.events, 2, { data: { ...proof, from: "scanned" } }),
  },
  {
    row: "I5",
    what: "a paid sale that went back",
    damage: (h) => h.events.push(event("paid", "queried", { from: "paid", to: "closed" })),
  },
  {
    row: "I5",
    what: "a row that its events do not lead to",
    damage: (h) => change(h.attempts, 1, { status: "failed" }),
  },
  {
    row: "I5",
    what: "late money that says nothing",
    damage: (h) => change(h.events, 2, { data: { ...proof, from: "closed" } }),
  },
  { row: "I6", what: "a sale that became paid twice", damage: (h) => h.events.push(event("paid", "noticed", proof)) },
  {
    row: "I6",
    what: "a repeat that was refused after a success",
    damage: (h) => h.ledger.notices[0]?.deliveries.push({ ...delivery, body: "failure", acknowledged: false }),
  },
  { row: "I7", what: "a success that is not stored", damage: (h) => change(h.notices, 0, { deliveries: 0 }) },
  { row: "I8", what: "a code of another amount", damage: (h) => change(h.ledger.codes, 0, { minor: "1001" }) },
  { row: "I10", what: "a sale that did not end", damage: (h) => change(h.orders, 1, { status: "open" }) },
  { row: "I11", what: "a cancel without a query", damage: (h) => h.calls.splice(0, 2) },
  { row: "I11", what: "a cancel after a query without an answer", damage: (h) => h.calls.splice(1, 1) },
  {
    row: "I11",
    what: "a cancel long after its query",
    damage: (h) => change(h.calls, 2, { at: AT.getTime() + 60_000 }),
  },
  {
    row: "I11",
    what: "a cancel after a cancel without an answer",
    damage: (h) => h.calls.push(call("cancel", "sent"), call("cancel", "sent")),
  },
  {
    row: "I11",
    what: "money sent back in silence",
    damage: (h) => h.ledger.movements.push(...[payment, refund].map((one) => ({ ...one, outTradeNo: CANCELLED }))),
  },
  { row: "I12", what: "more sent back than paid", damage: (h) => h.ledger.movements.push(refund, refund) },
  { row: "I12", what: "a refund that never happened", damage: (h) => h.refunds.push(done) },
  {
    row: "I10",
    what: "a refund that is not known",
    damage: (h) => h.refunds.push({ ...done, status: "checking", nextCheckAt: AT }),
  },
  { row: "I14", what: "an account of another store", damage: (h) => change(h.attempts, 0, { accountOfStore: false }) },
  { row: "I14", what: "a notice of another account", damage: (h) => change(h.notices, 0, { accountId: "other" }) },
  { row: "I16", what: "a screen ahead of the row", damage: (h) => h.shownPaid.push("cancelled") },
  {
    row: "I17",
    what: "an open sale that nobody will ask about",
    damage: (h) => change(h.attempts, 1, { status: "waiting" }),
  },
];

test("the checker finds nothing in a sound history", () => {
  expect(checkHistory(sound())).toEqual([]);
});

for (const { row, what, damage } of DAMAGES) {
  test(`${row} the checker sees ${what}`, () => {
    const history = sound();
    damage(history);
    expect(checkHistory(history).map((line) => line.split(" ")[0])).toContain(row);
  });
}
