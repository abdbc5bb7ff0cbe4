import { entryInsert } from "#lib/audit/sql/insert-entry.ts";
import { rolesWith } from "#lib/auth/roles.ts";
import { statement } from "#lib/db/statement.ts";

/** What the audit tells of the devices in `from`. */
export const deviceEntry = (
  kind: "till_added" | "display_paired" | "device_revoked",
  doer: number,
  from: string,
): string =>
  entryInsert({
    ...{ kind, doer, store: "store_id", register: "register_id", subject: "device", subjectId: "id" },
    ...{ facts: "jsonb_build_object('name', name)", from },
  });

/** No row for those who may not. $1 id, $2 user, $3 register, $4 name, $5 hash of its secret, $6 to $8 doer */
export const insertTill = statement<{ id: string }>(
  "insert_till",
  `with made as (
     insert into device (id, kind, store_id, register_id, name, token_hash, admitted_by_id)
     select $1, 'till', r.store_id, r.id, $4, $5, m.user_id
     from register r join membership m on m.store_id = r.store_id
     where r.id = $3 and m.user_id = $2 and m.role in (${rolesWith("manage_devices")})
     returning id, store_id, register_id, name
   ), entry as (${deviceEntry("till_added", 6, "made")})
   select id from made`,
);

/** No row for those who may not, and when it was revoked before. $1 device, $2 user, $3 to $5 doer */
export const revokeDeviceRow = statement<{ id: string; registerId: string | null }>(
  "revoke_device",
  `with revoked as (
     update device d set revoked_at = now() from membership m
     where d.id = $1 and d.revoked_at is null and m.store_id = d.store_id and m.user_id = $2
       and m.role in (${rolesWith("manage_devices")})
     returning d.id, d.store_id, d.register_id, d.name
   ), entry as (${deviceEntry("device_revoked", 3, "revoked")})
   select id, register_id as "registerId" from revoked`,
);

/** $1 hash of the secret, $2 to $4 doer: what a browser was before it became another till. */
export const revokeByToken = statement<never>(
  "revoke_device_by_token",
  `with revoked as (
     update device set revoked_at = now() where token_hash = $1 and kind = 'till' and revoked_at is null
     returning id, store_id, register_id, name
   )
   ${deviceEntry("device_revoked", 2, "revoked")}`,
);
