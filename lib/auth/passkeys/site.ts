import { isIP } from "node:net";

/** Where a passkey is good: at this origin, under this name. */
export type PasskeySite = { origin: string; name: string };

/** Null where browsers offer no passkeys: without https, but on the machine itself, and at an address without a name. */
export function passkeySite(origin: string): PasskeySite | null {
  const { protocol, hostname } = new URL(origin);
  if (isIP(hostname.replace(/^\[|\]$/g, "")) !== 0) return null;
  return protocol === "https:" || hostname === "localhost" ? { origin, name: hostname } : null;
}
