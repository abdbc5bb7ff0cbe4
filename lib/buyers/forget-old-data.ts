import { run } from "#lib/db/statement.ts";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import type { Shop } from "#lib/process.ts";
import { emptyOldNotices, forgetOldBuyers, forgetOldRefusals, forgetOldTries } from "./sql/old-data.ts";

/** Wrong tries to sign in: what there was of an attack, the audit tells. */
const TRIES_DAYS = 1;

/** Removes a little of what was kept long enough (W6). True when there may be more of it. */
export async function forgetOldData({ pool }: Shop): Promise<boolean> {
  const kinds = [
    { what: "notices", statement: emptyOldNotices, days: env.noticeDays() },
    { what: "refusals", statement: forgetOldRefusals, days: env.noticeDays() },
    { what: "buyers", statement: forgetOldBuyers, days: env.buyerDays() },
    { what: "tries", statement: forgetOldTries, days: TRIES_DAYS },
  ];
  const counts: Record<string, number> = {};
  for (const { what, statement, days } of kinds) {
    const [forgotten] = await run(pool, statement, [days]);
    if (forgotten && forgotten.count > 0) counts[what] = forgotten.count;
  }
  const isMore = Object.keys(counts).length > 0;
  if (isMore) log("info", "old_data_forgotten", counts);
  return isMore;
}
