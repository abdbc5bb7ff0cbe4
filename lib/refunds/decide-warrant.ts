import type { Doer } from "#lib/actor.ts";
import { may } from "#lib/auth/roles.ts";
import { verifyPin } from "#lib/auth/verify-pin.ts";
import { businessDay } from "#lib/calendar/business-day.ts";
import { run } from "#lib/db/statement.ts";
import type { Money } from "#lib/money/money.ts";
import type { Shop } from "#lib/process.ts";
import type { ApprovalRefusal, RefundBound, RefundInput, RefundOrderResult } from "./commands.ts";
import type { RefundablePayment } from "./sql/create-refund.ts";
import { readAllowance } from "./sql/read-allowance.ts";
import { boundOf } from "./states/bound.ts";

/** On whose word money goes back. */
export type Warrant = {
  /** Who asks. */
  doer: Doer;
  approverId: string | null;
  /** The one of the two who answers for it: the second person, where there is one. */
  personId: string;
  storeId: string;
  registerId: string;
  day: { from: Date; until: Date };
  /** Most that this person gives back in that day, minor units. */
  perDay: bigint | null;
};

type Wish = { payment: RefundablePayment; amount: Money; input: Pick<RefundInput, "registerId" | "approval"> };

type Decision = { ok: true; warrant: Warrant } | { ok: false; refused: RefundOrderResult };

/** Who asks answers for it alone within the limits of the role; else a second person does, by PIN and right (R2, R3). */
export async function decideWarrant(shop: Shop, doer: Doer, { payment, amount, input }: Wish): Promise<Decision> {
  const { userId, deviceId, address } = doer;
  const { storeId } = payment;
  const day = businessDay(payment.now, payment);
  const place = { doer, storeId, registerId: input.registerId, day };
  const wish = { payment, amount, day };
  const own = await allowanceOf(shop, userId, wish);
  if (own.bound === null) {
    return { ok: true, warrant: { ...place, approverId: null, personId: userId, perDay: own.perDay } };
  }
  if (input.approval === undefined) return { ok: false, refused: { kind: "needs_approval", ...own.bound } };

  const { approverId, pin } = input.approval;
  if (deviceId === null) return refuse({ kind: "no_till" });
  if (approverId === userId) return refuse({ kind: "same_person" });
  // Limits and rights of the second person are told to nobody without the PIN.
  const checked = await verifyPin(shop, { deviceId, address, userId: approverId, pin });
  if (checked.kind !== "right") return refuse(checked);
  if (checked.user.storeId !== storeId || !may(checked.user, "approve")) return refuse({ kind: "not_allowed" });
  const { bound, perDay } = await allowanceOf(shop, approverId, wish);
  if (bound !== null) return refuse({ kind: "bound", ...bound });
  return { ok: true, warrant: { ...place, approverId, personId: approverId, perDay } };
}

/** What the one who answers for it is bound by now, after others may have given back too; null when by nothing. */
export async function findBound(
  shop: Shop,
  { personId, approverId, day }: Warrant,
  wish: Omit<Wish, "input">,
): Promise<RefundOrderResult | null> {
  const { bound } = await allowanceOf(shop, personId, { ...wish, day });
  if (bound === null) return null;
  return approverId === null
    ? { kind: "needs_approval", ...bound }
    : { kind: "approval_refused", refusal: { kind: "bound", ...bound } };
}

async function allowanceOf(
  shop: Shop,
  personId: string,
  { payment, amount, day }: Omit<Wish, "input"> & Pick<Warrant, "day">,
): Promise<{ bound: RefundBound | null; perDay: bigint | null }> {
  const place = [personId, payment.storeId, payment.currency, day.from, day.until];
  const [found] = await run(shop.pool, readAllowance, place);
  if (!found) return { bound: { why: "no_right" }, perDay: null };
  return {
    bound: boundOf(found, { ...payment, amount, isOwnSale: payment.soldById === personId }),
    perDay: found.perDay,
  };
}

const refuse = (refusal: ApprovalRefusal): Decision => ({ ok: false, refused: { kind: "approval_refused", refusal } });
