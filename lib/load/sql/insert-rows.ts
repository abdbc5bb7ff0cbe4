import { statement } from "#lib/db/statement.ts";

/** Rows as JSON, by the names of their columns. What is not named has its default: serial numbers, and tokens that nobody may guess. */
const insert = (table: string, columns: string) =>
  statement<never>(
    `load_${table}`,
    `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1::json)`,
  );

export const insertShifts = insert(
  "shift",
  "id, store_id, register_id, device_id, opened_by_id, opened_at, held_by_id, closed_by_id, closed_at",
);

export const insertOrders = insert(
  "shop_order",
  `id, store_id, register_id, cashier_id, shift_id, client_key, amount, currency, reference, lines, status, anomaly, resolved_at,
   paid_at, created_at`,
);

/** No part of an address of a payment is kept: these codes can be paid by nobody any more. */
export const insertAttempts = insert(
  "payment_attempt",
  `id, order_id, account_id, credential_version, merchant_number, amount, currency, subject, code_life_minutes, status, revision,
   status_since, code_text, code_ends_at, trade_number, buyer, create_calls, end_reason, cancel_sent_at, cancel_answer,
   paid_seen, failure, failure_code, next_check_at, checks, checked_at, check_answer, counted_shift_id, created_at`,
);

/** As they began: triggers count what they hold. */
export const insertRefunds = insert(
  "refund",
  `id, attempt_id, client_key, refund_number, amount, currency, reason, asked_by_id, approved_by_id, shift_id, way, status,
   status_since, calls, lost, answer, failure, failure_code, again, next_check_at, checks, checked_at, asked_at, created_at`,
);

export const insertEvents = insert("order_event", "order_id, attempt_id, kind, actor, data, at");

export const insertNotices = insert(
  "notification",
  "id, generation, account_id, notify_id, order_id, body, verdicts, effect, answer, deliveries, received_at",
);

export const insertShiftEvents = insert("shift_event", "shift_id, kind, actor, data, at");

export const insertReports = insert("z_report", "shift_id, register_id, number, content, created_at");
