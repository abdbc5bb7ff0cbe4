import { rolesWith } from "#lib/auth/roles.ts";
import { statement } from "#lib/db/statement.ts";

/** No row for those who may not. $1 id, $2 user, $3 register, $4 name, $5 hash of its secret */
export const insertTill = statement<{ id: string }>(
  "insert_till",
  `insert into device (id, kind, store_id, register_id, name, token_hash, admitted_by_id)
   select $1, 'till', r.store_id, r.id, $4, $5, m.user_id
   from register r join membership m on m.store_id = r.store_id
   where r.id = $3 and m.user_id = $2 and m.role in (${rolesWith("manage_devices")})
   returning id`,
);

/** No row for those who may not, and when it was revoked before. $1 device, $2 user */
export const revokeDeviceRow = statement<{ id: string; registerId: string | null }>(
  "revoke_device",
  `update device d set revoked_at = now() from membership m
   where d.id = $1 and d.revoked_at is null and m.store_id = d.store_id and m.user_id = $2
     and m.role in (${rolesWith("manage_devices")})
   returning d.id, d.register_id as "registerId"`,
);

/** $1 hash of the secret: what a browser was before it became another till. */
export const revokeByToken = statement<never>(
  "revoke_device_by_token",
  "update device set revoked_at = now() where token_hash = $1 and kind = 'till' and revoked_at is null",
);
