import { isIP } from "node:net";
import { isPublicAddress } from "#lib/alipay/public-address.ts";
import type { NoAnswerReason, Sender } from "#lib/alipay/send.ts";
import { failed, ok, warn } from "./make-found.ts";
import type { Finding, Found } from "./view.ts";

const DEADLINE_MS = 5000;

const UNREACHABLE: Readonly<Partial<Record<NoAnswerReason, Finding>>> = { dns: "notify_dns", tls: "notify_tls" };

/** How the front answers what is no notice: by its type alone, before anything of it is read or written down. */
const NO_NOTICE = { headers: { "content-type": "text/plain" }, body: "" };
const UNSUPPORTED_TYPE = 415;

/**
 * Whether the till answers under the address that Alipay is given. It is called from this machine: what lies between Alipay and the
 * address, only a real notice shows.
 */
export async function checkNotifyAddress(address: string | null, practice: boolean, sender: Sender): Promise<Found> {
  if (address === null) return warn("no_public_url");
  const { origin, host, hostname } = new URL(address);
  if (!practice && isPrivate(hostname.replace(/^\[|\]$/g, ""))) return failed("notify_private", { host });
  const allowed = (url: URL) => url.origin === origin;
  const answer = await sender.send({ url: address, ...NO_NOTICE }, { deadlineMs: DEADLINE_MS, allowed });
  if (answer.kind === "no_answer") return failed(UNREACHABLE[answer.reason] ?? "notify_unreachable", { host });
  const facts = { host, code: String(answer.status) };
  if (answer.status === UNSUPPORTED_TYPE) return ok("notify_answers", facts);
  if (answer.status === 421) return failed("notify_host", facts);
  if (answer.status >= 500) return failed("notify_down", facts);
  return failed(answer.status >= 300 && answer.status < 400 ? "notify_redirects" : "notify_other", facts);
}

function isPrivate(hostname: string): boolean {
  if (isIP(hostname) === 0) return !hostname.includes(".") || hostname.endsWith(".local");
  return !isPublicAddress(hostname);
}
