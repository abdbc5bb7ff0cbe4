import { hashPassword, verifyPassword } from "#lib/auth/password.ts";
import { MAX_PASSWORD, MIN_PASSWORD, passwordProblem } from "#lib/auth/passwords/password-rules.ts";
import type { Transaction } from "#lib/db/client.ts";
import type { PersonEntry } from "../schema.ts";
import { applyPin } from "./apply-pin.ts";
import { refuse } from "./refuse.ts";

export type AppliedPerson = { change: "made" | "changed" | "kept"; id: string; changed: string[] };

/** S10 */
const PASSWORD_PROBLEMS = {
  short: `at least ${MIN_PASSWORD} characters`,
  long: `at most ${MAX_PASSWORD} characters`,
  common: "one of the passwords that everybody tries first",
};

export type PersonSecrets = { password: string | null; pin: string | null };

/**
 * Makes a member of staff or changes name, password, roles and PINs. A new password ends the sessions
 * of the old one, and second step and passkeys with it: whoever lost phone and recovery codes comes in again so.
 */
export async function applyPerson(
  tx: Transaction,
  entry: PersonEntry,
  { password, pin }: PersonSecrets,
): Promise<AppliedPerson> {
  const at = `staff.${entry.login}`;
  const known = await tx.user.findUnique({ where: { login: entry.login }, include: { memberships: true } });
  const problem = password === null ? null : passwordProblem(password);
  if (problem !== null) refuse([{ at: `${at}.password`, problem: PASSWORD_PROBLEMS[problem] }]);
  if (!known && password === null) refuse([{ at: `${at}.password`, problem: "somebody new needs one" }]);

  const newPassword = password !== null && !(known && (await verifyPassword(password, known.passwordHash)));
  const changed = [...(known?.name === entry.name ? [] : ["name"]), ...(newPassword ? ["password"] : [])];
  const hash = newPassword ? { passwordHash: await hashPassword(password), passwordIssued: false } : {};
  const user = known
    ? await tx.user.update({
        where: { id: known.id },
        data: { name: entry.name, ...hash, ...(newPassword ? { sessionVersion: { increment: 1 } } : {}) },
      })
    : await tx.user.create({ data: { login: entry.login, name: entry.name, passwordHash: "", ...hash } });
  if (known && newPassword) {
    await tx.secondStep.deleteMany({ where: { userId: user.id } });
    await tx.recoveryCode.deleteMany({ where: { userId: user.id } });
    await tx.passkey.deleteMany({ where: { userId: user.id } });
  }

  for (const [code, role] of Object.entries(entry.roles)) {
    const store = await tx.store.findUnique({ where: { code } });
    if (!store) refuse([{ at: `${at}.roles.${code}`, problem: "there is no such store" }]);
    const membership = known?.memberships.find(({ storeId }) => storeId === store.id);
    if (membership?.role !== role) {
      changed.push(`roles.${code}.${role}`);
      const key = { userId: user.id, storeId: store.id };
      await tx.membership.upsert({ where: { userId_storeId: key }, create: { ...key, role }, update: { role } });
      // As on the page: whoever loses a store as its owner owns none any more that a file makes later.
      if (membership?.role === "owner") await tx.user.update({ where: { id: user.id }, data: { owner: false } });
    }
    if (pin === null) continue;
    if (await applyPin(tx, pin, { userId: user.id, store, at: `${at}.pin` })) changed.push(`pin.${code}`);
  }
  const kept = changed.length === 0 ? "kept" : "changed";
  return { change: known ? kept : "made", id: user.id, changed };
}
