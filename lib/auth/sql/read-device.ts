import { statement } from "#lib/db/statement.ts";

export type DeviceKind = "till" | "display";

/** A browser that was let in. Its place is null while a display waits to be paired. */
export type DeviceRow = {
  id: string;
  name: string;
  storeId: string | null;
  registerId: string | null;
  pairingCode: string | null;
  pairingEndsAt: Date | null;
  /** True when it was last noted as seen more than a minute ago. */
  stale: boolean;
};

/** $1 hash of its secret, $2 kind */
export const readDevice = statement<DeviceRow>(
  "read_device",
  `select id, name, store_id as "storeId", register_id as "registerId", pairing_code as "pairingCode",
     pairing_ends_at as "pairingEndsAt", last_seen_at < now() - interval '1 minute' as stale
   from device where token_hash = $1 and kind = $2 and revoked_at is null`,
);

/** $1 device */
export const noteSeen = statement<never>(
  "note_device_seen",
  "update device set last_seen_at = now() where id = $1 and last_seen_at < now() - interval '1 minute'",
);
