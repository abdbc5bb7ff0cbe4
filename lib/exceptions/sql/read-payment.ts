import { rolesWith } from "#lib/auth/roles.ts";
import { statement } from "#lib/db/statement.ts";
import { PAYMENT_COLUMNS, PAYMENT_TABLES, type PaymentRow } from "#lib/orders/sql/payment-row.ts";

/** $1 order, $2 user: the order's newest attempt, where this user says what is settled */
export const readPaymentToSettle = statement<PaymentRow>(
  "read_payment_to_settle",
  `select ${PAYMENT_COLUMNS} from ${PAYMENT_TABLES}
   where a.order_id = $1 and exists (
     select from membership m where m.store_id = o.store_id and m.user_id = $2 and m.role in (${rolesWith("close_unclear")}))
   order by a.created_at desc, a.id desc limit 1`,
);
