import { type Right, rolesWith } from "#lib/auth/roles.ts";
import { statement } from "#lib/db/statement.ts";
import { PAYMENT_COLUMNS, PAYMENT_TABLES, type PaymentRow } from "#lib/orders/sql/payment-row.ts";
import { TAKE_BACK_SECONDS } from "../view.ts";

/** Whoever saw the offer to its end may still be under way with it. */
export const JUST_NOW = `now() - interval '${TAKE_BACK_SECONDS + 5} seconds'`;

/**
 * $1 order, $2 user, $3 store: the order's newest attempt, where this user may say such a word; `isLast`: it was the user's own, just
 * now, and is the last thing that has happened to the sale.
 */
const readWord = (said: "late_accepted" | "mismatch_settled", right: Right) =>
  statement<PaymentRow & { isLast: boolean }>(
    `read_${said}`,
    `select ${PAYMENT_COLUMNS}, last.kind = '${said}' and last.actor = 'cashier:' || m.user_id and last.at > ${JUST_NOW} as "isLast"
     from ${PAYMENT_TABLES}
     join membership m on m.store_id = o.store_id and m.user_id = $2 and m.role in (${rolesWith(right)})
     cross join lateral (select e.kind, e.actor, e.at from order_event e where e.order_id = o.id order by e.id desc limit 1) last
     where a.order_id = $1 and o.store_id = $3
     order by a.created_at desc, a.id desc limit 1`,
  );

export const readAccepted = readWord("late_accepted", "sell");
export const readSettled = readWord("mismatch_settled", "close_unclear");
