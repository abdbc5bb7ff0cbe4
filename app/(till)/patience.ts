import "server-only";
import { errorFields, log } from "#lib/log.ts";

/**
 * Actions of one tab run one after the other: none may wait longer than this for a gateway, or Cancel would hang behind
 * it. The work goes on in the server; its result comes by the stream.
 */
const PATIENCE_MS = 800;

/** What work brings in that time, else undefined; it goes on behind the answer, and what it throws is a bug and is logged. */
export async function patiently<Result>(work: Promise<Result>): Promise<Result | undefined> {
  const done = work.catch((error: unknown) => {
    log("error", "action_failed", errorFields(error));
    return undefined;
  });
  const { promise: patience, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), PATIENCE_MS);
  const result = await Promise.race([done, patience]);
  clearTimeout(timer);
  return result;
}
