import type { IncomingMessage } from "node:http";
import { plainAddress } from "./client.ts";

/** Under which name the shop was called, and from which origins its pages may call it. */
export type Site = { host: string; proto: "http" | "https"; origins: readonly string[] };

/**
 * Reads the site from a request; undefined when its Host is not accepted. Accepted are PUBLIC_URL or, without it,
 * loopback names and the machine's own address that the connection came in on: a stranger's name that was made to
 * resolve to this machine (DNS rebinding) is none of them.
 */
export const createSiteReader = (publicUrl: string | undefined): ((req: IncomingMessage) => Site | undefined) => {
  if (publicUrl === undefined) return localSite;
  const { host, hostname, origin, protocol } = new URL(publicUrl);
  const proto = protocol === "https:" ? "https" : "http";
  const accepted = [host, `${hostname}:${proto === "https" ? 443 : 80}`];
  const site: Site = { host, proto, origins: [origin] };
  return (req) => (accepted.includes(hostOf(req)) ? site : undefined);
};

const localSite = (req: IncomingMessage): Site | undefined => {
  const { localAddress = "", localPort } = req.socket;
  const own = plainAddress(localAddress);
  const names = ["localhost", "127.0.0.1", "[::1]", own.includes(":") ? `[${own}]` : own];
  const hosts = names.flatMap((name) => (localPort === 80 ? [name, `${name}:80`] : [`${name}:${localPort}`]));
  const host = hostOf(req);
  return hosts.includes(host) ? { host, proto: "http", origins: hosts.map((each) => `http://${each}`) } : undefined;
};

/** The one Host; empty when there is none or more than one, since the next reader might take the other. */
const hostOf = (req: IncomingMessage): string => {
  const [host = "", ...more] = req.headersDistinct.host ?? [];
  return more.length === 0 ? host.toLowerCase() : "";
};
