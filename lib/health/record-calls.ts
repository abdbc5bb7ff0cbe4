import type { Pool } from "#lib/db/pool.ts";
import { run } from "#lib/db/statement.ts";
import type { MeteredCall } from "#lib/payments/meter-gateway.ts";
import { deleteOldCalls, insertCalls } from "./sql/gateway-calls.ts";

/** Calls that end within this time are written together, beside all work on money. */
const BATCH_MS = 250;

export type CallLog = {
  note: (accountId: string, call: MeteredCall) => void;
  /** Writes what was noted. It never rejects: what is lost are measurements. */
  flush: () => Promise<void>;
};

/** Notes how the gateways answer (P20), for every process and every till of the shop. */
export function recordCalls(pool: Pool): CallLog {
  let noted: (MeteredCall & { accountId: string; at: Date })[] = [];
  let timer: NodeJS.Timeout | null = null;

  const flush = async (): Promise<void> => {
    if (timer) clearTimeout(timer);
    timer = null;
    const calls = noted;
    noted = [];
    if (calls.length === 0) return;
    const columns = [
      calls.map(({ accountId }) => accountId),
      calls.map(({ at }) => at),
      calls.map(({ ms }) => ms),
      calls.map(({ answered }) => answered),
    ];
    await run(pool, insertCalls, columns).catch(() => {});
  };

  return {
    note(accountId, call) {
      noted.push({ accountId, at: new Date(), ...call });
      timer ??= setTimeout(() => void flush(), BATCH_MS).unref();
    },
    flush,
  };
}

/** Forgets what is older than an hour; like all that is done for measurements, it never rejects. */
export const forgetOldCalls = async (pool: Pool): Promise<void> => {
  await run(pool, deleteOldCalls, []).catch(() => {});
};
