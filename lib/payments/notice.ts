import type { NoticeVerdicts, Reply } from "./gateway.ts";

/** Only the body is signed: one of these notice parameters in the address is an attack (B7). */
export const hasKnownName = (queryText: string, names: ReadonlySet<string>): boolean =>
  [...new URLSearchParams(queryText).keys()].some((name) => names.has(name.toLowerCase()));

/** What a generation found, in the shop's words. */
export function verdicts(found: Partial<Record<keyof NoticeVerdicts, string>>): NoticeVerdicts {
  const reached = Object.entries(found).filter(([, verdict]) => verdict !== "unchecked" && verdict !== "absent");
  return Object.fromEntries(reached.map(([name, verdict]) => [name, verdict === "good"]));
}

/** Why a notice is refused, for the log. */
export const failedCheck = (checks: Readonly<Record<string, string>>): string =>
  Object.entries(checks)
    .filter(([, verdict]) => verdict !== "good" && verdict !== "unchecked")
    .map(([name, verdict]) => `${name}_${verdict}`)
    .join();

/** The text that OpenAPI and MAPI read as our answer. */
export const plainReply = (body: string): Reply => ({ status: 200, contentType: "text/plain; charset=utf-8", body });
