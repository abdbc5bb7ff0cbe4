import type { Doer } from "#lib/actor.ts";
import { doerValues } from "#lib/audit/sql/insert-entry.ts";
import { run } from "#lib/db/statement.ts";
import { log } from "#lib/log.ts";
import type { Shop } from "#lib/process.ts";
import type { Staff } from "../find-staff.ts";
import { removeApp, writeRecoveryCodes } from "../sql/second-step.ts";
import { makeRecoveryCodes, recoveryHash } from "./recovery-codes.ts";

type Who = { staff: Staff; doer: Doer };

/** From now on, if not before, the password alone signs this person in; the recovery codes are gone with the app, and its other sessions but those at tills. */
export async function removeSecondStep(shop: Shop, { staff, doer }: Who): Promise<{ kind: "removed" | "not_found" }> {
  if (staff.tillId !== null) return { kind: "not_found" };
  const removed = await run(shop.pool, removeApp, [staff.user.id, staff.session.id, ...doerValues(doer)]);
  if (removed.length > 0) log("info", "second_step_removed", { user: staff.user.id });
  return { kind: "removed" };
}

export type RenewCodesResult =
  | { kind: "renewed"; codes: string[] }
  /** There is no app that they could stand in for. */
  | { kind: "off" }
  | { kind: "not_found" };

/** Ten new recovery codes; those before are worth nothing any more. */
export async function renewRecoveryCodes(shop: Shop, { staff, doer }: Who): Promise<RenewCodesResult> {
  if (staff.tillId !== null) return { kind: "not_found" };
  const { id } = staff.user;
  const codes = makeRecoveryCodes();
  const hashes = codes.map((each) => recoveryHash(id, each));
  const written = await run(shop.pool, writeRecoveryCodes, [id, hashes, ...doerValues(doer)]);
  return written.length === 0 ? { kind: "off" } : { kind: "renewed", codes };
}
