import { type Right, rolesWith } from "#lib/auth/roles.ts";
import { statement } from "#lib/db/statement.ts";
import type { Answer, LoggedEffect } from "../view.ts";
import { HOMES, LOGGED_COLUMNS, LOGGED_TABLES, type LoggedRow, placesOf } from "./logged-notice.ts";

type ReadRow = LoggedRow & { mayReplay: boolean; notifyToken: string };

const reading = (name: string, right: Right) =>
  statement<ReadRow>(
    name,
    `with ${placesOf("$2", "$3", right)}, ${HOMES}
     select ${LOGGED_COLUMNS}, g.notify_token as "notifyToken", exists (
       select from membership m where m.store_id = s.id and m.user_id = $2 and m.role in (${rolesWith("close_unclear")})) as "mayReplay"
     from ${LOGGED_TABLES} where n.id = $1`,
  );

/** $1 notice, $2 user, $3 stores: a notice of a store where this user sees the orders, and whether he may have it processed again. */
export const readNotice = reading("read_logged_notice", "see_orders");

/** The same for those alone who may have it processed again. */
export const readNoticeToReplay = reading("read_notice_to_replay", "close_unclear");

const placing = (name: string, right: Right) =>
  statement<{ storeId: string }>(
    name,
    `with ${placesOf("$2", "$3", right)}
     select o.store_id as "storeId" from shop_order o where o.id = $1 and o.store_id in (select id from place)`,
  );

/** $1 sale, $2 user, $3 stores: the store of a sale, where this user sees its orders. */
export const readPlace = placing("read_place_of_sale", "see_orders");

/** The same for those alone who may have its notices processed again. */
export const readPlaceToReplay = placing("read_place_to_replay", "close_unclear");

/** $1 generation, $2 account, $3 Alipay's id of it: how a notice stands among those that were believed. */
export const readStanding = statement<{ effect: LoggedEffect; answer: Answer; dismissedAt: Date | null }>(
  "read_standing_notice",
  `select effect, answer, dismissed_at as "dismissedAt" from notification where generation = $1 and account_id = $2 and notify_id = $3`,
);

/** $1 notice: it was refused, and found to be genuine since. */
export const acceptRefused = statement<never>(
  "accept_refused_notice",
  "update refused_notice set accepted_at = clock_timestamp() where id = $1",
);
