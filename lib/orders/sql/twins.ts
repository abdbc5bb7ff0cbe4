/** Payments `t` (of the attempt `tp`) that the order `o` may be once more (P13): from and where. */
export const TWINS = `shop_order t join payment_attempt tp on tp.order_id = t.id and tp.status = 'paid'
    where t.register_id = o.register_id and t.id <> o.id and t.amount = o.amount and t.currency = o.currency
      and t.paid_at between o.paid_at - interval '10 minutes' and o.paid_at + interval '10 minutes'
      and (t.reference = o.reference or (t.reference is null and o.reference is null and tp.buyer in (
        select p.buyer from payment_attempt p where p.order_id = o.id and p.status = 'paid')))`;

/** The twin came first: of two payments the later one is the double. */
export const IS_EARLIER = "(t.paid_at, t.id) < (o.paid_at, o.id)";
