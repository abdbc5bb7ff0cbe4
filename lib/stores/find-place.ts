import type { Viewer } from "#lib/auth/find-viewer.ts";
import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import { readPlace } from "./sql/read-place.ts";
import type { Place } from "./view.ts";

/** The register and its store as a till needs them, or null for those who may not see it. */
export async function findPlace(shop: Shop, viewer: Viewer, registerId: string): Promise<Place | null> {
  const [place] = await run(shop.pool, readPlace, [registerId, viewer.userId, viewer.deviceId]);
  return place ?? null;
}
