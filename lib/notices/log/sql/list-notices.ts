import type { Statement } from "#lib/db/statement.ts";
import { firstUuidAt } from "#lib/uuid.ts";
import type { NoticeFilter } from "../schema.ts";
import { HOMES, LOGGED_COLUMNS, LOGGED_TABLES, type LoggedRow, placesOf } from "./logged-notice.ts";

export type NoticeMatch = Omit<NoticeFilter, "search"> & {
  userId: string;
  storeIds: readonly string[];
  /** Only what is about these; null for all. */
  orderIds: readonly string[] | null;
  most: number;
};

const TROUBLE = "n.effect in ('parked', 'parked_mismatch', 'parked_unknown_order')";

/**
 * The newest notices, believed or not. Identifiers begin with their millisecond: they are the order of the log, and its days.
 * Not prepared under a name: it is planned for the very values that it is asked with.
 */
export function listNotices(match: NoticeMatch): [Statement<LoggedRow>, unknown[]] {
  const values: unknown[] = [];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const { userId, storeIds, orderIds, from, until, show, olderThan } = match;
  const places = placesOf(bind(userId), bind(storeIds), "see_orders");
  const most = bind(match.most);
  const span = [
    ...(from === null ? [] : [`n.id >= ${bind(firstUuidAt(from))}::uuid`]),
    ...(until === null ? [] : [`n.id < ${bind(firstUuidAt(until))}::uuid`]),
    ...(olderThan === null ? [] : [`n.id < ${bind(olderThan)}::uuid`]),
  ];
  const newest = (tables: string, where: readonly string[]) =>
    `(select n.id from ${tables} where ${where.join(" and ")} order by n.id desc limit ${most})`;
  const atHome = "n.account_id in (select account_id from home)";
  const believed = newest("notification n left join shop_order o on o.id = n.order_id", [
    ...span,
    `(o.store_id in (select id from place) or (o.id is null and ${atHome}))`,
    ...(orderIds === null ? [] : [`n.order_id = any (${bind(orderIds)}::uuid[])`]),
    ...(show === "trouble" ? [TROUBLE] : show === "applied" ? ["n.effect = 'applied'"] : []),
  ]);
  const refused = newest("refused_notice n", [...span, atHome]);
  // A refused one is about no sale: nothing in it is believed.
  const arms = [
    ...(show === "refused" ? [] : [believed]),
    ...(show === "applied" || orderIds !== null ? [] : [refused]),
  ];
  const page = arms.length === 0 ? `(select null::uuid as id limit 0)` : arms.join(" union all ");
  const text = `with ${places}, ${HOMES}, page as (select id from (${page}) newest order by id desc limit ${most})
   select ${LOGGED_COLUMNS} from ${LOGGED_TABLES} where n.id in (select id from page) order by n.id desc`;
  return [{ name: "", text }, values];
}
