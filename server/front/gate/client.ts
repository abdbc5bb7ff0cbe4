import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";

export type Client = {
  address: string;
  /** A caller on this very machine: the only one who sees details and metrics without a token. */
  local: boolean;
};

/**
 * Tells who calls: the socket's address or, when that is a trusted proxy, the last hop of x-forwarded-for that is not.
 * Throws when an entry of the list is neither an address nor a CIDR range.
 */
export const createClientReader = (trustedProxies: readonly string[]): ((req: IncomingMessage) => Client) => {
  const trusted = toBlockList(trustedProxies);
  const loopback = toBlockList(["127.0.0.0/8", "::1"]);
  return (req) => {
    const peer = plainAddress(req.socket.remoteAddress ?? "");
    if (!contains(trusted, peer)) {
      // A forwarding header from a peer that is not trusted: some proxy on this machine speaks for somebody else.
      return { address: peer, local: contains(loopback, peer) && !isForwarded(req) };
    }
    const caller = lastUntrustedHop(req, trusted);
    return caller === null ? { address: peer, local: false } : { address: caller, local: contains(loopback, caller) };
  };
};

/** An IPv4 address in IPv6 clothes (`::ffff:10.0.0.1`) is the same peer. */
export const plainAddress = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, "");

const isForwarded = ({ headers }: IncomingMessage): boolean =>
  headers["x-forwarded-for"] !== undefined || headers.forwarded !== undefined || headers["x-real-ip"] !== undefined;

/** The farthest trusted hop when all are trusted; null when the list is missing or unreadable before that. */
const lastUntrustedHop = (req: IncomingMessage, trusted: BlockList): string | null => {
  const hops = String(req.headers["x-forwarded-for"] ?? "").split(",");
  let farthest: string | null = null;
  for (const hop of hops.reverse()) {
    const address = plainAddress(hop.trim());
    if (isIP(address) === 0) return null;
    if (!contains(trusted, address)) return address;
    farthest = address;
  }
  return farthest;
};

const contains = (list: BlockList, address: string): boolean =>
  isIP(address) !== 0 && list.check(address, familyOf(address));

const familyOf = (address: string) => (isIP(address) === 6 ? "ipv6" : "ipv4");

const toBlockList = (entries: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const entry of entries) {
    const [address = "", bits, ...more] = entry.split("/");
    const prefix = bits === undefined ? undefined : Number(bits);
    const most = isIP(address) === 6 ? 128 : 32;
    const fits = prefix === undefined || (/^\d+$/.test(bits ?? "") && prefix <= most);
    if (isIP(address) === 0 || !fits || more.length > 0) {
      throw new Error(`TRUSTED_PROXIES: "${entry}" is neither an address nor a range such as 10.0.0.0/8`);
    }
    if (prefix === undefined) list.addAddress(address, familyOf(address));
    else list.addSubnet(address, prefix, familyOf(address));
  }
  return list;
};
