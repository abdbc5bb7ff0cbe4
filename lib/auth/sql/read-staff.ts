import { statement } from "#lib/db/statement.ts";
import { type Role, rolesWith } from "../roles.ts";

export type UserRow = { userId: string; login: string; name: string };

/** A store in which somebody works, and as what. */
export type StoreRow = {
  role: Role;
  storeId: string;
  storeName: string;
  practice: boolean;
  currency: string;
  timeZone: string;
  dayStartMinute: number;
};

/**
 * $1 user, $2 session version: one row a store, one without a store for somebody who has none; no row when the session
 * was revoked or the user switched off.
 */
export const readStaff = statement<UserRow & ({ storeId: null } | StoreRow)>(
  "read_staff",
  `select u.id as "userId", u.login, u.name, m.role, s.id as "storeId", s.name as "storeName", s.practice, s.currency,
     s.time_zone as "timeZone", s.day_start_minute as "dayStartMinute"
   from app_user u left join membership m on m.user_id = u.id left join store s on s.id = m.store_id
   where u.id = $1 and u.session_version = $2 and u.disabled_at is null
   order by s.practice, s.name`,
);

/** $1 user: the registers at which the user sells. */
export const readRegisters = statement<{ id: string; name: string; storeId: string; storeName: string }>(
  "read_registers",
  `select r.id, r.name, s.id as "storeId", s.name as "storeName"
   from membership m join store s on s.id = m.store_id join register r on r.store_id = s.id
   where m.user_id = $1 and m.role in (${rolesWith("sell")}) order by s.practice, s.name, r.code`,
);
