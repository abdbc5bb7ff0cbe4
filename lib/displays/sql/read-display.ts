import { statement } from "#lib/db/statement.ts";
import { VIEW_COLUMNS, VIEW_TABLES, type ViewRow } from "#lib/orders/sql/read-views.ts";
import type { DisplayPlace } from "../view.ts";

export type FacingRow = DisplayPlace & { shownOrderId: string | null; shownAt: Date | null; lastSeenAt: Date };

/** $1 display, $2 the register that it shows: no row once it was shut out or moved. */
export const readFacing = statement<FacingRow>(
  "read_display_place",
  `select s.name as "storeName", s.practice, s.time_zone as "timeZone", s.language, s.second_language as "secondLanguage",
     r.shown_order_id as "shownOrderId", r.shown_at as "shownAt", d.last_seen_at as "lastSeenAt"
   from device d join register r on r.id = d.register_id join store s on s.id = d.store_id
   where d.id = $1 and d.register_id = $2 and d.kind = 'display' and d.revoked_at is null`,
);

/** $1 register: its newest sale, the one that was picked, and those that can be paid. */
export const readFacingOrders = statement<ViewRow>(
  "read_display_orders",
  `with shown as (
     (select id from shop_order where register_id = $1 order by created_at desc limit 1)
     union (select o.id from register r join shop_order o on o.id = r.shown_order_id and o.register_id = r.id where r.id = $1)
     union (select id from shop_order where register_id = $1 and status = 'open' order by created_at desc limit 20)
   )
   select ${VIEW_COLUMNS}
   from shown join shop_order o on o.id = shown.id ${VIEW_TABLES}
   order by o.created_at desc, o.id desc`,
);

/** $1 display: it has just been heard of. */
export const markSeen = statement<never>("mark_display_seen", "update device set last_seen_at = now() where id = $1");
