import type { Doer } from "#lib/actor.ts";
import { doerValues, insertEntry } from "#lib/audit/sql/insert-entry.ts";
import type { Staff } from "#lib/auth/find-staff.ts";
import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import { isUuid } from "#lib/uuid.ts";
import { settleNotice } from "../receive-notice.ts";
import { markOf, planReplay } from "./plan-replay.ts";
import type { ReplayInput } from "./schema.ts";
import { acceptRefused, readNotice, readNoticeToReplay } from "./sql/read-notice.ts";
import type { PlannedReplay, ReplayResult } from "./view.ts";

/** What processing a notice of the log again would bring about; null for those who do not see it. Changes nothing (W2). */
export async function planNoticeReplay(shop: Shop, staff: Staff, noticeId: string): Promise<PlannedReplay | null> {
  const row = await read(shop, staff, { noticeId, statement: readNotice });
  if (!row) return null;
  const { plan } = await planReplay(shop, row);
  return { plan, mark: markOf(plan) };
}

type Replayed = ReplayResult & {
  /** A payment that is to be asked about at once. */
  ask?: string | null;
};

/**
 * Has a notice of the log processed again: the same checks by the keys of now, and the same door. Only what was shown beforehand is
 * done; the audit tells of it first.
 */
export async function replayNotice(
  shop: Shop,
  { staff, doer }: { staff: Staff; doer: Doer },
  { noticeId, mark }: ReplayInput,
): Promise<Replayed> {
  const row = await read(shop, staff, { noticeId, statement: readNoticeToReplay });
  if (!row) return { kind: "not_found" };
  const { plan, checked } = await planReplay(shop, row);
  if (markOf(plan) !== mark) return { kind: "moved" };
  if (plan.kind !== "believed" || (checked?.kind !== "kept" && checked?.kind !== "news")) return { kind: "refused" };
  const { minor: amount, currency } = plan.order?.amount ?? {};
  const facts = { effect: plan.effect, changes: plan.changes, amount, currency };
  const entry = ["notice_replayed", ...doerValues(doer), row.storeId, null, "notice", row.id, JSON.stringify(facts)];
  await run(shop.pool, insertEntry, entry);
  const came = { tookMs: row.tookMs ?? 0, deliveries: row.isRefused ? row.deliveries : 0 };
  const { ask } = await settleNotice(shop, checked, came);
  if (row.isRefused) await run(shop.pool, acceptRefused, [row.id]);
  return { kind: "replayed", effect: plan.effect, ask };
}

type Wanted = { noticeId: string; statement: typeof readNotice };

async function read(shop: Shop, { user, stores }: Staff, { noticeId, statement }: Wanted) {
  if (!isUuid(noticeId)) return null;
  const [row] = await run(shop.pool, statement, [noticeId, user.id, stores.map(({ storeId }) => storeId)]);
  return row ?? null;
}
