import dns from "node:dns/promises";
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

type Ways = {
  sender: Sender;
  /** Every address of a name, as this machine sees it. */
  lookUp?: (name: string) => Promise<readonly string[]>;
};

/**
 * Whether the till answers under the address that Alipay is given. It is called from this machine: what lies between Alipay and the
 * address, only a real notice shows.
 */
export async function checkNotifyAddress(
  address: string | null,
  practice: boolean,
  { sender, lookUp = addressesOf }: Ways,
): Promise<Found> {
  if (address === null) return warn("no_public_url");
  const { origin, host, hostname } = new URL(address);
  const name = hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  if (!practice && isPrivate(name)) return failed("notify_private", { host });
  const allowed = (url: URL) => url.origin === origin;
  const answer = await sender.send({ url: address, ...NO_NOTICE }, { deadlineMs: DEADLINE_MS, allowed });
  if (answer.kind === "no_answer") return failed(UNREACHABLE[answer.reason] ?? "notify_unreachable", { host });
  const facts = { host, code: String(answer.status) };
  if (answer.status === UNSUPPORTED_TYPE) {
    const inside = practice ? [] : await lookUp(name);
    const isInside = inside.length > 0 && !inside.some(isPublicAddress);
    return isInside ? warn("notify_inside", { host, code: inside.join(", ") }) : ok("notify_answers", facts);
  }
  if (answer.status === 421) return failed("notify_host", facts);
  if (answer.status >= 500) return failed("notify_down", facts);
  return failed(answer.status >= 300 && answer.status < 400 ? "notify_redirects" : "notify_other", facts);
}

/** Names that nobody gives out: RFC 6761, RFC 6762 (appendix G too), RFC 8375, and ICANN's .internal. */
const INSIDE = /\.(local|localhost|lan|home|home\.arpa|internal|intranet|private|corp)$/;

function isPrivate(name: string): boolean {
  if (isIP(name) === 0) return !name.includes(".") || INSIDE.test(name);
  return !isPublicAddress(name);
}

/** A name that leads inside from here may lead elsewhere from outside; the call before has shown that there is an address. */
const addressesOf = (name: string): Promise<readonly string[]> =>
  dns.lookup(name, { all: true }).then(
    (found) => found.map(({ address }) => address),
    () => [],
  );
