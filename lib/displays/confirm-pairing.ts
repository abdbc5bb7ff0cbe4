import type { Doer } from "#lib/actor.ts";
import { doerValues } from "#lib/audit/sql/insert-entry.ts";
import { countFew, uncountTry } from "#lib/auth/sql/sign-in.ts";
import { run } from "#lib/db/statement.ts";
import { log } from "#lib/log.ts";
import type { Shop } from "#lib/process.ts";
import type { PairInput } from "./commands.ts";
import { pair, readPairer } from "./sql/manage-displays.ts";

const A_MINUTE = "1 minute";

/** Makes the browser that shows these digits a display of the register. Six digits can be guessed: tries are few. */
export async function pairDisplay(
  shop: Shop,
  doer: Doer,
  { registerId, code, name }: PairInput,
): Promise<{ kind: "paired" | "wrong_code" | "too_many" | "not_found" }> {
  const { userId } = doer;
  const [pairer] = await run(shop.pool, readPairer, [userId, registerId]);
  if (!pairer) return { kind: "not_found" };
  const key = `pairing ${userId}`;
  const counted = await run(shop.pool, countFew, [key, A_MINUTE, 5]);
  if (counted.length === 0) return { kind: "too_many" };
  const [paired] = await run(shop.pool, pair, [userId, registerId, code, name, ...doerValues(doer)]);
  if (!paired) return { kind: "wrong_code" };
  // Only itself: with displays of one's own in between, the digits of others could else be tried without end.
  await run(shop.pool, uncountTry, [key]);
  log("info", "display_paired", { display: paired.id, register: registerId, by: userId });
  return { kind: "paired" };
}
