import { statement } from "#lib/db/statement.ts";
import { rolesWith } from "../roles.ts";

/** Somebody who has a PIN at a till's store. */
export type PersonRow = { id: string; name: string; approves: boolean };

/** So many sales tell who was last at a register. */
const SALES = 200;

/** $1 till: who may sell there by PIN, whoever sold there last first. */
export const readPeople = statement<PersonRow>(
  "read_people",
  `with sales as (
     select o.cashier_id, o.created_at from shop_order o join device d on d.register_id = o.register_id
     where d.id = $1 order by o.created_at desc limit ${SALES})
   select u.id, u.name, m.role in (${rolesWith("approve")}) as approves
   from device d join membership m on m.store_id = d.store_id join app_user u on u.id = m.user_id
     left join lateral (select max(created_at) as at from sales where cashier_id = u.id) last on true
   where d.id = $1 and d.kind = 'till' and d.revoked_at is null
     and m.role in (${rolesWith("sell")}) and m.pin_hash is not null and u.disabled_at is null
   order by last.at desc nulls last, u.name, u.id`,
);

/** $1 till: who may approve there by PIN. */
export const readApprovers = statement<{ id: string; name: string }>(
  "read_approvers",
  `select u.id, u.name
   from device d join membership m on m.store_id = d.store_id join app_user u on u.id = m.user_id
   where d.id = $1 and d.kind = 'till' and d.revoked_at is null and m.role in (${rolesWith("approve")}) and m.pin_hash is not null and u.disabled_at is null
   order by u.name, u.id`,
);
