import type { Statement } from "#lib/db/statement.ts";
import type { Generation } from "#lib/payments/gateway.ts";
import { FIRST_OF_SALE } from "../../sql/payment-row.ts";
import type { ViewRow } from "../../sql/read-views.ts";
import type { Match } from "./match-orders.ts";

/** A line of the list: what `toRow` reads. */
export type ListRow = Pick<
  ViewRow,
  | "orderId"
  | "orderStatus"
  | "anomaly"
  | "resolvedAt"
  | "status"
  | "amount"
  | "currency"
  | "reference"
  | "createdAt"
  | "storeName"
  | "registerName"
  | "timeZone"
  | "cashierName"
  | "tradeNumber"
  | "refunded"
> & { generation: Generation };

const NEWEST_FIRST = "created_at desc, id desc";

/** The newest orders after `olderThan`, as `page`. Each store gives its own newest, by its own index. */
export function newestOf({ places, arms, bind }: Match, olderThan: readonly string[] | null, most: number): string {
  const limit = bind(most);
  const after =
    olderThan === null
      ? ""
      : `and (o.created_at, o.id) < (${bind(olderThan[0])}::timestamptz, ${bind(olderThan[1])}::uuid)`;
  const newest = arms.map(
    ({ join, where }) =>
      `(select o.id, o.created_at from shop_order o ${join} where ${where} ${after} order by o.created_at desc, o.id desc limit ${limit})`,
  );
  return `with ${places}, page as (
     select one.id from place cross join lateral (${newest.join(" union ")}) as one order by one.${NEWEST_FIRST.replace(", ", ", one.")} limit ${limit}
   )`;
}

/**
 * The page after `olderThan`, with one row more than it, which tells that there are older ones. Not prepared under a name: it is
 * planned for the very values that it is asked with.
 */
export function listOrders(
  match: Match,
  olderThan: readonly string[] | null,
  most: number,
): [Statement<ListRow>, unknown[]] {
  const text = `${newestOf(match, olderThan, most)}
   select o.id as "orderId", o.status as "orderStatus", o.anomaly, o.resolved_at as "resolvedAt", a.status, o.amount, o.currency,
     o.reference, o.created_at as "createdAt", s.name as "storeName", r.name as "registerName", s.time_zone as "timeZone",
     u.name as "cashierName", a.trade_number as "tradeNumber", a.refunded, g.generation
   from page join shop_order o on o.id = page.id
   join store s on s.id = o.store_id join register r on r.id = o.register_id join app_user u on u.id = o.cashier_id
   join lateral (select p.* from payment_attempt p where p.order_id = o.id order by ${FIRST_OF_SALE} limit 1) a on true
   join gateway_account g on g.id = a.account_id
   order by o.created_at desc, o.id desc`;
  return [{ name: "", text }, match.values];
}
