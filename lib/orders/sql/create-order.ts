import { statement } from "#lib/db/statement.ts";

/** Where a sale is made, and with which account; account and limits are null when the store has none for the currency. */
export type PlaceRow = {
  registerId: string;
  storeId: string;
  storeName: string;
  codeLifeMinutes: number;
  minAmount: bigint | null;
  maxAmount: bigint | null;
  accountId: string | null;
  credentialVersion: number | null;
};

/** $1 register, $2 user, $3 currency: no row when the user has no part in the register's store. A practice store finds practice accounts only. */
export const readPlace = statement<PlaceRow>(
  "read_place",
  `select r.id as "registerId", s.id as "storeId", s.name as "storeName",
     s.code_life_minutes as "codeLifeMinutes", sa.min_amount as "minAmount", sa.max_amount as "maxAmount",
     g.id as "accountId", g.current_version as "credentialVersion"
   from register r
   join store s on s.id = r.store_id
   join membership m on m.store_id = s.id and m.user_id = $2
   left join store_account sa on sa.store_id = s.id and sa.currency = $3
   left join gateway_account g on g.id = sa.account_id and g.practice = s.practice
   where r.id = $1`,
);

/**
 * Order, attempt and event in one durable statement, before any gateway hears of the sale. No row back: this client key
 * was used before. The attempt counts its first call and is claimed for it.
 */
export const insertOrder = statement<{ orderId: string }>(
  "insert_order",
  `with sale as (
     insert into shop_order (id, store_id, register_id, cashier_id, client_key, amount, currency, reference, lines, status)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'open')
     on conflict (register_id, client_key) do nothing returning id
   ), attempt as (
     insert into payment_attempt (id, order_id, account_id, credential_version, merchant_number, amount, currency, subject,
       code_life_minutes, pay_token, status, status_since, code_ends_at, create_calls, next_check_at)
     select $10::uuid, sale.id, $11::uuid, $12::int, $13::text, $6, $7, $14::text,
       $15::int, $19::text, 'creating', clock_timestamp(), clock_timestamp() + $15 * interval '1 minute', 1,
       clock_timestamp() + $16 * interval '1 millisecond' from sale
   ), fact as (
     insert into order_event (order_id, attempt_id, kind, actor, data)
     select sale.id, $10::uuid, 'created', $17::text, $18::jsonb from sale
   )
   select id as "orderId" from sale`,
);

/** $1 register, $2 client key */
export const readOrderByKey = statement<{
  orderId: string;
  amount: bigint;
  currency: string;
  reference: string | null;
  lines: bigint[];
}>(
  "read_order_by_key",
  `select id as "orderId", amount, currency, reference, lines from shop_order where register_id = $1 and client_key = $2`,
);
