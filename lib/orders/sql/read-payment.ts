import { rolesWith } from "#lib/auth/roles.ts";
import { statement } from "#lib/db/statement.ts";
import { PAYMENT_COLUMNS, PAYMENT_TABLES, type PaymentRow } from "./payment-row.ts";

/** $1 attempt id */
export const readPaymentById = statement<PaymentRow>(
  "read_payment_by_id",
  `select ${PAYMENT_COLUMNS} from ${PAYMENT_TABLES} where a.id = $1`,
);

/** $1 merchant number */
export const readPaymentByNumber = statement<PaymentRow>(
  "read_payment_by_number",
  `select ${PAYMENT_COLUMNS} from ${PAYMENT_TABLES} where a.merchant_number = $1`,
);

/** $1 order id, $2 user: the order's newest attempt, if the user sells in its store */
export const readPaymentForUser = statement<PaymentRow>(
  "read_payment_for_user",
  `select ${PAYMENT_COLUMNS} from ${PAYMENT_TABLES}
   where a.order_id = $1 and exists (select from membership m where m.store_id = o.store_id and m.user_id = $2 and m.role in (${rolesWith("sell")}))
   order by a.created_at desc, a.id desc limit 1`,
);

/** $1 order id */
export const countAttempts = statement<{ count: number }>(
  "count_attempts",
  `select count(*)::int as count from payment_attempt where order_id = $1`,
);
