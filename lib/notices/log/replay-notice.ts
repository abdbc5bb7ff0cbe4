import type { Doer } from "#lib/actor.ts";
import { doerValues, insertEntry } from "#lib/audit/sql/insert-entry.ts";
import type { Staff } from "#lib/auth/find-staff.ts";
import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import { isUuid } from "#lib/uuid.ts";
import { settleNotice } from "../receive-notice.ts";
import { markOf, planReplay } from "./plan-replay.ts";
import type { ReplayInput } from "./schema.ts";
import { acceptRefused, readNotice, readNoticeToReplay, readPlace, readPlaceToReplay } from "./sql/read-notice.ts";
import type { PlannedReplay, ReplayResult } from "./view.ts";

/** What processing a notice of the log again would bring about; null for those who do not see it. Changes nothing (W2). */
export async function planNoticeReplay(shop: Shop, staff: Staff, noticeId: string): Promise<PlannedReplay | null> {
  const read = await readAndPlan(shop, staff, { noticeId, notice: readNotice, place: readPlace });
  return read && { plan: read.plan, mark: markOf(read.plan) };
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
  const read = await readAndPlan(shop, staff, { noticeId, notice: readNoticeToReplay, place: readPlaceToReplay });
  if (!read) return { kind: "not_found" };
  const { row, plan, checked, storeId } = read;
  if (markOf(plan) !== mark) return { kind: "moved" };
  if (plan.kind !== "believed" || (checked?.kind !== "kept" && checked?.kind !== "news")) return { kind: "refused" };
  const { minor: amount, currency } = plan.order?.amount ?? {};
  const facts = { effect: plan.effect, changes: plan.changes, amount, currency };
  const entry = ["notice_replayed", ...doerValues(doer), storeId, null, "notice", row.id, JSON.stringify(facts)];
  await run(shop.pool, insertEntry, entry);
  // What was counted when it was found to be genuine is counted.
  const deliveries = row.isRefused && row.acceptedAt === null ? row.deliveries : 0;
  const { ask } = await settleNotice(shop, checked, { tookMs: row.tookMs ?? 0, deliveries });
  if (row.isRefused) await run(shop.pool, acceptRefused, [row.id]);
  return { kind: "replayed", effect: plan.effect, ask };
}

type Wanted = { noticeId: string; notice: typeof readNotice; place: typeof readPlace };

async function readAndPlan(shop: Shop, { user, stores }: Staff, { noticeId, notice, place }: Wanted) {
  if (!isUuid(noticeId)) return null;
  const who = [user.id, stores.map(({ storeId }) => storeId)];
  const [row] = await run(shop.pool, notice, [noticeId, ...who]);
  if (!row) return null;
  const planned = await planReplay(shop, row);
  const orderId = planned.plan.kind === "believed" ? (planned.plan.order?.id ?? row.orderId) : row.orderId;
  if (orderId === row.orderId) return { row, ...planned, storeId: row.storeId };
  // An account can be shared: it is told of the sales of other stores, too.
  const [found] = await run(shop.pool, place, [orderId, ...who]);
  if (!found) return { row, plan: { kind: "elsewhere" } as const, checked: null, storeId: row.storeId };
  return { row, ...planned, storeId: found.storeId };
}
