import { baseOf, type Right, rightsOf } from "#lib/auth/roles.ts";
import { statement } from "#lib/db/statement.ts";

/**
 * What somebody may give back of one currency without a second person, in minor units, null for no such limit; and what went
 * back today on that word. Not limited: the store says nothing of this role.
 */
export type Allowance = {
  rights: Right[];
  isLimited: boolean;
  perRefund: bigint | null;
  perDay: bigint | null;
  ownSalesOnly: boolean;
  windowHours: number | null;
  spent: bigint;
};

/** $1 user, $2 store, $3 currency, $4 begin and $5 end of the business day */
export const readAllowance = statement<Allowance>(
  "read_refund_allowance",
  `select ${rightsOf("m.role")} as rights, l.role is not null as "isLimited", l.per_refund as "perRefund", l.per_day as "perDay",
     coalesce(l.own_sales_only, false) as "ownSalesOnly", l.window_hours as "windowHours",
     refunded_between(m.user_id, m.store_id, $3, $4, $5) as spent
   from membership m join app_user u on u.id = m.user_id and u.disabled_at is null
   left join refund_limit l on l.store_id = m.store_id and l.role = ${baseOf("m.role")} and l.currency = $3
   where m.user_id = $1 and m.store_id = $2`,
);
