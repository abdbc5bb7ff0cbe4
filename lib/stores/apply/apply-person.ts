import { hashPassword, verifyPassword } from "#lib/auth/password.ts";
import type { Transaction } from "#lib/db/client.ts";
import type { PersonEntry } from "../schema.ts";
import { applyPin } from "./apply-pin.ts";
import { refuse } from "./refuse.ts";

type Change = "made" | "changed" | "kept";

/** S10; the upper limit is the sign-in form's. */
const MIN_PASSWORD = 8;
const MAX_PASSWORD = 200;

export type PersonSecrets = { password: string | null; pin: string | null };

/** Makes a member of staff or changes name, password, roles and PINs. A new password ends the sessions of the old one. */
export async function applyPerson(
  tx: Transaction,
  entry: PersonEntry,
  { password, pin }: PersonSecrets,
): Promise<Change> {
  const at = `staff.${entry.login}`;
  const known = await tx.user.findUnique({ where: { login: entry.login }, include: { memberships: true } });
  if (password !== null && password.length < MIN_PASSWORD) {
    refuse([{ at: `${at}.password`, problem: `at least ${MIN_PASSWORD} characters` }]);
  }
  if (password !== null && password.length > MAX_PASSWORD) {
    refuse([{ at: `${at}.password`, problem: `at most ${MAX_PASSWORD} characters` }]);
  }
  if (!known && password === null) refuse([{ at: `${at}.password`, problem: "somebody new needs one" }]);

  const newPassword = password !== null && !(known && (await verifyPassword(password, known.passwordHash)));
  const isChanged = newPassword || known?.name !== entry.name;
  const hash = newPassword ? { passwordHash: await hashPassword(password) } : {};
  const user = known
    ? await tx.user.update({
        where: { id: known.id },
        data: { name: entry.name, ...hash, ...(newPassword ? { sessionVersion: { increment: 1 } } : {}) },
      })
    : await tx.user.create({ data: { login: entry.login, name: entry.name, passwordHash: "", ...hash } });

  let placesChanged = false;
  for (const [code, role] of Object.entries(entry.roles)) {
    const store = await tx.store.findUnique({ where: { code } });
    if (!store) refuse([{ at: `${at}.roles.${code}`, problem: "there is no such store" }]);
    const membership = known?.memberships.find(({ storeId }) => storeId === store.id);
    if (membership?.role !== role) {
      placesChanged = true;
      const key = { userId: user.id, storeId: store.id };
      await tx.membership.upsert({ where: { userId_storeId: key }, create: { ...key, role }, update: { role } });
    }
    if (pin === null) continue;
    if (await applyPin(tx, pin, { userId: user.id, store, at: `${at}.pin` })) placesChanged = true;
  }
  if (!known) return "made";
  return isChanged || placesChanged ? "changed" : "kept";
}
