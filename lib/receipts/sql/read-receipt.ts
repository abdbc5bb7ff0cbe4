import { statement } from "#lib/db/statement.ts";
import { FIRST_OF_SALE } from "#lib/orders/sql/payment-row.ts";
import type { Anomaly, AttemptStatus } from "#lib/orders/states/status.ts";
import type { RefundStatus } from "#lib/refunds/states/status.ts";
import type { Place } from "#lib/stores/view.ts";

/** A sale with the payment that stands for it and, on the receipt of a refund, that refund. */
export type ReceiptRow = {
  orderId: string;
  anomaly: Anomaly | null;
  resolvedAt: Date | null;
  status: AttemptStatus;
  practice: boolean;
  storeName: string;
  timeZone: string;
  language: Place["store"]["language"];
  secondLanguage: Place["store"]["secondLanguage"];
  address: string | null;
  taxId: string | null;
  footer: string | null;
  registerCode: string;
  registerName: string;
  cashierName: string;
  soldAt: Date;
  paidAt: Date | null;
  amount: bigint;
  currency: string;
  lines: bigint[];
  refunded: bigint;
  tradeNumber: string | null;
  merchantNumber: string;
  reference: string | null;
  now: Date;
} & (
  | { refundId: null }
  | {
      refundId: string;
      refundNumber: string;
      refundStatus: RefundStatus;
      refundAmount: bigint;
      refundReason: string;
      refundMadeAt: Date;
      refundSince: Date;
      askedBy: string;
      approvedBy: string | null;
    }
);

/** $1 token: of a sale or of a refund. Both indexes are asked for every token, so that a wrong one takes no less time. */
export const readReceipt = statement<ReceiptRow>(
  "read_receipt",
  `with known as (
     select id as order_id, null::uuid as attempt_id, null::uuid as refund_id from shop_order where receipt_token = $1
     union all
     select p.order_id, p.id, f.id from refund f join payment_attempt p on p.id = f.attempt_id where f.receipt_token = $1
   )
   select o.id as "orderId", o.anomaly, o.resolved_at as "resolvedAt", a.status, s.practice,
     s.name as "storeName", s.time_zone as "timeZone", s.language, s.second_language as "secondLanguage", s.address,
     s.tax_id as "taxId", s.receipt_footer as footer, r.code as "registerCode", r.name as "registerName",
     u.name as "cashierName", o.created_at as "soldAt", o.paid_at as "paidAt", o.amount, o.currency, o.lines, a.refunded,
     a.trade_number as "tradeNumber", a.merchant_number as "merchantNumber", o.reference, clock_timestamp() as now,
     f.id as "refundId", f.refund_number as "refundNumber", f.status as "refundStatus", f.amount as "refundAmount",
     f.reason as "refundReason", f.created_at as "refundMadeAt", f.status_since as "refundSince", asker.name as "askedBy",
     approver.name as "approvedBy"
   from known
   join shop_order o on o.id = known.order_id
   join register r on r.id = o.register_id
   join store s on s.id = o.store_id
   join app_user u on u.id = o.cashier_id
   join lateral (
     select * from payment_attempt p where p.order_id = o.id and (known.attempt_id is null or p.id = known.attempt_id)
     order by ${FIRST_OF_SALE} limit 1
   ) a on true
   left join refund f on f.id = known.refund_id
   left join app_user asker on asker.id = f.asked_by_id
   left join app_user approver on approver.id = f.approved_by_id`,
);
