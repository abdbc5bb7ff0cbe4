import { randomBytes } from "node:crypto";

/** A fresh nonce for one answer: 128 bits. */
export const newNonce = (): string => randomBytes(16).toString("base64");

/** The policy of a page: its own scripts and styles by nonce, nothing inline, nothing foreign. */
export const pagePolicy = (nonce: string, development: boolean): string =>
  [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${development ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");

/** The policy of what the front answers itself: nothing may be loaded or run. */
const BARE_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** On every answer. `same-origin` keeps receipt tokens out of other sites' logs, yet lets forms send their Origin. */
export const securityHeaders = (publicUrl: string | undefined): Record<string, string> => ({
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  "cross-origin-opener-policy": "same-origin",
  "content-security-policy": BARE_POLICY,
  ...(publicUrl?.startsWith("https:") ? { "strict-transport-security": "max-age=31536000" } : {}),
});
