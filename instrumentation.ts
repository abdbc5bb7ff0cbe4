import type { Instrumentation } from "next";
import { errorFields, log } from "#lib/log.ts";

/**
 * What a page or an action throws is a line of the log like any other, without secrets. Addresses may hold tokens; the pattern
 * of a route does not.
 */
export const onRequestError: Instrumentation.onRequestError = (error, { method }, { routePath, routeType }) =>
  log("error", "request_failed", {
    ...{ method, route: routePath, part: routeType, reference: referenceOf(error) },
    ...errorFields(error),
  });

/** What the page of the failure shows to people. */
const referenceOf = (error: unknown): unknown =>
  typeof error === "object" && error !== null && "digest" in error ? error.digest : null;

/** Next prints what was thrown for itself as well, as it is: that goes the same way. */
export function register(): void {
  console.error = (...said: unknown[]) => log("error", "web_error", { said });
}
