import type { Viewer } from "#lib/auth/find-viewer.ts";
import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import type { RegisterInput, SaveRegisterResult } from "./commands.ts";
import { writeRegister } from "./sql/write-register.ts";

/** How a register sounds and prints, set by those who work at it. */
export async function saveRegister(
  shop: Shop,
  { userId, deviceId }: Viewer,
  { registerId, volume, voice, paperWidth }: RegisterInput,
): Promise<SaveRegisterResult> {
  const values = [registerId, userId, deviceId, volume ?? null, voice ?? null, paperWidth ?? null];
  const [register] = await run(shop.pool, writeRegister, values);
  return register ? { kind: "saved", register } : { kind: "not_found" };
}
