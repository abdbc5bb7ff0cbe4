import { transact } from "#lib/db/transaction.ts";
import type { Shop } from "#lib/process.ts";
import { sealText } from "#lib/stores/seal-text.ts";
import type { Staff } from "../find-staff.ts";
import { writeApp } from "../sql/second-step.ts";
import { appAddress, makeSecret } from "./totp.ts";
import { appPlace } from "./verify-code.ts";

export type BeginSecondStepResult =
  /** `address`: what the app reads out of the QR code. */
  | { kind: "begun"; secret: string; address: string }
  /** There is an app already: it is turned off before another one is set up. */
  | { kind: "exists" }
  | { kind: "not_found" };

/** A secret for somebody's authenticator app. Nothing asks for its codes until a first one was shown. */
export async function beginSecondStep(shop: Shop, staff: Staff): Promise<BeginSecondStepResult> {
  const { id, login } = staff.user;
  if (staff.tillId !== null) return { kind: "not_found" };
  const secret = makeSecret();
  const written = await transact(shop.pool, (run) => run(writeApp, [id, sealText(secret, appPlace(id))]));
  if (written.length === 0) return { kind: "exists" };
  return { kind: "begun", secret, address: appAddress(secret, { login, issuer: "Scantill" }) };
}
