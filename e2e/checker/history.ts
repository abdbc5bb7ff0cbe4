import { type Gateway, type Ledger, ledgerOf } from "../fixtures/gateway.ts";
import type { ShopDatabase } from "../fixtures/shop-database.ts";

/** `xid`: the transaction that wrote the row last. Amounts are minor units as text. */
export type OrderFact = {
  id: string;
  store: string;
  register: string;
  practice: boolean;
  registerOfStore: boolean;
  cashierOfStore: boolean;
  amount: string;
  currency: string;
  status: string;
  anomaly: string | null;
  resolvedAt: Date | null;
  paidAt: Date | null;
  xid: string;
};

export type AttemptFact = {
  id: string;
  orderId: string;
  number: string;
  generation: string;
  accountOfStore: boolean;
  accountPractice: boolean;
  accountId: string;
  amount: string;
  currency: string;
  status: string;
  codeText: string | null;
  codeEndsAt: Date;
  tradeNumber: string | null;
  nextCheckAt: Date | null;
  cancelAnswer: string | null;
};

/** Money that the shop gives back. */
export type RefundFact = {
  number: string;
  orderId: string;
  attemptId: string;
  amount: string;
  way: string;
  status: string;
  nextCheckAt: Date | null;
};

export type EventFact = {
  id: string;
  orderId: string;
  attemptId: string | null;
  kind: string;
  actor: string;
  data: Record<string, unknown>;
  xid: string;
};

export type NoticeFact = {
  generation: string;
  notifyId: string;
  orderId: string | null;
  accountId: string;
  effect: string;
  answer: string;
  deliveries: number;
  verdicts: Record<string, boolean>;
};

/** A call to the gateway as it left the shop or came back. */
export type Call = {
  at: number;
  /** Of the process that made it. */
  role: string;
  pid: number;
  operation: string;
  merchantNumber: string | null;
  /** stale: the connection was kept open and had ended; the sender may repeat the call on a fresh one. */
  phase: "sent" | "answered" | "stale";
};

/** Everything that is known of what happened: the shop's tables, the gateway's ledger, what left, and what was shown. */
export type History = {
  now: Date;
  orders: OrderFact[];
  attempts: AttemptFact[];
  refunds: RefundFact[];
  events: EventFact[];
  notices: NoticeFact[];
  ledger: Ledger;
  /** Empty where nobody recorded them. */
  calls: Call[];
  /** Orders that a till showed as paid at any time. */
  shownPaid: string[];
};

const ORDERS = `
  select o.id, s.code as store, o.register_id as register, s.practice, o.amount::text, o.currency, o.status, o.anomaly, o.resolved_at as "resolvedAt",
         o.paid_at as "paidAt", o.xmin::text as xid, r.store_id = o.store_id as "registerOfStore",
         exists (select from membership m where m.user_id = o.cashier_id and m.store_id = o.store_id) as "cashierOfStore"
  from shop_order o join store s on s.id = o.store_id join register r on r.id = o.register_id
  order by o.id`;

const ATTEMPTS = `
  select a.id, a.order_id as "orderId", a.merchant_number as number, g.generation, g.practice as "accountPractice",
         a.account_id as "accountId", a.amount::text, a.currency, a.status, a.code_text as "codeText",
         a.code_ends_at as "codeEndsAt", a.trade_number as "tradeNumber", a.next_check_at as "nextCheckAt",
         a.cancel_answer as "cancelAnswer",
         exists (select from store_account sa where sa.store_id = o.store_id and sa.account_id = a.account_id
                 and sa.currency = a.currency) as "accountOfStore"
  from payment_attempt a join shop_order o on o.id = a.order_id join gateway_account g on g.id = a.account_id
  order by a.id`;

const REFUNDS = `
  select r.refund_number as number, a.order_id as "orderId", r.attempt_id as "attemptId", r.amount::text, r.way, r.status,
         r.next_check_at as "nextCheckAt"
  from refund r join payment_attempt a on a.id = r.attempt_id`;

const EVENTS = `
  select id::text, order_id as "orderId", attempt_id as "attemptId", kind, actor, data, xmin::text as xid
  from order_event order by order_event.id`;

const NOTICES = `
  select generation, notify_id as "notifyId", order_id as "orderId", account_id as "accountId", effect, answer, deliveries,
         verdicts from notification`;

/** Reads it when nothing moves any more: the ledger and the tables are not of one instant. */
export async function readHistory(
  database: Pick<ShopDatabase, "rows">,
  gateway: Pick<Gateway, "ledger">,
  seen: { calls?: Call[]; shownPaid?: string[] } = {},
): Promise<History> {
  return readTables(database, { ...seen, ledger: await gateway.ledger() });
}

/** The tables beside a ledger that is known. */
export async function readTables(
  database: Pick<ShopDatabase, "rows">,
  { ledger, ...seen }: { ledger: Ledger; calls?: Call[]; shownPaid?: string[] },
): Promise<History> {
  const [clock] = await database.rows<{ now: Date }>("select clock_timestamp() as now");
  return {
    now: clock?.now ?? new Date(),
    orders: await database.rows<OrderFact>(ORDERS),
    attempts: await database.rows<AttemptFact>(ATTEMPTS),
    refunds: await database.rows<RefundFact>(REFUNDS),
    events: await database.rows<EventFact>(EVENTS),
    notices: await database.rows<NoticeFact>(NOTICES),
    ledger,
    calls: seen.calls ?? [],
    shownPaid: seen.shownPaid ?? [],
  };
}

/** What is known of some orders alone. Trades that nobody made are nobody's, and not among them. */
export function ofOrders(history: History, wanted: (order: OrderFact) => boolean): History {
  const orders = history.orders.filter(wanted);
  const ids = new Set(orders.map(({ id }) => id));
  const attempts = history.attempts.filter(({ orderId }) => ids.has(orderId));
  const numbers = new Set(attempts.map(({ number }) => number));
  return {
    ...history,
    orders,
    attempts,
    refunds: history.refunds.filter(({ orderId }) => ids.has(orderId)),
    events: history.events.filter(({ orderId }) => ids.has(orderId)),
    notices: history.notices.filter(({ orderId }) => orderId !== null && ids.has(orderId)),
    ledger: ledgerOf(history.ledger, numbers),
    calls: history.calls.filter(({ merchantNumber }) => merchantNumber !== null && numbers.has(merchantNumber)),
    shownPaid: history.shownPaid.filter((id) => ids.has(id)),
  };
}
