import { rolesWith } from "#lib/auth/roles.ts";
import { statement } from "#lib/db/statement.ts";
import type { RefundFailure } from "#lib/payments/gateway.ts";
import type { RefundStatus } from "#lib/refunds/states/status.ts";
import type { NoticeEffect } from "../../sql/insert-notice.ts";
import { VIEW_COLUMNS, VIEW_TABLES, type ViewRow } from "../../sql/read-views.ts";

export type DetailRow = ViewRow & {
  storeId: string;
  registerId: string;
  registerCode: string;
  merchantNumbers: string[];
  /** Signs of money are not enough to tell its currencies apart. */
  manyCurrencies: boolean;
};

/** $1 order, $2 user, $3 stores in which that user acts: no row for those who may not see all orders there. */
export const readDetail = statement<DetailRow>(
  "read_detail",
  `select ${VIEW_COLUMNS}, o.store_id as "storeId", o.register_id as "registerId", r.code as "registerCode",
     array(select p.merchant_number from payment_attempt p where p.order_id = o.id order by p.created_at desc) as "merchantNumbers",
     exists (select from store_account sa where sa.store_id = o.store_id and sa.currency <> o.currency) as "manyCurrencies"
   from shop_order o ${VIEW_TABLES}
   where o.id = $1 and o.store_id = any ($3::uuid[]) and exists (
     select from membership m where m.store_id = o.store_id and m.user_id = $2 and m.role in (${rolesWith("see_orders")}))`,
);

export type EventRow = {
  id: string;
  kind: string;
  actor: string;
  /** Of a person. */
  name: string | null;
  approvedBy: string | null;
  data: Record<string, unknown>;
  at: Date;
};

/** $1 order, $2 how many: its events, newest first. */
export const readEvents = statement<EventRow>(
  "read_events",
  `select e.id::text as id, e.kind, e.actor, e.data, e.at, u.name, approver.name as "approvedBy"
   from order_event e
   left join app_user u on u.id = case when e.actor like 'cashier:%' then substr(e.actor, 9)::uuid end
   left join app_user approver on approver.id = (e.data->>'approvedBy')::uuid
   where e.order_id = $1 order by e.id desc limit $2`,
);

export type NoticeRow = {
  id: string;
  effect: NoticeEffect;
  verdicts: Record<string, boolean>;
  deliveries: number;
  body: Uint8Array;
  at: Date;
};

/** $1 order, $2 how many: the notifications about it, newest first. */
export const readNotices = statement<NoticeRow>(
  "read_notices_of_order",
  `select id, effect, verdicts, deliveries, body, received_at as at
   from notification where order_id = $1 order by received_at desc, id desc limit $2`,
);

export type RefundLineRow = {
  number: string;
  amount: bigint;
  currency: string;
  status: RefundStatus;
  reason: string;
  askedBy: string;
  approvedBy: string | null;
  failure: RefundFailure | null;
};

/** $1 order: what was asked to go back, oldest first. */
export const readRefundLines = statement<RefundLineRow>(
  "read_refund_lines",
  `select f.refund_number as number, f.amount, f.currency, f.status, f.reason, asker.name as "askedBy",
     approver.name as "approvedBy", f.failure
   from payment_attempt p join refund f on f.attempt_id = p.id
   join app_user asker on asker.id = f.asked_by_id
   left join app_user approver on approver.id = f.approved_by_id
   where p.order_id = $1 order by f.created_at, f.id`,
);
