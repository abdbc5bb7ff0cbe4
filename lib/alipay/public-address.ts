import { BlockList, isIP } from "node:net";

/**
 * Networks of which none is out on the internet (IANA, special-purpose address registries; RFC 6890). 198.18.0.0/15 is not among
 * them: it leads nowhere inside either, and proxies of whole machines give its addresses to every name.
 */
const INSIDE = {
  ipv4: [
    ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"],
    ...["192.0.2.0/24", "192.168.0.0/16", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"],
  ],
  /** The first is what has not been given out as global unicast; then ways into IPv4 networks, and documentation. */
  ipv6: ["::/3", "4000::/2", "8000::/1", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"],
} as const;

/** One list for each family: in one list a rule for IPv6 would say something of IPv4 too. */
function listOf(networks: readonly string[], family: "ipv4" | "ipv6"): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [start = "", prefix] = network.split("/");
    list.addSubnet(start, Number(prefix), family);
  }
  return list;
}

const inside4 = listOf(INSIDE.ipv4, "ipv4");
const inside6 = listOf(INSIDE.ipv6, "ipv6");
/** NAT64 (RFC 6052): how a network without IPv4 writes IPv4 addresses, the last 32 bits. */
const nat64 = listOf(["64:ff9b::/96"], "ipv6");

/** Whether an IP address, in any way of writing it, is one on the internet; anything else is not. */
export function isPublicAddress(address: string): boolean {
  const [plain = ""] = address.split("%", 1);
  const version = isIP(plain);
  if (version === 4) return !inside4.check(plain, "ipv4");
  if (version === 0) return false;
  return nat64.check(plain, "ipv6") ? isPublicAddress(lastFourBytes(plain)) : !inside6.check(plain, "ipv6");
}

function lastFourBytes(address: string): string {
  // The URL standard writes an IPv4 tail in hexadecimal too.
  const groups = new URL(`http://[${address}]`).hostname.slice(1, -1).split(":");
  const [high = 0, low = 0] = groups.slice(-2).map((group) => Number.parseInt(group || "0", 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}
