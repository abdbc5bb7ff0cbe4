import { statement } from "#lib/db/statement.ts";
import { VIEW_COLUMNS, VIEW_TABLES, type ViewRow } from "./read-views.ts";

/** $1 token of the attempt: the newest attempt of its order, if it is that one. */
export const readPayPage = statement<ViewRow & { now: Date }>(
  "read_pay_page",
  `select ${VIEW_COLUMNS}, clock_timestamp() as now
   from payment_attempt t join shop_order o on o.id = t.order_id ${VIEW_TABLES}
   where t.pay_token = $1 and a.id = t.id`,
);
