import { statement } from "#lib/db/statement.ts";
import { REFUND_COLUMNS, REFUND_TABLES, type RefundRow } from "./refund-row.ts";

/** $1 refund id */
export const readRefund = statement<RefundRow>(
  "read_refund",
  `select ${REFUND_COLUMNS} from ${REFUND_TABLES} where r.id = $1`,
);

/** $1 order id, $2 client key: what an earlier press of the same button made. */
export const readRefundByKey = statement<RefundRow>(
  "read_refund_by_key",
  `select ${REFUND_COLUMNS} from ${REFUND_TABLES} where a.order_id = $1 and (r.client_key = $2 or $2 = any (r.retry_keys))`,
);

/** $1 attempt id: the one refund of a payment that has not ended. */
export const readOpenRefund = statement<RefundRow>(
  "read_open_refund",
  `select ${REFUND_COLUMNS} from ${REFUND_TABLES} where r.attempt_id = $1 and r.status in ('pending', 'checking')`,
);

/** $1 attempt id, $2 amount: a refused refund of the same money that may be tried again under its number. */
export const readRefundToRetry = statement<RefundRow>(
  "read_refund_to_retry",
  `select ${REFUND_COLUMNS} from ${REFUND_TABLES}
   where r.attempt_id = $1 and r.amount = $2 and r.status = 'refused' and r.again
   order by r.created_at desc limit 1`,
);
