import type { CancelOutcome, CodeOutcome, QueryOutcome } from "#lib/payments/gateway.ts";
import type { PaymentState } from "../status.ts";
import { type News, transition } from "../transition.ts";
import { at, newSale, trade } from "./payment-state.ts";

const codeAnswer = (outcome: CodeOutcome): News => ({ kind: "code_answered", outcome });
const queryAnswer = (outcome: QueryOutcome): News => ({ kind: "queried", outcome });
const queried = (...found: Parameters<typeof trade>): News => queryAnswer({ kind: "trade", trade: trade(...found) });
const noticed = (...found: Parameters<typeof trade>): News => ({ kind: "noticed", trade: trade(...found) });
const cancelAnswer = (outcome: CancelOutcome): News => ({ kind: "cancel_answered", outcome });

/** Every kind of news that can reach a sale, by a short name. */
export const NEWS = {
  code_asked: { kind: "code_asked", codeEndsAt: at(300) },
  code: codeAnswer({ kind: "code", text: "https://qr.alipay.com/bax1" }),
  code_refused: codeAnswer({ kind: "refused", reason: "contract", code: "ACQ.ACCESS_FORBIDDEN" }),
  code_not_sent: codeAnswer({ kind: "not_sent", why: "refused" }),
  code_ask: codeAnswer({ kind: "ask", why: "ACQ.TRADE_HAS_SUCCESS" }),
  number_spent: codeAnswer({ kind: "number_spent", why: "ACQ.CONTEXT_INCONSISTENT" }),
  code_unclear: codeAnswer({ kind: "unclear", why: "timeout", claim: null }),
  query_none: queryAnswer({ kind: "no_trade" }),
  query_unclear: queryAnswer({ kind: "unclear", why: "timeout" }),
  query_pending: queried("pending"),
  query_waiting: queried("waiting"),
  query_paid: queried("paid"),
  query_closed: queried("closed"),
  query_sent_back: queried("closed", { wasPaid: true }),
  query_undecided: queried("undecided"),
  notice_waiting: noticed("waiting"),
  notice_paid: noticed("paid"),
  notice_closed: noticed("closed"),
  notice_sent_back: noticed("closed", { wasPaid: true }),
  mismatch: { kind: "mismatch", trade: trade("paid", { amount: { minor: 1n, currency: "CNY" } }) },
  cancel_wanted: { kind: "end_wanted", why: "cashier" },
  time_over: { kind: "end_wanted", why: "expiry" },
  fresh_wanted: { kind: "end_wanted", why: "fresh_code" },
  cancel_sent: { kind: "cancel_sent" },
  cancel_closed: cancelAnswer({ kind: "closed" }),
  cancel_void: cancelAnswer({ kind: "void" }),
  cancel_refunded: cancelAnswer({ kind: "refunded" }),
  cancel_no_trade: cancelAnswer({ kind: "no_trade" }),
  cancel_refused: cancelAnswer({ kind: "refused", code: "X" }),
  cancel_unclear: cancelAnswer({ kind: "unclear", why: "timeout" }),
  late_accepted: { kind: "late_accepted" },
  word_taken_back: { kind: "word_taken_back" },
} satisfies Readonly<Record<string, News>>;

export type NewsName = keyof typeof NEWS;

/** The sale after all this news, one second apart. */
export const after = (news: readonly (News | NewsName)[], state: PaymentState = newSale()): PaymentState =>
  news.reduce<PaymentState>(
    (sale, one, index) => transition(sale, typeof one === "string" ? NEWS[one] : one, at(index + 1)),
    state,
  );
