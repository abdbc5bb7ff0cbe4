import { rolesWith } from "#lib/auth/roles.ts";
import { statement } from "#lib/db/statement.ts";
import type { Generation } from "#lib/payments/gateway.ts";

export type AccountRow = {
  accountId: string;
  code: string;
  generation: Generation;
  storeId: string;
  version: number;
  settings: Record<string, unknown>;
  sealed: Uint8Array;
  savedAt: Date;
  /** When Alipay refused the account its newest sale for something that is wrong with the account; null where it did not. */
  refusedAt: Date | null;
};

/** Of a store's newest sales that many are looked at for one of this account. */
const LATELY = 20;

/** $1 user, $2 stores: the accounts that those of them sell with whose set-up the user sees, with their present credentials. */
export const readAccounts = statement<AccountRow>(
  "read_accounts_in_use",
  `select distinct on (g.id) g.id as "accountId", g.code, g.generation, s.id as "storeId", v.version, v.settings, v.sealed,
     v.created_at as "savedAt", last.created_at as "refusedAt"
   from store s
   join membership m on m.store_id = s.id and m.user_id = $1 and m.role in (${rolesWith("see_store")})
   join store_account sa on sa.store_id = s.id
   join gateway_account g on g.id = sa.account_id and g.practice = s.practice and g.removed_at is null
   join credential_version v on v.account_id = g.id and v.version = g.current_version
   left join lateral (
     select newest.* from (
       select a.created_at, a.failure from (
         select o.id from shop_order o where o.store_id = s.id order by o.created_at desc, o.id desc limit ${LATELY}) sale
       join payment_attempt a on a.order_id = sale.id and a.account_id = g.id and a.credential_version = g.current_version
       order by a.created_at desc limit 1) newest
     where newest.failure in ('keys', 'contract', 'settings', 'merchant_blocked', 'clock')) last on true
   where s.id = any ($2::uuid[])
   order by g.id, last.created_at desc nulls last, s.id`,
);
