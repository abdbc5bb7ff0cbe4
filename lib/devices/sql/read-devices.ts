import { rolesWith } from "#lib/auth/roles.ts";
import { statement } from "#lib/db/statement.ts";

export type DeviceListRow = {
  id: string;
  kind: "till" | "display";
  name: string;
  storeId: string;
  storeName: string;
  timeZone: string;
  registerName: string;
  lastSeenAt: Date;
};

/** $1 user: the devices of all stores whose devices this user manages. */
export const readDevices = statement<DeviceListRow>(
  "read_devices",
  `select d.id, d.kind, d.name, s.id as "storeId", s.name as "storeName",
     s.time_zone as "timeZone", r.name as "registerName", d.last_seen_at as "lastSeenAt"
   from membership m join store s on s.id = m.store_id join device d on d.store_id = s.id
     join register r on r.id = d.register_id
   where m.user_id = $1 and m.role in (${rolesWith("manage_devices")}) and d.revoked_at is null
   order by s.practice, s.name, r.code, d.kind desc, d.name, d.id`,
);

export type ManagedRegisterRow = { id: string; name: string; storeId: string; storeName: string };

/** $1 user: the registers for which this user may let browsers in. */
export const readManagedRegisters = statement<ManagedRegisterRow>(
  "read_managed_registers",
  `select r.id, r.name, s.id as "storeId", s.name as "storeName"
   from membership m join store s on s.id = m.store_id join register r on r.store_id = s.id
   where m.user_id = $1 and m.role in (${rolesWith("manage_devices")}) order by s.practice, s.name, r.code`,
);
