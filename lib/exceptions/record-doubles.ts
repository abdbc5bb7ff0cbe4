import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import { forgetDoubles, recordDoubles } from "./sql/record-doubles.ts";

/** So far back a worker looks when it starts, in spans that take no time worth speaking of. */
const DAYS = 31;
const SPAN_SECONDS = 24 * 3600;
/** A payment is committed some time after the instant that it names. */
const OVERLAP_MS = 60_000;
/** So seldom is it looked at what was settled. */
const FORGET_MS = 60_000;

/**
 * What a worker does again and again: notes which new payments look like doubles, so that nobody has to compare all payments with all
 * others. Several workers do no harm. True while it is behind.
 */
export function createDoubleWatch(shop: Shop): () => Promise<boolean> {
  let seen: Date | null = null;
  let forgot = Number.NEGATIVE_INFINITY;
  return async () => {
    const [span] = await run(shop.pool, recordDoubles, [seen, SPAN_SECONDS, DAYS]);
    if (!span) throw new Error("a span without a row");
    seen = span.behind ? span.until : new Date(span.until.getTime() - OVERLAP_MS);
    if (!span.behind && performance.now() - forgot > FORGET_MS) {
      await run(shop.pool, forgetDoubles, []);
      forgot = performance.now();
    }
    return span.behind;
  };
}
