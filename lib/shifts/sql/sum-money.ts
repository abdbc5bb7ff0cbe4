import { rolesWith } from "#lib/auth/roles.ts";
import { statement } from "#lib/db/statement.ts";
import type { Part } from "../view.ts";

/** Sums of one part, currency and person: who charged, or who asked for the refund. */
export type MoneyRow = {
  part: Part;
  currency: string;
  personId: string;
  personName: string;
  personLogin: string;
  count: bigint;
  sales: bigint;
  refundCount: bigint;
  refunds: bigint;
};

/** Another payment had settled the same sale before. */
const IS_DOUBLE = `exists (select from payment_attempt f
  where f.order_id = a.order_id and f.status = 'paid' and (f.status_since, f.id) < (a.status_since, a.id))`;

/** $1 register, $2 the shift that counts. Orders without a shift never enter. */
const PAYMENTS_TO_COUNT = `a.order_id = o.id and a.status = 'paid' and a.counted_shift_id is null
  and o.register_id = $1 and o.shift_id is not null`;

const PAYMENT = `a.currency, a.amount, o.cashier_id as person_id,
  case when ${IS_DOUBLE} then 'double' when o.shift_id = $2 then 'own' else 'late' end as part`;

/** Of the register where it was asked for; without a shift there, of the register of its sale. */
const REFUNDS_TO_COUNT = `a.id = r.attempt_id and r.status = 'done' and r.counted_shift_id is null
  and case when r.shift_id is null then o.register_id = $1 and o.shift_id is not null
    else exists (select from shift h where h.id = r.shift_id and h.register_id = $1) end`;

const REFUND = `r.currency, r.amount, r.asked_by_id as person_id,
  case when ${IS_DOUBLE} then 'double' when r.shift_id is null then 'outside' when r.shift_id = $2 then 'own' else 'late' end as part`;

const SUMS = `
  select part, currency, person_id as "personId", u.name as "personName", u.login as "personLogin", count(*) filter (where paid) as count,
    coalesce(sum(amount) filter (where paid), 0)::bigint as sales, count(*) filter (where not paid) as "refundCount",
    coalesce(sum(amount) filter (where not paid), 0)::bigint as refunds
  from (select true as paid, * from payments union all select false, * from refunds) as money
  join app_user u on u.id = person_id
  group by part, currency, person_id, u.name, u.login
  order by u.name, person_id, currency`;

/** What a closing report would count now. */
export const sumUncounted = statement<MoneyRow>(
  "sum_uncounted",
  `with payments as (
     select ${PAYMENT} from payment_attempt a, shop_order o where ${PAYMENTS_TO_COUNT}
   ), refunds as (
     select ${REFUND} from refund r, payment_attempt a join shop_order o on o.id = a.order_id where ${REFUNDS_TO_COUNT}
   ) ${SUMS}`,
);

/** Counts it for good: no other report will (Z2). The sums are of exactly the rows that were claimed. */
export const claimMoney = statement<MoneyRow>(
  "claim_money",
  `with payments as (
     update payment_attempt a set counted_shift_id = $2 from shop_order o where ${PAYMENTS_TO_COUNT} returning ${PAYMENT}
   ), refunds as (
     update refund r set counted_shift_id = $2 from payment_attempt a join shop_order o on o.id = a.order_id
     where ${REFUNDS_TO_COUNT} returning ${REFUND}
   ) ${SUMS}`,
);

/** $1 register, $2 user: the open shift there, and what the user sold and gave back in it, one row a currency; null without. */
export const sumOwn = statement<
  { currency: null } | Pick<MoneyRow, "count" | "sales" | "refundCount" | "refunds" | "currency">
>(
  "sum_own",
  `with place as (
     select h.id, h.register_id from register r join shift h on h.register_id = r.id and h.closed_at is null
     join membership m on m.store_id = r.store_id and m.user_id = $2 and m.role in (${rolesWith("run_shift")})
     where r.id = $1
   ), money as (
     select true as paid, a.currency, a.amount
     from place join shop_order o on o.shift_id = place.id and o.cashier_id = $2 join payment_attempt a on a.order_id = o.id
     where a.status = 'paid' and not ${IS_DOUBLE}
     union all
     select false, r.currency, r.amount
     from place join refund r on r.shift_id = place.id and r.asked_by_id = $2 join payment_attempt a on a.id = r.attempt_id
     where r.status = 'done' and not ${IS_DOUBLE}
   )
   select currency, count(*) filter (where paid) as count, coalesce(sum(amount) filter (where paid), 0)::bigint as sales,
     count(*) filter (where not paid) as "refundCount", coalesce(sum(amount) filter (where not paid), 0)::bigint as refunds
   from place left join money on true group by currency order by currency`,
);
