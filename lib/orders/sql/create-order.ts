import { hasRight } from "#lib/auth/roles.ts";
import { statement } from "#lib/db/statement.ts";
import { PAYMENT_COLUMNS, type PaymentRow } from "./payment-row.ts";

/** The account and limits of the sale's place, null when its store has none for the currency; and the payment that was stored. */
export type CreatedRow =
  | { lacksShift: boolean; minAmount: null; maxAmount: null; attemptId: null }
  | ({ lacksShift: boolean; minAmount: bigint; maxAmount: bigint } & (PaymentRow | { attemptId: null }));

/**
 * Order, attempt and event in one durable statement, before any gateway hears of the sale. It looks at the place itself, so
 * that right, account and limits are those of the same moment; a practice store has practice accounts only. No row back: the
 * user has no part in the register's store. No attempt: no account, beyond the limits, no shift where one is needed, or this client key was used before.
 * The attempt counts its first call and is claimed for it.
 */
export const insertOrder = statement<CreatedRow>(
  "insert_order",
  `with place as (
     select r.id, s.id as store_id, s.name, s.code_life_minutes, g.id as account_id, g.current_version,
       sh.id as shift_id, s.require_shift and sh.id is null as lacks_shift,
       case when g.id is not null then sa.min_amount end as min_amount,
       case when g.id is not null then sa.max_amount end as max_amount
     from register r
     join store s on s.id = r.store_id
     join membership m on m.store_id = s.id and m.user_id = $2::uuid and ${hasRight("m.role", "sell")}
     left join shift sh on sh.register_id = r.id and sh.closed_at is null
     left join store_account sa on sa.store_id = s.id and sa.currency = $5
     left join gateway_account g on g.id = sa.account_id and g.practice = s.practice
     where r.id = $1::uuid
   ), o as (
     insert into shop_order (id, store_id, register_id, cashier_id, client_key, amount, currency, reference, lines, status, shift_id)
     select $8::uuid, store_id, id, $2::uuid, $3::uuid, $4::bigint, $5::text, $6::text, $7::bigint[], 'open', shift_id
     from place where $4::bigint between min_amount and max_amount and not lacks_shift
     on conflict (register_id, client_key) do nothing returning *
   ), a as (
     insert into payment_attempt (id, order_id, account_id, credential_version, merchant_number, amount, currency, subject,
       code_life_minutes, pay_token, status, status_since, code_ends_at, create_calls, next_check_at)
     select $9::uuid, o.id, place.account_id, place.current_version, $10::text, o.amount, o.currency,
       -- what the customer reads in the wallet
       concat_ws(' ', place.name, o.reference),
       place.code_life_minutes, $11::text, 'creating', clock_timestamp(),
       clock_timestamp() + place.code_life_minutes * interval '1 minute', 1,
       clock_timestamp() + $12 * interval '1 millisecond'
     from o join place on true returning *
   ), fact as (
     insert into order_event (order_id, attempt_id, kind, actor, data)
     select a.order_id, a.id, 'created', $13::text, $14::jsonb from a
   )
   select place.lacks_shift as "lacksShift", place.min_amount as "minAmount", place.max_amount as "maxAmount", ${PAYMENT_COLUMNS}
   from place left join o on true left join a on true left join gateway_account g on g.id = a.account_id`,
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
