import type { Doer } from "#lib/actor.ts";
import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import type { DismissInput, DismissResult } from "./commands.ts";
import { parseWhy } from "./schema.ts";
import { dismissOne, noticeValues } from "./sql/dismiss-notice.ts";

/** A person says that a notice which could not be applied is dealt with, and why. It stays in the log, and is not wanted again. */
export async function dismissNotice(
  shop: Shop,
  doer: Doer,
  { noticeId: id, storeId, reason }: DismissInput,
): Promise<DismissResult> {
  const why = parseWhy(reason);
  if (!why.ok) return why.refused;
  const [known] = await run(shop.pool, dismissOne, [...noticeValues(doer, { id, storeId }), why.line]);
  if (!known) return { kind: "not_found" };
  return { kind: known.done ? "dismissed" : "already_decided" };
}
