import { statement } from "#lib/db/statement.ts";
import { FIRST_OF_SALE } from "#lib/orders/sql/payment-row.ts";
import type { Generation } from "#lib/payments/gateway.ts";
import type { ExceptionKind, ExceptionVariant } from "../view.ts";
import { WAITS } from "./parts.ts";

export type ExceptionRow = {
  kind: ExceptionKind;
  variant: ExceptionVariant;
  id: string;
  storeId: string;
  orderId: string | null;
  since: Date;
  minor: bigint | null;
  currency: string | null;
  registerId: string | null;
  registerName: string | null;
  reference: string | null;
  createdAt: Date | null;
  accountId: string | null;
  accountCode: string | null;
  generation: Generation | null;
  checks: number | null;
  checkedAt: Date | null;
  /** What Alipay named instead. */
  toldMinor: string | null;
  toldCurrency: string | null;
  body: Buffer | null;
  /** Of the payment that goes back first, and no more of it than is at risk. */
  left: bigint | null;
  /** The sale cannot be cancelled any more, or is being so. */
  isEnded: boolean;
};

/** $1 user, $2 stores, $3 kind or null, $4 how many: most money first, each currency by itself; what names none comes last. */
export const listExceptions = statement<ExceptionRow>(
  "list_exceptions",
  `${WAITS}, shown as (
     select * from waits where $3::text is null or kind = $3
     order by row_number() over (partition by currency order by minor desc nulls last, since, id) limit $4
   )
   select w.kind, w.variant, w.id, w.store_id as "storeId", w.order_id as "orderId", w.since, w.minor, w.currency,
     r.id as "registerId", r.name as "registerName", o.reference, o.created_at as "createdAt",
     g.id as "accountId", g.code as "accountCode", g.generation, coalesce(f.checks, a.checks) as checks,
     case when f.id is null then a.checked_at else f.checked_at end as "checkedAt",
     coalesce(told.data ->> 'amount', n.amount::text) as "toldMinor", coalesce(told.data ->> 'currency', n.currency) as "toldCurrency",
     coalesce(n.body, raw.body) as body, coalesce(a.status in ('cancelling', 'paid', 'closed', 'failed'), true) as "isEnded",
     case when w.kind in ('late', 'double') then least(w.minor, standing.left) end as left
   from shown w
   left join shop_order o on o.id = w.order_id
   left join register r on r.id = o.register_id
   left join refund f on w.kind = 'refund' and f.id = w.id
   left join notification n on w.variant in ('notice', 'words', 'unknown_order') and n.id = w.id
   left join lateral (select * from payment_attempt p where p.order_id = o.id order by p.created_at desc, p.id desc limit 1) a on true
   left join lateral (
     select p.amount - p.refund_held as left from payment_attempt p where w.kind in ('late', 'double') and p.order_id = o.id
     order by ${FIRST_OF_SALE} limit 1) standing on true
   left join gateway_account g on g.id = coalesce(n.account_id, a.account_id)
   left join lateral (
     select e.data from order_event e where w.kind = 'mismatch' and n.id is null and e.order_id = o.id and e.kind = 'mismatch'
     order by e.id desc limit 1) told on true
   left join lateral (
     select m.body from notification m where w.kind = 'mismatch' and n.id is null and m.order_id = o.id and m.effect = 'parked_mismatch'
     order by m.received_at desc limit 1) raw on true
   order by w.minor desc nulls last, w.since, w.id`,
);

/** $1 user, $2 stores, $3 kind or null: how many of each kind and currency, and the money at risk. */
export const sumExceptions = statement<{
  kind: ExceptionKind;
  currency: string | null;
  count: number;
  minor: bigint | null;
}>(
  "sum_exceptions",
  `${WAITS} select kind, currency, count(*)::int as count, sum(minor)::bigint as minor from waits group by kind, currency`,
);

/** $1 user, $2 stores, $3 most: how many wait, and a text that changes with them. */
export const countExceptions = statement<{ count: number; mark: string }>(
  "count_exceptions",
  `${WAITS} select count(*)::int as count, coalesce(md5(string_agg(kind || variant || id::text || coalesce(minor::text, ''), ' ' order by id)), '') as mark
   from (select * from waits limit $3) as counted`,
);
