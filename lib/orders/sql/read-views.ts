import { rolesWith } from "#lib/auth/roles.ts";
import { SEES_REGISTER } from "#lib/auth/sql/sees-register.ts";
import { statement } from "#lib/db/statement.ts";
import type { Failure, Generation, RefundFailure } from "#lib/payments/gateway.ts";
import type { RefundStatus } from "#lib/refunds/states/status.ts";
import type { Anomaly, AttemptStatus, EndReason, OrderStatus } from "../states/status.ts";
import type { CheckAnswer } from "../view.ts";
import { FIRST_OF_SALE } from "./payment-row.ts";
import { TWINS } from "./twins.ts";

/** A sale with the attempt that stands for it, as screens read it. */
export type ViewRow = {
  orderId: string;
  /** Grows with everything that the view is made of: all attempts, and the twins of a possible double. */
  revision: number;
  codes: number;
  orderStatus: OrderStatus;
  anomaly: Anomaly | null;
  resolvedAt: Date | null;
  status: AttemptStatus;
  statusSince: Date;
  endReason: EndReason | null;
  amount: bigint;
  currency: string;
  lines: bigint[];
  reference: string | null;
  storeName: string;
  registerName: string;
  timeZone: string;
  cashierName: string;
  practice: boolean;
  generation: Generation;
  createdAt: Date;
  payToken: string | null;
  codeText: string | null;
  codeEndsAt: Date;
  buyer: string | null;
  paidAt: Date | null;
  tradeNumber: string | null;
  checks: number;
  checkedAt: Date | null;
  checkAnswer: CheckAnswer | null;
  failure: Failure | null;
  failureCode: string | null;
  refundHeld: bigint;
  refunded: bigint;
  possibleDouble: boolean;
  receiptToken: string;
  /** When the payment was begun. */
  madeAt: Date;
  /** The newest refund; null without one. */
  refundStatus: RefundStatus | null;
  refundAmount: bigint | null;
  refundSince: Date | null;
  refundNextAt: Date | null;
  refundFailure: RefundFailure | null;
  refundFailureCode: string | null;
  /** The database's clock. */
  now: Date;
};

export type FactsRow = { requireShift: boolean; storeId: string; accountId: string | null } & (
  | { shiftId: null; openedAt: null; heldBy: null }
  | { shiftId: string; openedAt: Date; heldBy: string }
);

export const VIEW_COLUMNS = `
  o.id as "orderId", a.revisions + twin.count + twin.settled + (o.not_double_at is not null)::int as revision, a.codes, o.status as "orderStatus", o.anomaly, o.resolved_at as "resolvedAt", a.status,
  a.status_since as "statusSince", a.end_reason as "endReason", o.amount, o.currency, o.lines, o.reference,
  s.name as "storeName", r.name as "registerName", s.time_zone as "timeZone", u.name as "cashierName", s.practice, g.generation,
  o.created_at as "createdAt", a.pay_token as "payToken", a.code_text as "codeText", a.code_ends_at as "codeEndsAt",
  a.buyer, o.paid_at as "paidAt", a.trade_number as "tradeNumber", a.checks, a.checked_at as "checkedAt",
  a.check_answer as "checkAnswer", a.failure, a.failure_code as "failureCode",
  twin.count > twin.settled and o.not_double_at is null and a.refunded < a.amount as "possibleDouble", o.receipt_token as "receiptToken",
  a.refund_held as "refundHeld", a.refunded, a.created_at as "madeAt", f.status as "refundStatus", f.amount as "refundAmount",
  f.status_since as "refundSince", f.next_check_at as "refundNextAt", f.failure as "refundFailure",
  f.failure_code as "refundFailureCode", clock_timestamp() as now`;

export const VIEW_TABLES = `
  join register r on r.id = o.register_id
  join store s on s.id = o.store_id
  join app_user u on u.id = o.cashier_id
  join lateral (
    select p.*, (count(*) over ())::int as codes, (sum(p.revision + 1) over ())::int as revisions
    from payment_attempt p where p.order_id = o.id order by ${FIRST_OF_SALE} limit 1) a on true
  join gateway_account g on g.id = a.account_id
  left join lateral (select * from refund r where r.attempt_id = a.id order by r.created_at desc, r.id desc limit 1) f on true
  -- Payments that may be this one once more (P13). What settles them only ever grows, as a revision must.
  cross join lateral (
    select count(*)::int as count, (count(*) filter (where t.not_double_at is not null or tp.refunded = tp.amount))::int as settled
    from ${TWINS}) twin`;

/** $1 register, $2 user or null, $3 device or null: what waits for somebody, and the last ten. */
export const readRegister = statement<ViewRow>(
  "read_register",
  `with shown as (
     (select id from shop_order where register_id = $1 order by created_at desc limit 10)
     union
     (select id from shop_order where register_id = $1
        and (status = 'open' or (anomaly in ('paid_late', 'paid_twice', 'amount_mismatch', 'undecided') and resolved_at is null))
      order by created_at desc limit 50)
   )
   select ${VIEW_COLUMNS} from shown join shop_order o on o.id = shown.id ${VIEW_TABLES}
   where ${SEES_REGISTER}
   order by o.created_at desc, o.id desc`,
);

/**
 * $1 register, $2 user or null, $3 device or null: the register, its open shift and the account of its store's own currency; no row for those who may not see it.
 */
export const readFacts = statement<FactsRow>(
  "read_register_facts",
  `select s.id as "storeId", g.id as "accountId", s.require_shift as "requireShift", sh.id as "shiftId", sh.opened_at as "openedAt", h.name as "heldBy"
   from register r join store s on s.id = r.store_id
   left join shift sh on sh.register_id = r.id and sh.closed_at is null
   left join app_user h on h.id = sh.held_by_id
   left join store_account sa on sa.store_id = s.id and sa.currency = s.currency
   left join gateway_account g on g.id = sa.account_id and g.practice = s.practice
   where r.id = $1 and ${SEES_REGISTER}`,
);

/** $1 order, $2 user: no row for those who may not see what was sold there. */
export const readOrder = statement<ViewRow>(
  "read_order",
  `select ${VIEW_COLUMNS} from shop_order o ${VIEW_TABLES}
   where o.id = $1 and exists (
     select from membership m where m.store_id = o.store_id and m.user_id = $2 and m.role in (${rolesWith("see_recent")}))`,
);

/** $1 token of an attempt: its order, and whether that attempt is the one that is shown. */
export const readOrderByToken = statement<ViewRow & { isShown: boolean }>(
  "read_order_by_token",
  `select ${VIEW_COLUMNS}, a.id = t.id as "isShown" from payment_attempt t join shop_order o on o.id = t.order_id ${VIEW_TABLES}
   where t.pay_token = $1`,
);
