import { statement } from "#lib/db/statement.ts";

/** One after the other, until the transaction ends: the limits hold under parallel requests. */
export const lockPairing = statement<never>("lock_pairing", "select pg_advisory_xact_lock(7346281)");
