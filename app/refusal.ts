import "server-only";
import { log } from "#lib/log.ts";

/** Who was refused what: an action by its name, a page by its address (S20). */
export const noteRefusal = (what: string, about: { user: string | null } & Record<string, unknown>): void =>
  log("warn", "refused", { what, ...about });
