import { rolesWith } from "#lib/auth/roles.ts";
import { statement } from "#lib/db/statement.ts";

/**
 * $1 register, $2 user: the accounts of the register's store, each with the first currency that it takes there, the store's own before
 * others; one row without an account where it has none, none for those who do not sell there.
 */
export const readStoreAccounts = statement<{ storeId: string } & (StoreAccount | { accountId: null })>(
  "read_store_accounts",
  `select * from (
     select distinct on (g.id) s.id as "storeId", g.id as "accountId", g.current_version as version, sa.currency,
       sa.currency = s.currency as "isOwn"
     from register r
     join store s on s.id = r.store_id
     join membership m on m.store_id = s.id and m.user_id = $2 and m.role in (${rolesWith("sell")})
     left join store_account sa on sa.store_id = s.id
     left join gateway_account g on g.id = sa.account_id and g.practice = s.practice
     where r.id = $1
     order by g.id, sa.currency = s.currency desc, sa.currency) accounts
   order by "isOwn" desc nulls last, currency`,
);

export type StoreAccount = { accountId: string; version: number; currency: string };

/** $1 merchant number, $2 account, $3 store: the attempt and its order, if they are this store's. */
export const readSoldHere = statement<{ orderId: string; attemptId: string; currency: string }>(
  "read_sold_here",
  `select o.id as "orderId", a.id as "attemptId", a.currency
   from payment_attempt a join shop_order o on o.id = a.order_id
   where a.merchant_number = $1 and a.account_id = $2 and o.store_id = $3`,
);
