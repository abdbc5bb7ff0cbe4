import { statement } from "#lib/db/statement.ts";

/** $1 order: whoever else prints a receipt of it waits. */
export const lockOrder = statement<never>("lock_order", "select from shop_order where id = $1 for update");

/** $1 order, $2 actor, $3 content */
export const insertPrint = statement<never>(
  "insert_receipt_print",
  "insert into order_event (order_id, kind, actor, data) values ($1, 'receipt_printed', $2, $3::jsonb)",
);

/** $1 order, $2 millimetres: its register keeps the paper that was chosen last. */
export const keepPaperWidth = statement<never>(
  "keep_paper_width",
  `update register r set paper_width = $2 from shop_order o
   where o.id = $1 and r.id = o.register_id and r.paper_width <> $2`,
);
