import { type Right, rolesWith } from "#lib/auth/roles.ts";
import { statement } from "#lib/db/statement.ts";
import { deviceEntry } from "#lib/devices/sql/write-device.ts";

/** The register $2 in whose store somebody ($1) may do this. */
const REGISTER = (right: Right) =>
  `register r join membership m on m.store_id = r.store_id and m.user_id = $1 and m.role in (${rolesWith(right)})`;

/** $1 user, $2 register: one row for who may pair displays there. */
export const readPairer = statement<{ mayRevoke: boolean }>(
  "read_display_pairer",
  `select m.role in (${rolesWith("manage_devices")}) as "mayRevoke"
   from ${REGISTER("pair_display")} where r.id = $2`,
);

/** $1 user, $2 register: the displays of its store. */
export const listDisplays = statement<{
  id: string;
  name: string;
  registerId: string;
  registerName: string;
  lastSeenAt: Date;
}>(
  "list_displays",
  `select d.id, d.name, shown.id as "registerId", shown.name as "registerName", d.last_seen_at as "lastSeenAt"
   from ${REGISTER("pair_display")}
   join device d on d.store_id = r.store_id and d.kind = 'display' and d.revoked_at is null
   join register shown on shown.id = d.register_id
   where r.id = $2 order by d.name, d.created_at`,
);

/** $1 user, $2 register, $3 digits, $4 name, $5 to $7 doer: the display that shows these digits becomes one of the register. */
export const pair = statement<{ id: string }>(
  "pair_display",
  `with paired as (
     update device d set store_id = r.store_id, register_id = r.id, name = $4, admitted_by_id = $1, last_seen_at = now(),
       pairing_code = null, pairing_ends_at = null, pairing_address = null
     from ${REGISTER("pair_display")}
     where r.id = $2 and d.pairing_code = $3 and d.pairing_ends_at > now() and d.kind = 'display' and d.revoked_at is null
     returning d.id, d.store_id, d.register_id, d.name
   ), entry as (${deviceEntry("display_paired", 5, "paired")})
   select id from paired`,
);

/** $1 user, $2 register, $3 display: it shows this register from now on. What it showed before comes back. */
export const assign = statement<{ before: string }>(
  "assign_display",
  `update device d set register_id = r.id
   from ${REGISTER("pair_display")},
     (select id, register_id from device where id = $3 for update) as was
   where r.id = $2 and d.id = was.id and d.store_id = r.store_id and d.kind = 'display' and d.revoked_at is null
   returning was.register_id as before`,
);

/** $1 user, $2 register, $3 display of the same store, $4 to $6 doer: it is shut out. The register that it showed comes back. */
export const revoke = statement<{ registerId: string }>(
  "revoke_display",
  `with revoked as (
     update device d set revoked_at = now()
     from ${REGISTER("manage_devices")}
     where r.id = $2 and d.id = $3 and d.store_id = r.store_id and d.kind = 'display' and d.revoked_at is null
     returning d.id, d.store_id, d.register_id, d.name
   ), entry as (${deviceEntry("device_revoked", 4, "revoked")})
   select register_id as "registerId" from revoked`,
);

/** $1 user, $2 order: its register shows it. */
export const show = statement<{ registerId: string }>(
  "show_order",
  `update register r set shown_order_id = o.id, shown_at = clock_timestamp()
   from shop_order o
   where o.id = $2 and r.id = o.register_id and exists (select from membership m
     where m.store_id = o.store_id and m.user_id = $1 and m.role in (${rolesWith("sell")}))
   returning r.id as "registerId"`,
);
