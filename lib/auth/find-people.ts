import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import { type PersonRow, readApprovers, readPeople } from "./sql/people.ts";

/** Who can open a till by PIN, whoever sold there last first. */
export const findPeople = (shop: Shop, deviceId: string): Promise<PersonRow[]> =>
  run(shop.pool, readPeople, [deviceId]);

/** Who can be asked for approval on the spot: people of the till's store with the right and a PIN. */
export const findApprovers = (shop: Shop, deviceId: string): Promise<{ id: string; name: string }[]> =>
  run(shop.pool, readApprovers, [deviceId]);
