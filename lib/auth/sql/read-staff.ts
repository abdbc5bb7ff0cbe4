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
  pinLength: number;
};

const COLUMNS = `u.id as "userId", u.login, u.name, m.role, s.id as "storeId", s.name as "storeName", s.practice, s.currency,
     s.time_zone as "timeZone", s.day_start_minute as "dayStartMinute", s.pin_length as "pinLength"`;

const HOLDS = `u.id = $1 and u.session_version = $2 and u.disabled_at is null
     and not exists (select from ended_session e where e.id = $3)`;

type Row = UserRow & ({ storeId: null } | StoreRow);

/**
 * $1 user, $2 session version, $3 session: one row a store, one without a store for somebody who has none; no row when the
 * session was ended or revoked or the user switched off.
 */
export const readStaff = statement<Row>(
  "read_staff",
  `select ${COLUMNS}
   from app_user u left join membership m on m.user_id = u.id left join store s on s.id = m.store_id
   where ${HOLDS} order by s.practice, s.name`,
);

/**
 * $4 till, $5 hash of its secret, $6 mark of the PIN: the till's store alone, and no row once the till was shut out or
 * the PIN is another.
 */
export const readStaffAtTill = statement<Row>(
  "read_staff_at_till",
  `select ${COLUMNS}
   from device d join store s on s.id = d.store_id join membership m on m.store_id = s.id join app_user u on u.id = m.user_id
   where ${HOLDS} and d.id = $4 and d.token_hash = $5 and d.kind = 'till' and d.revoked_at is null
     and encode(sha256(m.pin_hash), 'hex') = $6`,
);

/** $1 user: the registers at which the user sells. */
export const readRegisters = statement<{ id: string; name: string; storeId: string; storeName: string }>(
  "read_registers",
  `select r.id, r.name, s.id as "storeId", s.name as "storeName"
   from membership m join store s on s.id = m.store_id join register r on r.store_id = s.id
   where m.user_id = $1 and m.role in (${rolesWith("sell")}) order by s.practice, s.name, r.code`,
);

/** $1 stores, $2 register, $3 order, $4 shift, each or null: true when those that are named belong to the stores. */
export const readOfStores = statement<{ all: boolean }>(
  "read_of_stores",
  `select ($2::uuid is null or exists (select from register where id = $2 and store_id = any($1::uuid[])))
     and ($3::uuid is null or exists (select from shop_order where id = $3 and store_id = any($1::uuid[])))
     and ($4::uuid is null or exists (select from shift where id = $4 and store_id = any($1::uuid[]))) as all`,
);
