import type { Staff } from "#lib/auth/find-staff.ts";
import { findPasskeys } from "#lib/auth/passkeys/find-passkeys.ts";
import { findSessions } from "#lib/auth/sessions/find-sessions.ts";
import { readSecondStep } from "#lib/auth/sql/second-step.ts";
import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import type { AccountView } from "./view.ts";

/** What somebody's own page shows. */
export async function findAccount(shop: Shop, staff: Staff): Promise<AccountView> {
  const [sessions, [secondStep], passkeys] = await Promise.all([
    findSessions(shop, staff),
    run(shop.pool, readSecondStep, [staff.user.id]),
    findPasskeys(shop, staff),
  ]);
  return {
    secondStep: secondStep ? { since: secondStep.since.toISOString(), codesLeft: secondStep.codesLeft } : null,
    isNeeded: passkeys.length === 0 && staff.stores.some(({ rights }) => rights.includes("manage_staff")),
    passkeys: passkeys.map(({ id, name, createdAt, lastUsedAt }) => ({
      ...{ id, name, createdAt: createdAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null },
    })),
    sessions: sessions.map(({ id, way, deviceName, address, browser, startedAt, lastSeenAt }) => ({
      ...{ id, way, deviceName, address, browser, isThis: id === staff.session.id },
      ...{ startedAt: startedAt.toISOString(), lastSeenAt: lastSeenAt.toISOString() },
    })),
  };
}
