import { statement } from "#lib/db/statement.ts";

/**
 * $1 names under which somebody may be kept, $2 what stands for the person in Alipay's own words, as bytes. A notice is the
 * person's when it names them, or belongs to a payment that does.
 */
const FOUND = `paid as (
     select id, order_id from payment_attempt where buyer = any ($1::text[])
   ), noticed as (
     select n.id, n.order_id from notification n
     where n.body <> ''::bytea and (n.order_id in (select order_id from paid)
       or exists (select from unnest($2::bytea[]) as word where position(word in n.body) > 0))
   )`;

export type BuyerSale = {
  orderId: string;
  at: Date;
  storeName: string;
  amount: bigint;
  currency: string;
  status: string;
  buyers: string[];
  tradeNumbers: string[];
  notices: { receivedAt: string; body: string }[];
};

/** What is kept of a buyer, oldest first; the words of notices in Base64. */
export const readBuyer = statement<BuyerSale>(
  "read_buyer",
  `with ${FOUND}
   select o.id as "orderId", o.created_at as at, s.name as "storeName", o.amount, o.currency, o.status,
     array(select distinct a.buyer from payment_attempt a where a.order_id = o.id and a.buyer is not null) as buyers,
     array(select a.trade_number from payment_attempt a where a.order_id = o.id and a.trade_number is not null) as "tradeNumbers",
     (select coalesce(json_agg(json_build_object('receivedAt', n.received_at, 'body', encode(n.body, 'base64')) order by n.id), '[]')
        from notification n where n.id in (select id from noticed) and n.order_id = o.id) as notices
   from shop_order o join store s on s.id = o.store_id
   where o.id in (select order_id from paid union select order_id from noticed)
   order by o.created_at, o.id`,
);

/** Notices that belong to no sale are counted, and emptied too; those that were not believed go altogether. */
export const forgetBuyerRows = statement<{ payments: number; notices: number }>(
  "forget_buyer",
  `with ${FOUND}, forgotten as (
     update payment_attempt a set buyer = null where a.id in (select id from paid) returning 1
   ), emptied as (
     update notification n set body = ''::bytea, envelope = null where n.id in (select id from noticed) returning 1
   ), refused as (
     delete from refused_notice r where exists (select from unnest($2::bytea[]) as word where position(word in r.body) > 0) returning 1
   )
   select (select count(*)::int from forgotten) as payments,
     (select count(*) from emptied)::int + (select count(*) from refused)::int as notices`,
);
