import type { Shop } from "#lib/process.ts";
import { uuid7 } from "#lib/uuid.ts";

export type Copy = { readonly orderId: string; readonly merchantNumber: string };

/** Copies a sale whose code waits, each under its own number: thousands of sales in a second, ready to be paid. */
export async function copySale({ pool }: Shop, orderId: string, count: number): Promise<Copy[]> {
  const ids = Array.from({ length: count }, uuid7);
  await pool.query(
    `insert into shop_order
     select (jsonb_populate_record(original, jsonb_build_object('id', copy, 'client_key', copy, 'receipt_token', copy))).*
     from shop_order original, unnest($2::uuid[]) copy where original.id = $1`,
    [orderId, ids],
  );
  // Not due before the benchmark has long ended: the worker has its own part in another measurement.
  await pool.query(
    `insert into payment_attempt
     select (jsonb_populate_record(original, jsonb_build_object(
       'id', copy, 'order_id', copy, 'merchant_number', replace(copy::text, '-', ''), 'pay_token', copy,
       'next_check_at', now() + interval '1 day', 'code_ends_at', now() + interval '1 day'))).*
     from payment_attempt original, unnest($2::uuid[]) copy where original.order_id = $1`,
    [orderId, ids],
  );
  return ids.map((id) => ({ orderId: id, merchantNumber: id.replaceAll("-", "") }));
}
