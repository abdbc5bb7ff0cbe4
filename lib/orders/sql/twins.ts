/** Payments `t` (of the attempt `tp`) that the order `o` may be once more (P13): from and where. `orders`: where they are looked for. */
const twinsIn = (
  orders: string,
): string => `${orders} t join payment_attempt tp on tp.order_id = t.id and tp.status = 'paid'
    where t.register_id = o.register_id and t.id <> o.id and t.amount = o.amount and t.currency = o.currency
      and t.paid_at between o.paid_at - interval '10 minutes' and o.paid_at + interval '10 minutes'
      and (t.reference = o.reference or (t.reference is null and o.reference is null and tp.buyer in (
        select p.buyer from payment_attempt p where p.order_id = o.id and p.status = 'paid')))`;

export const TWINS = twinsIn("shop_order");

/** Those that came first: of two payments the later one is the double. Looked for by the time of the register alone, of which there is little. */
export const EARLIER_TWINS = `${twinsIn(`(
      select * from shop_order near where near.register_id = o.register_id
        and near.paid_at between o.paid_at - interval '10 minutes' and o.paid_at offset 0)`)}
      and (t.paid_at, t.id) < (o.paid_at, o.id)`;
