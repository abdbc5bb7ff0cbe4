import { type Right, rolesWith } from "#lib/auth/roles.ts";
import { HOME_OF_NOTICE } from "#lib/exceptions/sql/parts.ts";
import type { NoticeEnvelope } from "#lib/orders/sql/insert-notice.ts";
import type { Generation } from "#lib/payments/gateway.ts";
import type { Answer, LoggedEffect } from "../view.ts";

/** A notice as it is logged, whether it was believed or not. */
export type LoggedRow = {
  id: string;
  isRefused: boolean;
  generation: Generation;
  accountId: string;
  accountCode: string;
  storeId: string;
  storeName: string;
  timeZone: string;
  practice: boolean;
  orderId: string | null;
  amount: bigint | null;
  currency: string | null;
  reference: string | null;
  body: Buffer;
  envelope: NoticeEnvelope | null;
  verdicts: Record<string, boolean>;
  effect: LoggedEffect;
  why: string | null;
  answer: Answer;
  deliveries: number;
  tookMs: number | null;
  receivedAt: Date;
  unkept: number;
  acceptedAt: Date | null;
  dismissedAt: Date | null;
  dismissReason: string | null;
};

/** The stores in which a user has a right, out of some: the texts of their parameters. */
export const placesOf = (user: string, stores: string, right: Right): string => `place as materialized (
     select s.id, s.merchant_id, s.practice from store s
     join membership m on m.store_id = s.id and m.user_id = ${user} and m.role in (${rolesWith(right)})
     where s.id = any (${stores}::uuid[])
   )`;

/** Where notices are told that are about no sale of ours: `home`, the store of each account. */
export const HOMES = `home as materialized (
     select g.id as account_id, home.id as store_id from gateway_account g
     cross join (select null::uuid as id, null::uuid as store_id) o ${HOME_OF_NOTICE}
   )`;

const ONE = `select n.id, false as is_refused, n.generation, n.account_id, n.order_id, n.body, n.envelope, n.verdicts, n.effect,
     null as why, n.answer, n.deliveries, n.took_ms, n.received_at, 0 as unkept, null::timestamptz as accepted_at, n.dismissed_at,
     n.dismiss_reason from notification n
   union all
   select r.id, true, r.generation, r.account_id, null, r.body, r.envelope, r.verdicts, 'refused',
     r.why, r.answer, r.deliveries, r.took_ms, r.received_at, r.unkept, r.accepted_at, null, null from refused_notice r`;

export const LOGGED_COLUMNS = `n.id, n.is_refused as "isRefused", n.generation, n.account_id as "accountId", g.code as "accountCode",
   s.id as "storeId", s.name as "storeName", s.time_zone as "timeZone", s.practice, o.id as "orderId", o.amount, o.currency,
   o.reference, n.body, n.envelope, n.verdicts, n.effect, n.why, n.answer, n.deliveries, n.took_ms as "tookMs",
   n.received_at as "receivedAt", n.unkept, n.accepted_at as "acceptedAt", n.dismissed_at as "dismissedAt",
   n.dismiss_reason as "dismissReason"`;

/** `logged` notices with their account, sale and store; after `HOMES`. */
export const LOGGED_TABLES = `(${ONE}) n
   join gateway_account g on g.id = n.account_id
   left join shop_order o on o.id = n.order_id
   left join home on home.account_id = n.account_id
   join store s on s.id = coalesce(o.store_id, home.store_id) and s.id in (select id from place)`;
