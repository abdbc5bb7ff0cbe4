import { rolesWith } from "#lib/auth/roles.ts";
import { statement } from "#lib/db/statement.ts";
import type { PaperWidth } from "../commands.ts";
import type { CodeView } from "../view.ts";

/** A receipt of an order, and how often it was printed. */
export type ChoiceRow = {
  refundId: string | null;
  token: string;
  practice: boolean;
  amount: bigint;
  currency: string;
  at: Date;
  prints: bigint;
};

/** Where an order was sold. */
export type OwnOrderRow = CodeView["store"] & { paperWidth: PaperWidth };

/** $1 order, $2 user: no row for those who may not see what was sold there. */
export const readOwnOrder = statement<OwnOrderRow>(
  "read_own_order",
  `select s.name, s.time_zone as "timeZone", s.language, s.second_language as "secondLanguage", r.paper_width as "paperWidth"
   from shop_order o
   join store s on s.id = o.store_id
   join register r on r.id = o.register_id
   join membership m on m.store_id = o.store_id and m.user_id = $2 and m.role in (${rolesWith("see_recent")})
   where o.id = $1`,
);

/** $1 order: its receipts. Only money that came has one, and only money that went back. */
export const readChoices = statement<ChoiceRow>(
  "read_receipt_choices",
  `with document as (
     select null::uuid as refund_id, o.receipt_token as token, o.amount, o.currency, o.paid_at as at
     from shop_order o where o.id = $1 and o.status = 'paid'
     union all
     select f.id, f.receipt_token, f.amount, f.currency, f.status_since
     from refund f join payment_attempt a on a.id = f.attempt_id where a.order_id = $1 and f.status = 'done'
   )
   select d.refund_id as "refundId", d.token, s.practice, d.amount, d.currency, d.at, count(e.id) as prints
   from document d
   join shop_order o on o.id = $1
   join store s on s.id = o.store_id
   left join order_event e on e.order_id = $1 and e.kind = 'receipt_printed' and (e.data->>'refundId') is not distinct from d.refund_id::text
   group by 1, 2, 3, 4, 5, 6
   order by d.refund_id is not null, d.at, d.refund_id`,
);
