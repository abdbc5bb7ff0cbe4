import { createHash } from "node:crypto";
import { run } from "#lib/db/statement.ts";
import { toMoneyText } from "#lib/money/money.ts";
import { foresee } from "#lib/orders/apply-outcome.ts";
import type { NoticeEffect } from "#lib/orders/sql/insert-notice.ts";
import type { PaymentRow } from "#lib/orders/sql/payment-row.ts";
import { tillState } from "#lib/orders/to-view.ts";
import type { Shop } from "#lib/process.ts";
import { hasUnclearRefunds } from "#lib/refunds/run-refunds.ts";
import { type Checked, checkNotice } from "../check-notice.ts";
import { type BelievedNotice, isDue } from "../receive-notice.ts";
import { checksOf } from "./queries.ts";
import type { LoggedRow } from "./sql/logged-notice.ts";
import { readStanding } from "./sql/read-notice.ts";
import type { ReplayPlan } from "./view.ts";

export type ReplayRow = LoggedRow & { notifyToken: string };

/** The same checks as when it came, by the keys of now: a plan, and what it was made of. Changes nothing. */
export async function planReplay(shop: Shop, row: ReplayRow): Promise<{ plan: ReplayPlan; checked: Checked | null }> {
  if (row.body.length === 0) return { plan: { kind: "forgotten" }, checked: null };
  const { headers = {}, query = "", address = null } = row.envelope ?? {};
  const checked = await checkNotice(shop, {
    ...{ generation: row.generation, token: row.notifyToken, body: row.body, query, at: row.receivedAt },
    ...{ contentType: headers["content-type"] ?? null, from: { headers, address } },
  });
  return { plan: await planOf(shop, row, checked), checked };
}

/** By what a plan is known again. */
export const markOf = (plan: ReplayPlan): string => createHash("sha256").update(JSON.stringify(plan)).digest("hex");

async function planOf(shop: Shop, row: LoggedRow, checked: Checked): Promise<ReplayPlan> {
  if (checked.kind === "unknown_address" || checked.kind === "account_unusable") return { kind: "unusable" };
  if (checked.kind === "refused") return { kind: "refused", why: checked.why, checks: checksOf(checked.verdicts) };
  const { payment, record } = checked;
  // One that was refused may have come again since, and been taken.
  const [standing] = row.isRefused
    ? await run(shop.pool, readStanding, [record.generation, record.accountId, record.notifyId])
    : [row];
  const { effect, next, asks } = foreseen(checked, (standing?.dismissedAt ?? null) !== null);
  return {
    kind: "believed",
    checks: checksOf(record.verdicts),
    // What was taken stands as it does: only what is wanted again is decided anew.
    effect: standing === undefined || standing.answer === "again" ? effect : standing.effect,
    order: payment &&
      next && {
        id: payment.orderId,
        amount: toMoneyText({ minor: payment.amount, currency: payment.currency }),
        ...{ from: tillState(payment), to: tillState(next) },
      },
    changes: next !== payment,
    asks,
    asksRefunds: payment?.status === "paid" && (await hasUnclearRefunds(shop, payment.attemptId)),
  };
}

type Foreseen = { effect: NoticeEffect; next: PaymentRow | null; asks: boolean };

/** What `settleNotice` would do. */
function foreseen(checked: BelievedNotice, isDismissed: boolean): Foreseen {
  const { payment, record } = checked;
  if (checked.kind === "kept") {
    const isSettled = isDismissed && record.effect === "parked_mismatch";
    return { effect: record.effect, next: payment, asks: checked.ask && !isSettled };
  }
  const state = foresee(checked.payment, { kind: "noticed", trade: checked.trade });
  const changes = state !== checked.payment;
  const next = changes ? { ...checked.payment, ...state } : checked.payment;
  return { effect: changes ? "applied" : "nothing_new", next, asks: isDue(next) };
}
