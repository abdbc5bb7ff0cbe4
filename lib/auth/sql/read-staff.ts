import { statement } from "#lib/db/statement.ts";
import { type Right, rightsOf, rolesWith } from "../roles.ts";
import { SESSION_HOLDS, type SignInWay } from "./session.ts";

export type UserRow = {
  userId: string;
  login: string;
  name: string;
  way: SignInWay;
  /** The session began not longer ago than every store of the user allows for what is risky. */
  fresh: boolean;
  /** It was last noted as used more than a minute ago. */
  seenLongAgo: boolean;
};

/** A store in which somebody works, and what this person may there. */
export type StoreRow = {
  rights: Right[];
  storeId: string;
  storeName: string;
  practice: boolean;
  currency: string;
  timeZone: string;
  dayStartMinute: number;
  pinLength: number;
};

/** For somebody who works in no store. */
const FRESH_MINUTES = 10;

const COLUMNS = `u.id as "userId", u.login, u.name, h.way, h.last_seen_at < now() - interval '1 minute' as "seenLongAgo",
     h.started_at > now() - make_interval(mins => coalesce(min(s.fresh_minutes) over (), ${FRESH_MINUTES})) as fresh, ${rightsOf("m.role")} as rights, s.id as "storeId", s.name as "storeName", s.practice, s.currency,
     s.time_zone as "timeZone", s.day_start_minute as "dayStartMinute", s.pin_length as "pinLength"`;

type Row = UserRow & ({ storeId: null } | StoreRow);

/** $1 session, $2 user: one row a store, one without a store for somebody who has none; no row when the session is over. */
export const readStaff = statement<Row>(
  "read_staff",
  `select ${COLUMNS}
   from user_session h join app_user u on ${SESSION_HOLDS}
     left join membership m on m.user_id = u.id left join store s on s.id = m.store_id
   where h.id = $1::uuid and u.id = $2 and h.device_id is null order by s.practice, s.name`,
);

/**
 * $3 till, $4 hash of its secret, $5 mark of the PIN: the till's store alone, and no row once the till was shut out or
 * the PIN is another.
 */
export const readStaffAtTill = statement<Row>(
  "read_staff_at_till",
  `select ${COLUMNS}
   from user_session h join app_user u on ${SESSION_HOLDS} join device d on d.id = h.device_id
     join store s on s.id = d.store_id join membership m on m.store_id = s.id and m.user_id = u.id
   where h.id = $1::uuid and u.id = $2 and d.id = $3 and d.token_hash = $4 and d.kind = 'till' and d.revoked_at is null
     and encode(sha256(m.pin_hash), 'hex') = $5`,
);

/** $1 session, $2 user, $3 stores, $4 right: whether the session still holds, and the user still has the right in all of them. */
export const readKeepsRight = statement<{ keeps: boolean }>(
  "read_keeps_right",
  `select count(*) = cardinality($3::uuid[]) as keeps
   from user_session h join app_user u on ${SESSION_HOLDS} left join device d on d.id = h.device_id
     join membership m on m.user_id = u.id and m.store_id = any ($3::uuid[]) and $4::text = any (${rightsOf("m.role")})
   where h.id = $1::uuid and u.id = $2 and d.revoked_at is null and (h.device_id is null or m.pin_hash is not null)`,
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
