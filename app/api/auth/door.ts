import type { LoggerInstance } from "next-auth";
import { errorFields, log } from "#lib/log.ts";

const WAYS = new Set(["credentials", "code", "passkey", "pin"]);

/**
 * Whether our pages ask this of next-auth: its token, a sign-in, a sign-out. The rest of it is closed: pages of its own, the list
 * of ways in, a log that anybody may write to; and its look at a session, which would make the token anew each time, also of a
 * session that was ended, and so let it outlive the record of its end. Ours send no query: nobody puts an address there.
 */
export function isServed({ method, url }: Pick<Request, "method" | "url">, [action, way, ...more]: string[]): boolean {
  if (new URL(url).search !== "" || more.length > 0) return false;
  if (method === "GET") return action === "csrf" && way === undefined;
  if (action === "signout") return way === undefined;
  return action === "callback" && way !== undefined && WAYS.has(way);
}

/** Why somebody was not let in: next-auth tells it the browser, in the address to which it leads. */
export class Reason extends Error {}

/** A way in that tells a browser reasons only: the words of any other error go into the log, under a reference (S22). */
export const telling =
  <Sent extends unknown[], Result>(authorize: (...sent: Sent) => Promise<Result>) =>
  async (...sent: Sent): Promise<Result> => {
    try {
      return await authorize(...sent);
    } catch (error) {
      if (error instanceof Reason) throw error;
      const reference = crypto.randomUUID();
      log("error", "sign_in_failed", { reference, ...errorFields(error) });
      throw new Reason(`failed:${reference}`);
    }
  };

/** What next-auth says goes through our log, one line each, whatever a stranger sent (B49). */
export const authLogger: Partial<LoggerInstance> = {
  error: (code, about) => log("error", "auth_failed", { code, about }),
  warn: (code) => log("warn", "auth_warned", { code }),
};
