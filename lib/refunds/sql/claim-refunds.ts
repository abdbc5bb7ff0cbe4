import { statement } from "#lib/db/statement.ts";
import { IS_DUE } from "#lib/orders/sql/claim-due.ts";

/** Takes due refunds, longest due first, until after the longest call. $1 how many, $2 claim in ms. */
export const claimDueRefunds = statement<{ id: string }>(
  "claim_due_refunds",
  `update refund set next_check_at = now() + $2 * interval '1 millisecond'
   where id in (
     select id from refund where next_check_at <= now()
     order by next_check_at for update skip locked limit $1)
   returning id`,
);

/** Takes one refund if it is due. $1 refund id, $2 claim in ms. */
export const claimRefund = statement<{ id: string }>(
  "claim_refund",
  `update refund set next_check_at = now() + $2 * interval '1 millisecond'
   where id = $1 and ${IS_DUE} returning id`,
);

/** Waits for an answer, and nobody may be asking right now. `claim`: the text of how long a claim lasts, in ms. */
const isUnclear = (claim: string): string =>
  `status = 'checking' and next_check_at > now() + ${claim} * interval '1 millisecond'`;

/**
 * What waits for an answer is asked about at once, but for what comes due within the time of a claim: somebody may be asking
 * right now. $1 attempt id, or null for all payments; $2 account ids, or null for all; $3 claim in ms.
 */
export const makeRefundsDue = statement<{ id: string }>(
  "make_refunds_due",
  `update refund set next_check_at = now()
   where ${isUnclear("$3")}
     and ($1::uuid is null or attempt_id = $1)
     and ($2::uuid[] is null or attempt_id in (select id from payment_attempt where account_id = any ($2)))
   returning id`,
);

/** $1 attempt id, $2 claim in ms: whether there is anything that `makeRefundsDue` would have asked about. */
export const readUnclearRefunds = statement<{ unclear: boolean }>(
  "read_unclear_refunds",
  `select exists (select from refund where attempt_id = $1 and ${isUnclear("$2")}) as unclear`,
);

/**
 * The right to tell the gateway once to give money of this payment back. No row: another refund of it was sent less than
 * $2 ms ago. $1 attempt id.
 */
export const takeRefundTurn = statement<{ id: string }>(
  "take_refund_turn",
  `update payment_attempt set refund_sent_at = clock_timestamp()
   where id = $1 and (refund_sent_at is null or refund_sent_at <= clock_timestamp() - $2 * interval '1 millisecond')
   returning id`,
);
