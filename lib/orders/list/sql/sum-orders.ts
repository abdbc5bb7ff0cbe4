import type { Statement } from "#lib/db/statement.ts";
import type { Match } from "./match-orders.ts";

export type SumRow = { all: bigint; currency: string; count: bigint; paid: bigint; refunded: bigint };

/** What matches, as `hit`; null: all of it, however many. */
export function hitsOf({ places, arms, bind }: Match, most: number | null): string {
  const columns = "o.id, o.currency, o.amount, o.status, o.anomaly";
  // Each store by its own index, as in the list: "offset 0" keeps the planner from reading all of the table for all stores at once.
  const matching = arms.map(
    ({ join, where }) =>
      `select one.* from place cross join lateral (select ${columns} from shop_order o ${join} where ${where} offset 0) as one`,
  );
  return `with ${places}, hit as materialized (${matching.join(" union ")}${most === null ? "" : ` limit ${bind(most)}`})`;
}

/**
 * Sums of what matches, one row a currency, with how many orders were read: `most` and one more at the most. A paid sale was paid once,
 * but for those whose anomaly says more; and few payments have gone back: only of these are payments read.
 */
export function sumOrders(match: Match, most: number): [Statement<SumRow>, unknown[]] {
  const text = `${hitsOf(match, most + 1)}, money as (
     select currency, count(*) as count, coalesce(sum(amount) filter (where status = 'paid'), 0) as paid, 0 as refunded
     from hit group by currency
     union all
     select h.currency, 0, coalesce(sum(h.amount * (
       select count(*) - 1 from payment_attempt p where p.order_id = h.id and p.status = 'paid')), 0), 0
     from hit h where h.anomaly in ('paid_late', 'paid_twice') and h.status = 'paid' group by h.currency
     union all
     select h.currency, 0, 0, sum(p.refunded)
     from payment_attempt p join hit h on h.id = p.order_id where p.refunded > 0 group by h.currency
   )
   select (select count(*) from hit) as "all", currency, sum(count)::bigint as count, sum(paid)::bigint as paid, sum(refunded)::bigint as refunded
   from money group by currency order by currency`;
  return [{ name: "", text }, match.values];
}
