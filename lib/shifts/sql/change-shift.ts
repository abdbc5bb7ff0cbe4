import { rolesWith } from "#lib/auth/roles.ts";
import { statement } from "#lib/db/statement.ts";

/**
 * $1 new id, $2 register, $3 user, $4 device or null, $5 actor. No row back: the user runs no shifts there, or one is open.
 * A device of another register is not written down.
 */
export const insertShift = statement<{ shiftId: string }>(
  "insert_shift",
  `with made as (
     insert into shift (id, store_id, register_id, device_id, opened_by_id, held_by_id)
     select $1::uuid, r.store_id, r.id,
       (select d.id from device d where d.id = $4::uuid and d.register_id = r.id and d.revoked_at is null), $3::uuid, $3::uuid
     from register r join membership m on m.store_id = r.store_id and m.user_id = $3 and m.role in (${rolesWith("run_shift")})
     where r.id = $2::uuid
     on conflict do nothing returning id, device_id
   ), fact as (
     insert into shift_event (shift_id, kind, actor, data)
     select id, 'opened', $5::text, jsonb_build_object('device', device_id) from made
   )
   select id as "shiftId" from made`,
);

/** $1 shift, $2 who takes it over, $3 note, $4 actor. No row back: it is closed, or theirs already. */
export const updateHolder = statement<{ registerId: string }>(
  "update_shift_holder",
  `with before as (
     select id, held_by_id from shift where id = $1 and closed_at is null and held_by_id <> $2::uuid for update
   ), held as (
     update shift h set held_by_id = $2::uuid from before where h.id = before.id returning h.id, h.register_id
   ), fact as (
     insert into shift_event (shift_id, kind, actor, data)
     select held.id, 'handed_over', $4::text, jsonb_build_object('from', before.held_by_id, 'to', $2::uuid, 'note', $3::text)
     from held, before
   )
   select register_id as "registerId" from held`,
);

/** $1 register: closing reports of a register are made one after the other. */
export const lockRegister = statement<{ id: string }>(
  "lock_register",
  // Sales go on meanwhile: they only need the row to stay.
  "select id from register where id = $1 for no key update",
);

/** $1 shift, $2 user, $3 actor, $4 data, $5 when */
export const updateClosed = statement<{ id: string }>(
  "update_shift_closed",
  `with closed as (
     update shift set closed_at = $5, closed_by_id = $2 where id = $1 and closed_at is null returning id
   ), fact as (
     insert into shift_event (shift_id, kind, actor, data) select id, 'closed', $3, $4::jsonb from closed
   )
   select id from closed`,
);

/** $1 shift, $2 register, $3 number, $4 content */
export const insertReport = statement<never>(
  "insert_z_report",
  "insert into z_report (shift_id, register_id, number, content) values ($1, $2, $3, $4::jsonb)",
);

/** $1 shift: hand-overs, its end and prints come one after the other, while sales go on. */
export const lockShift = statement<{ id: string }>(
  "lock_shift",
  "select id from shift where id = $1 for no key update",
);

/** $1 shift, $2 actor, $3 how often it was printed before */
export const insertPrint = statement<never>(
  "insert_z_print",
  `insert into shift_event (shift_id, kind, actor, data) values ($1, 'printed', $2, jsonb_build_object('copy', $3::int))`,
);
