import { isIPv6 } from "node:net";

/**
 * What limits of an address are counted for: an IPv4 address, the 64 bits of an IPv6 network. Whoever has one of those has
 * all its addresses (RFC 4291, 2.5.4; RFC 6177).
 */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  // The URL standard writes it in one way only, an IPv4 tail in hexadecimal too; it knows no zones.
  const plain = new URL(`http://[${address.split("%", 1)[0]}]`).hostname.slice(1, -1);
  const [head = "", tail] = plain.split("::").map((half) => (half === "" ? [] : half.split(":")));
  const groups = tail === undefined ? [...head] : [...head, ...Array(8 - head.length - tail.length).fill("0"), ...tail];
  return `${groups.slice(0, 4).join(":")}::/64`;
}
